using System.Net;
using System.Text;
using System.Text.Json;
using Cms.Recipes;
using Cms.Site.Tests.Rest;
using Cms.Tests;

namespace Cms.Site.Tests;

/// <summary>What an operator may ask for beyond the standard, and how a site tells what it refused.</summary>
public sealed class StrictSiteTests(StrictSite site) : IClassFixture<StrictSite>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Subdomains_are_asked_for_by_https_too_where_the_operator_says_so()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live");
        request.Headers.Host = "guides.example.org";
        request.Headers.Add("X-Forwarded-Proto", "https");

        using var answer = await site.Client.SendAsync(request, Cancel);

        Assert.Equal("max-age=31536000; includeSubDomains", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")));
    }

    [Fact]
    public async Task Where_each_tenant_has_hosts_of_its_own_none_comes_under_a_prefix_of_anothers()
    {
        await site.LetVisitorsAsync("Default", "ManageTenants");

        var refused = await site.RestAsync("POST", "/api/tenants/create", """{"name":"Guest","requestUrlPrefix":"guest"}""");
        var command = await site.RunCommandAsync("tenants", "create", "Guest", "--prefix", "guest", "--recipe", "blank");
        var made = await site.RestAsync("POST", "/api/tenants/create", """{"name":"Own","requestUrlHost":"own.example.org"}""");
        var moved = await site.RestAsync("POST", "/api/tenants/edit", """{"name":"Own","requestUrlPrefix":"own"}""");

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.OK, HttpStatusCode.BadRequest], new[] { refused.Status, made.Status, moved.Status });
        Assert.Equal("Tenant Guest must have a host of its own instead of the prefix guest: this program lets no two tenants share a host.", refused.Detail);
        Assert.Equal(refused.Detail, (string?)refused.Json["errors"]!["RequestUrlPrefix"]![0]);
        Assert.Equal(refused.Detail, command.Refused());
    }

    [Theory]
    [InlineData("a.stl", "solid", null)]
    [InlineData("a.txt", "text", null)]
    [InlineData("a.csv", "a,b", "is of no kind that is taken here; its name must end in one of png, stl, txt")]
    [InlineData("a.png", "text", "is not what its name says (.png)")]
    [InlineData("b.txt", "EICAR", "has a virus, as clamd says: Eicar-Test-Signature")]
    public async Task A_file_is_taken_only_when_kind_content_and_scanner_agree(string path, string text, string? complaint)
    {
        site.Scanner.Says = null;

        var refused = await PutAsync(path, text);

        Assert.Equal(complaint is null ? null : $"TargetPath \"{path}\" {complaint}.", refused?[(refused.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
        Assert.Equal(complaint is null ? HttpStatusCode.OK : HttpStatusCode.NotFound, await site.StatusAsync("/media/" + path));
    }

    [Fact]
    public async Task A_file_that_the_scanner_does_not_judge_is_refused()
    {
        site.Scanner.Says = "INSTREAM size limit exceeded. ERROR";
        var tooLarge = await PutAsync("large.txt", new string('a', 200_000));
        var length = site.Scanner.LastLength;
        site.Scanner.Says = "";
        var silent = await PutAsync("silent.txt", "text");
        site.Scanner.Says = null;

        Assert.Equal(200_000, length);
        Assert.EndsWith("says \"INSTREAM size limit exceeded. ERROR\".", tooLarge, StringComparison.Ordinal);
        Assert.Contains("cannot be looked through for viruses: clamd at 127.0.0.1:", silent, StringComparison.Ordinal);
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound], new[] { await site.StatusAsync("/media/large.txt"), await site.StatusAsync("/media/silent.txt") });
    }

    [Fact]
    public async Task What_is_refused_is_logged_with_the_rule_the_caller_and_the_address_and_nothing_of_what_was_sent()
    {
        await site.LetVisitorsAsync("Default", "ExecuteGraphQL", "ViewContent", "AccessContentApi");
        var user = new EncryptedBrowser(site);
        await user.SignInAsync("admin");

        await AskAsync("/api/graphql", """{"query":"{ guideArticle(status: DRAFT) { displayText } } # s3cret-query"}""");
        await AskAsync("/api/graphql", "s3cret-text", "text/plain");
        await AskAsync("/api/content/bulk", """[{"ContentType":"GuideArticle","DisplayText":"s3cret-title"}]""");
        await AskAsync("/account/sign-in", "name=x&password=s3cret-password", "application/x-www-form-urlencoded");
        await AskAsync("/api/content?type=GuideArticle&s3cret=1", null, headers: ("Authorization", "Bearer s3cret-token"));
        await AskAsync("/api/graphql?query={__typename}", null, headers: ("Origin", "https://evil.example"));
        await user.GetAsync("/api/graphql?query={__typename}", origin: "https://evil.example");
        await AskAsync("/account/forgot", "name=one", "application/x-www-form-urlencoded");
        await AskAsync("/account/forgot", "name=two", "application/x-www-form-urlencoded");
        string[] expected =
        [
            "permission POST /api/graphql 200", "content-type POST /api/graphql 415", "permission POST /api/content/bulk 200", "form-token POST /account/sign-in 400",
            "credentials GET /api/content 401", "cors GET /api/graphql 200", "origin GET /api/graphql 200", "limit resets POST /account/forgot 429",
        ];
        await Eventually.AsyncTrue(async () => expected.All((await ReadRefusalsAsync()).Select(Line).Contains));

        var refusals = await ReadRefusalsAsync();
        Assert.All(refusals, refusal => Assert.Equal(("Default", "127.0.0.1", 1), (
            refusal.GetProperty("Tenant").GetString(), refusal.GetProperty("Address").GetString(), refusal.GetProperty("EventId").GetProperty("Id").GetInt32())));
        Assert.Equal("admin", refusals.Single(refusal => Line(refusal).StartsWith("origin", StringComparison.Ordinal)).GetProperty("User").GetString());
        Assert.Equal("anonymous", refusals.First(refusal => Line(refusal) == expected[0]).GetProperty("User").GetString());
        Assert.DoesNotContain("s3cret", await ReadLogAsync(), StringComparison.Ordinal);

        static string Line(JsonElement refusal) =>
            $"{refusal.GetProperty("Rule")} {refusal.GetProperty("Method")} {refusal.GetProperty("Path")} {refusal.GetProperty("Status")}";
    }

    private async Task AskAsync(string path, string? body, string mediaType = "application/json", params (string, string)[] headers) =>
        _ = await site.RestAsync(body is null ? "GET" : "POST", path, body, mediaType, headers);

    private async Task<string?> PutAsync(string path, string text)
    {
        var file = $$"""{ "TargetPath": "{{path}}", "Base64": "{{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}}" }""";
        return (await Record.ExceptionAsync(() => site.RunRecipeAsync($$"""{ "name": "media", "Files": [{{file}}] }""")) as RecipeException)?.Message;
    }

    private async Task<List<JsonElement>> ReadRefusalsAsync() =>
    [
        .. (await ReadLogAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))
            .Where(entry => entry.TryGetProperty("EventId", out var id) && id.TryGetProperty("Name", out var name) && name.GetString() == "Refused"),
    ];

    private async Task<string> ReadLogAsync()
    {
        if (Directory.GetFiles(Path.Combine(site.DataDirectory, "Logs"), "cms-*.json") is not [var file])
            return "";

        await using var shared = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(shared);
        return await reader.ReadToEndAsync(Cancel);
    }
}
