using System.Net;
using System.Text.Json.Nodes;
using Cms.Site.Tests.Rest;

namespace Cms.Site.Tests;

/// <summary>A site with small limits, behind a proxy on this machine that says who asks.</summary>
public sealed class LimitedSite : RunningSite
{
    protected override string[] MoreArguments =>
    [
        "--Cms:Proxies", "127.0.0.1", "--Cms:Limits:SignInsPerAddress", "6", "--Cms:Limits:SignInsPerUser", "4", "--Cms:Limits:TokenRequestsPerAddress", "6", "--Cms:Limits:TokenFailuresPerAddress", "4",
        "--Cms:Limits:ResetsPerAddress", "3", "--Cms:Limits:ResetsPerUser", "2",
    ];

    protected override Task PrepareAsync() => CreateTenantAsync("Other", "other");
}

/// <summary>A site where only requests for tokens are limited, and which is behind no proxy.</summary>
public sealed class LimitedSiteInFront : RunningSite
{
    protected override string[] MoreArguments => ["--Cms:Limits:TokenRequestsPerAddress", "3", "--Cms:Limits:TokenFailuresPerAddress", "0"];
}

/// <summary>Whoever guesses is slowed down; whoever reads is not, unless the tenant says so.</summary>
public sealed class LimitTests(LimitedSite site) : IClassFixture<LimitedSite>
{
    private static int _addresses;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sign_ins_are_limited_by_address_whoever_is_guessed_at_and_in_all_tenants_together()
    {
        var from = NewAddress();

        var tried = new List<RestAnswer>();
        for (var number = 0; number < 8; number++)
            tried.Add(await TryAsync($"guess{number}", from, prefix: number % 2 == 0 ? "" : "/other"));
        var neighbour = await TryAsync("guess9", NewAddress());

        Assert.DoesNotContain(tried.Take(6), answer => answer.Status == HttpStatusCode.TooManyRequests);
        Assert.All(tried.Skip(6), answer => Assert.Equal(HttpStatusCode.TooManyRequests, answer.Status));
        Assert.NotEqual(HttpStatusCode.TooManyRequests, neighbour.Status);
        var last = tried[^1];
        Assert.Equal("text/html", last.MediaType);
        Assert.Contains("Too many requests; try again in", last.Text, StringComparison.Ordinal);
        Assert.InRange(int.Parse(last.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture), 1, 60);
        Assert.StartsWith("\"sign-ins\";q=6;w=60", last.Headers["RateLimit-Policy"], StringComparison.Ordinal);
        Assert.Matches("^\"sign-ins\";r=0;t=\\d+$", last.Headers["RateLimit"]);
        Assert.Equal("\"sign-ins\";r=5, \"sign-ins-of-user\";r=3", tried[0].Headers["RateLimit"]);
    }

    [Fact]
    public async Task Sign_ins_are_limited_by_user_from_wherever_they_come_and_alike_for_those_who_do_not_exist()
    {
        var (known, unknown) = (new List<HttpStatusCode>(), new List<HttpStatusCode>());
        for (var number = 0; number < 6; number++)
        {
            known.Add((await TryAsync(number % 2 == 0 ? "admin" : " ADMIN ", NewAddress())).Status);
            unknown.Add((await TryAsync("nobody", NewAddress())).Status);
        }

        var elsewhere = await TryAsync("admin", NewAddress(), prefix: "/other");

        Assert.Equal(unknown, known);
        Assert.All(known.Skip(4), status => Assert.Equal(HttpStatusCode.TooManyRequests, status));
        Assert.All(known.Take(4), status => Assert.NotEqual(HttpStatusCode.TooManyRequests, status));
        Assert.NotEqual(HttpStatusCode.TooManyRequests, elsewhere.Status);
    }

    [Fact]
    public async Task One_customer_of_IPv6_is_one_address()
    {
        var statuses = new List<HttpStatusCode>();
        for (var number = 0; number < 8; number++)
            statuses.Add((await TryAsync($"v6{number}", $"2001:db8:1:2::{number + 1:x}")).Status);
        var other = await TryAsync("v6", "2001:db8:1:3::1");
        var mapped = new List<HttpStatusCode>();
        var plain = NewAddress();
        for (var number = 0; number < 7; number++)
            mapped.Add((await TryAsync($"v4{number}", number % 2 == 0 ? plain : $"::ffff:{plain}")).Status);

        Assert.Equal(6, statuses.Count(status => status != HttpStatusCode.TooManyRequests));
        Assert.NotEqual(HttpStatusCode.TooManyRequests, other.Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, mapped[^1]);
    }

    [Fact]
    public async Task Looking_at_the_form_and_signing_out_do_not_count()
    {
        var from = NewAddress();

        for (var number = 0; number < 8; number++)
        {
            Assert.Equal(HttpStatusCode.OK, (await site.RestAsync("GET", "/account/sign-in", headers: ("X-Forwarded-For", from))).Status);
            Assert.NotEqual(HttpStatusCode.TooManyRequests, (await PostAsync("/account/sign-out", "", from)).Status);
        }
    }

    [Fact]
    public async Task Asking_for_links_to_new_passwords_is_limited_by_address_and_by_user_for_an_hour()
    {
        var from = NewAddress();

        var byAddress = new List<RestAnswer>();
        for (var number = 0; number < 4; number++)
            byAddress.Add(await PostAsync(number % 2 == 0 ? "/account/forgot" : "/account/choose-password", $"name=reset{number}&token=x", from));
        var byUser = new List<RestAnswer>();
        for (var number = 0; number < 3; number++)
            byUser.Add(await PostAsync("/account/forgot", "name=forgetful", NewAddress()));
        var signIn = await TryAsync("reset", from);

        foreach (var (answers, policy) in new[] { (byAddress, "\"resets\";q=3;w=3600"), (byUser, "\"resets-of-user\";q=2;w=3600") })
        {
            Assert.DoesNotContain(answers.SkipLast(1), answer => answer.Status == HttpStatusCode.TooManyRequests);
            Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1].Status);
            Assert.Contains(policy, answers[^1].Headers["RateLimit-Policy"], StringComparison.Ordinal);
            Assert.InRange(int.Parse(answers[^1].Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture), 61, 3600);
        }

        Assert.NotEqual(HttpStatusCode.TooManyRequests, signIn.Status);
    }

    [Theory]
    [InlineData("/connect/token")]
    [InlineData("/connect/token/")]
    [InlineData("/CONNECT/Token")]
    public async Task Refused_requests_for_tokens_are_limited_by_address_however_the_path_is_written(string path)
    {
        var from = NewAddress();

        var answers = new List<RestAnswer>();
        for (var number = 0; number < 5; number++)
            answers.Add(await PostAsync(path, "grant_type=client_credentials&client_id=x&client_secret=y", from));

        Assert.DoesNotContain(answers.Take(4), answer => answer.Status == HttpStatusCode.TooManyRequests);
        Assert.Equal((HttpStatusCode.TooManyRequests, "application/json"), (answers[4].Status, answers[4].MediaType));
        Assert.StartsWith("Too many requests", answers[4]["error_description"], StringComparison.Ordinal);
        Assert.Matches("\"tokens\";r=1, \"token-failures\";r=0;t=\\d+", answers[4].Headers["RateLimit"]);
    }

    [Fact]
    public async Task Reading_is_not_limited_until_the_tenant_says_so_and_then_by_caller()
    {
        await site.LetVisitorsAsync("Default", "AccessContentApi", "ViewContent", "ExecuteGraphQL");
        await site.LetVisitorsAsync("Other", "AccessContentApi", "ViewContent", "ExecuteGraphQL");
        const string List = "/api/content?type=GuideArticle&first=1";
        var from = ("X-Forwarded-For", NewAddress());
        var free = await site.RestAsync("GET", List, headers: from);

        await site.RunRecipeAsync("""{ "name": "settings", "RateLimitSettings": { "RequestsPerMinute": 3 } }""");
        var answers = new List<RestAnswer> { await site.RestAsync("GET", List, headers: from), await AskAsync(from), await site.RestAsync("HEAD", List, headers: from) };
        var rest = await site.RestAsync("GET", List, headers: from);
        var graphQL = await AskAsync(from);
        var slashed = await site.RestAsync("GET", "/graphql/?query=%7B__typename%7D", headers: from);
        var page = await site.RestAsync("GET", "/", headers: from);
        var neighbour = await site.RestAsync("GET", List, headers: ("X-Forwarded-For", NewAddress()));
        var otherTenant = await site.RestAsync("GET", "/other" + List, headers: from);
        var user = await site.RestAsync("GET", List, headers: [from, await CookieAsync()]);
        await site.RunRecipeAsync("""{ "name": "settings", "RateLimitSettings": { "RequestsPerMinute": null } }""");
        var freeAgain = await site.RestAsync("GET", List, headers: from);

        Assert.Equal((HttpStatusCode.OK, false), (free.Status, free.Headers.ContainsKey("RateLimit")));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Equal(["\"reads\";r=2", "\"reads\";r=1", "\"reads\";r=0"], answers.Select(answer => answer.Headers["RateLimit"]));
        Assert.Equal((HttpStatusCode.TooManyRequests, "application/problem+json", 429), (rest.Status, rest.MediaType, (int)rest.Json["status"]!));
        Assert.Equal((HttpStatusCode.TooManyRequests, "LIMIT_EXCEEDED"), (graphQL.Status, (string?)graphQL.Json["errors"]![0]!["extensions"]!["code"]));
        Assert.Equal((HttpStatusCode.TooManyRequests, "LIMIT_EXCEEDED"), (slashed.Status, (string?)slashed.Json["errors"]![0]!["extensions"]!["code"]));
        Assert.All(new[] { page, neighbour, otherTenant, user, freeAgain }, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
    }

    [Theory]
    [InlineData("5")]
    [InlineData("""{ "RequestsPerMinute": 0 }""")]
    [InlineData("""{ "RequestsPerMinute": 1.5 }""")]
    [InlineData("""{ "RequestPerMinute": 5 }""")]
    public async Task A_limit_that_makes_no_sense_is_refused(string setting)
    {
        var refused = await Assert.ThrowsAsync<Cms.Recipes.RecipeException>(() => site.RunRecipeAsync($$"""{ "name": "settings", "RateLimitSettings": {{setting}} }"""));

        Assert.Contains("RateLimitSettings must be {\"RequestsPerMinute\": N} with a whole number N from 1 to 1000000", refused.Message, StringComparison.Ordinal);
    }

    private static string NewAddress() => $"192.0.2.{Interlocked.Increment(ref _addresses)}";

    // Without the page before it the form is refused, which is an attempt all the same.
    private Task<RestAnswer> TryAsync(string name, string from, string prefix = "") => PostAsync(prefix + "/account/sign-in", $"name={Uri.EscapeDataString(name)}&password=wrong", from);

    private Task<RestAnswer> PostAsync(string path, string form, string from) => site.RestAsync("POST", path, form, "application/x-www-form-urlencoded", ("X-Forwarded-For", from));

    private Task<RestAnswer> AskAsync((string, string) from) => site.RestAsync("POST", "/api/graphql", new JsonObject { ["query"] = "{ guideArticle(first: 1) { path } }" }.ToJsonString(), headers: from);

    private async Task<(string, string)> CookieAsync()
    {
        await site.AddUserAsync("reader", []);
        return await site.CookieOfAsync("reader");
    }
}

/// <summary>Where no proxy is named, nobody is believed who asks.</summary>
public sealed class LimitInFrontTests(LimitedSiteInFront site) : IClassFixture<LimitedSiteInFront>
{
    [Fact]
    public async Task Requests_for_tokens_are_limited_by_the_address_of_the_connection()
    {
        var statuses = new List<HttpStatusCode>();
        for (var number = 0; number < 4; number++)
            statuses.Add((await site.RestAsync("POST", "/connect/token", "grant_type=x", "application/x-www-form-urlencoded", ("X-Forwarded-For", $"192.0.2.{number}"))).Status);
        var asked = await site.RestAsync("GET", "/account/sign-in");

        Assert.DoesNotContain(HttpStatusCode.TooManyRequests, statuses.Take(3));
        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.OK), (statuses[3], asked.Status));
    }
}
