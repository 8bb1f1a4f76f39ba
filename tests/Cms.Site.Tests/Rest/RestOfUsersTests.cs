using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Rest;
using Cms.Rest.Http;
using Cms.Tenants;
using Cms.Tests.Memory;
using Cms.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cms.Site.Tests.Rest;

/// <summary>The REST endpoints over stores in memory, where a header says who asks and what the caller may do.</summary>
public sealed class RestForUsers : IAsyncLifetime
{
    private readonly MemoryCms _cms;
    private WebApplication _app = null!;

    public RestForUsers() => _cms = new(services => services.AddCmsRest().AddScoped<TenantWork>(
        provider => IsBusy ? new BusyWork() : new MemoryWork(provider.GetRequiredService<MemoryTenant>())));

    /// <summary>Somebody else writes to the tenant all the time.</summary>
    public bool IsBusy { get; set; }

    public HttpClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await _cms.RunRecipeFileAsync(Repository.GuidesRecipe);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.Use(async (context, next) =>
        {
            await using var scope = _cms.Services.GetRequiredService<TenantScopes>().Open(_cms.Tenant);
            var (name, granted) = (context.Request.Headers["Name"].ToString(), context.Request.Headers["May"].ToString());
            scope.ServiceProvider.GetRequiredService<CurrentCaller>().Caller = Caller.SignedIn($"u-{name}", name, granted.Split(' '));
            context.RequestServices = scope.ServiceProvider;
            await next(context);
        });
        _app.UseRouting();
        _app.MapCmsRest();
        await _app.StartAsync(TestContext.Current.CancellationToken);
        Client = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        await _cms.DisposeAsync();
    }

    private sealed class BusyWork : TenantWork
    {
        public override Task<Transaction> BeginAsync(CancellationToken cancel) => throw new TenantIsBusyException("Somebody else writes; try again.", new TimeoutException());
    }
}

/// <summary>What users with permissions for items of their own may do over REST.</summary>
public sealed class RestOfUsersTests(RestForUsers site) : IClassFixture<RestForUsers>
{
    private const string Own = "AccessContentApi ViewContent EditOwnContent PublishOwnContent";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_user_without_the_permission_is_told_403_and_not_to_sign_in()
    {
        var (status, answer) = await SendAsync("clara", "ViewContent EditContent", "GET", "/api/content?type=GuideArticle");

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("AccessContentApi", (string?)answer["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_user_makes_is_theirs_and_nobody_else_finds_their_drafts()
    {
        var made = (await SendAsync("anna", Own, "POST", "/api/content?draft=true", Article("Anna's"))).Answer;
        var id = (string)made["ContentItemId"]!;

        var list = $"/api/content?type=GuideArticle&status=draft&where={Uri.EscapeDataString("""{"displayText":"Anna's"}""")}";
        var (annas, bobs) = (await SendAsync("anna", Own, "GET", list), await SendAsync("bob", Own, "GET", list));
        var seen = await SendAsync("bob", Own, "GET", $"/api/content/{id}?status=latest");
        var changed = await SendAsync("bob", Own, "PATCH", $"/api/content/{id}", "{}");
        var published = await SendAsync("anna", Own, "PATCH", $"/api/content/{id}", "{}");
        var stillNot = await SendAsync("bob", Own, "PATCH", $"/api/content/{id}", "{}");
        var given = await SendAsync("anna", Own, "PATCH", $"/api/content/{id}", """{"Owner":"u-bob"}""");

        Assert.Equal(("u-anna", "anna"), ((string?)made["Owner"], (string?)made["Author"]));
        Assert.Equal((1, 0), (annas.Answer["items"]!.AsArray().Count, bobs.Answer["items"]!.AsArray().Count));
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden], new[] { seen.Status, changed.Status, published.Status, stillNot.Status, given.Status });
    }

    [Fact]
    public async Task A_stale_change_names_the_user_who_saved_meanwhile()
    {
        var id = (string)(await SendAsync("anna", Own, "POST", "/api/content", Article("Stale"))).Answer["ContentItemId"]!;
        await SendAsync("eve", "AccessContentApi EditContent", "PATCH", $"/api/content/{id}?draft=true", """{"TitlePart":{"Title":"Eve's"}}""");

        var (status, answer) = await SendAsync("anna", Own, "PATCH", $"/api/content/{id}", "{}", "\"old\"");

        Assert.Equal(HttpStatusCode.PreconditionFailed, status);
        Assert.Contains(", saved by eve at ", (string?)answer["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_somebody_else_writes_for_too_long_the_request_is_to_be_sent_again()
    {
        site.IsBusy = true;
        var answers = new[]
        {
            await SendAsync("anna", Own, "POST", "/api/content", Article("Busy")),
            await SendAsync("anna", Own, "POST", "/api/content", Article("Busy"), key: "k"),
        };
        site.IsBusy = false;

        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.ServiceUnavailable, "Somebody else writes; try again."), (answer.Status, (string?)answer.Answer["detail"])));
    }

    private static string Article(string title) =>
        $$$"""{"ContentType":"GuideArticle","TitlePart":{"Title":"{{{title}}}"},"GuideArticle":{"Introduction":{"Text":"Intro."},"DateCreated":{"Value":"2026-01-02T00:00:00Z"} } }""";

    private async Task<(HttpStatusCode Status, JsonObject Answer)> SendAsync(string name, string may, string method, string path, string? body = null, string? ifMatch = null, string? key = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, method == "PATCH" ? "application/merge-patch+json" : "application/json");
        request.Headers.Add("Name", name);
        request.Headers.Add("May", may);
        if (ifMatch is not null)
            request.Headers.Add("If-Match", ifMatch);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var response = await site.Client.SendAsync(request, Cancel);
        Assert.Equal(response.StatusCode == HttpStatusCode.ServiceUnavailable, response.Headers.RetryAfter is not null);
        Assert.False(response.Headers.Contains("WWW-Authenticate"));
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!.AsObject());
    }
}
