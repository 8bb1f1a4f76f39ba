using System.Net;

namespace Cms.Site.Tests;

/// <summary>A site whose proxy is this machine.</summary>
public sealed class SiteBehindProxy : RunningSite
{
    protected override string[] MoreArguments => ["--Cms:Proxies", "10.0.0.0/8, 127.0.0.1, ::1"];

    protected override Task PrepareAsync() => CreateTenantAsync("Hosted", hosts: ["hosted.example.org"]);
}

/// <summary>What is believed of a proxy that the operator names.</summary>
public sealed class ProxyTests(SiteBehindProxy site) : IClassFixture<SiteBehindProxy>
{
    [Fact]
    public async Task A_proxy_that_the_operator_names_says_which_host_was_asked_for()
    {
        await site.RunRecipeAsync("""{ "name": "settings", "SiteName": "Behind the proxy" }""", "Hosted");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/graphql?query=%7Bsite%7BsiteName%7D%7D");
        request.Headers.Add("X-Forwarded-Host", "hosted.example.org");

        using var answer = await site.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Contains("Behind the proxy", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}

/// <summary>What browsers and proxies are told, and what is not believed of them.</summary>
public sealed class SafetyTests(RunningSite site) : IClassFixture<RunningSite>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/", "default-src 'self'")]
    [InlineData("/api/graphql?query=%7B__typename%7D", "default-src 'none'; base-uri 'none'; frame-ancestors 'none'")]
    [InlineData("/health/live", "default-src 'none'; base-uri 'none'; frame-ancestors 'none'")]
    [InlineData("/nowhere", "default-src 'self'")]
    public async Task Every_answer_says_what_a_browser_may_do_with_it(string path, string policy)
    {
        using var answer = await site.GetAsync(path);

        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("SAMEORIGIN", Header(answer, "X-Frame-Options"));
        Assert.Equal("strict-origin-when-cross-origin", Header(answer, "Referrer-Policy"));
        Assert.StartsWith(policy, Header(answer, "Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_sites_may_not_ask_the_api_unless_the_tenant_lets_them()
    {
        using var before = await AskFromAsync("https://app.example.org");
        await site.CreateTenantAsync("Open", "open");
        await site.RunRecipeAsync(
            """
            { "name": "settings", "CorsSettings": { "Policies": [
              { "Name": "other", "AllowAnyOrigin": true },
              { "Name": "app", "AllowedOrigins": ["https://app.example.org"], "AllowedMethods": ["POST"], "AllowedHeaders": ["content-type"], "IsDefaultPolicy": true }] } }
            """,
            "Open");

        using var allowed = await AskFromAsync("https://app.example.org", "/open");
        using var other = await AskFromAsync("https://evil.example.org", "/open");
        using var elsewhere = await AskFromAsync("https://app.example.org");
        using var page = await AskFromAsync("https://app.example.org", "/open", path: "/");

        Assert.Equal("https://app.example.org", Header(allowed, "Access-Control-Allow-Origin"));
        Assert.Equal(("POST", "content-type"), (Header(allowed, "Access-Control-Allow-Methods"), Header(allowed, "Access-Control-Allow-Headers")));
        Assert.All([before, other, elsewhere, page], answer => Assert.Equal("", Header(answer, "Access-Control-Allow-Origin")));
    }

    [Fact]
    public async Task GraphiQL_says_as_plain_text_that_somebody_may_not_ask()
    {
        await site.CreateTenantAsync("Closed", "closed");
        await site.RunRecipeAsync("""{ "name": "Roles", "Roles": [{ "Name": "Anonymous", "Permissions": [] }, { "Name": "Authenticated", "Permissions": [] }] }""", "Closed");
        await site.AddUserAsync("carla", [], "Closed");
        using var browser = new AccountBrowser(site, "/closed");
        await browser.SignInAsync("carla");

        var refused = await browser.GetAsync("/graphiql");

        Assert.Equal((HttpStatusCode.Forbidden, "text/plain; charset=utf-8"), (refused.Status, refused.Headers.GetValueOrDefault("Content-Type")));
        Assert.Equal("You may not ask here; it needs the permission ExecuteGraphQL.", refused.Html);
    }

    [Fact]
    public async Task A_policy_that_would_let_every_site_act_for_its_visitors_is_refused()
    {
        var recipe = site.WriteRecipe("cors", """
            { "name": "settings", "CorsSettings": { "Policies": [{ "AllowAnyOrigin": true, "AllowCredentials": true }, { "AllowedOrigins": ["app.example.org", "https://a.example.org/x"] }] } }
            """);

        var refused = (await site.RunCommandAsync("recipes", "run", recipe)).Refused();

        Assert.Contains("CorsSettings.Policies must not have AllowCredentials together with AllowAnyOrigin", refused, StringComparison.Ordinal);
        Assert.Contains("not \"app.example.org\"", refused, StringComparison.Ordinal);
        Assert.Contains("not \"https://a.example.org/x\"", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_does_not_choose_the_tenant_by_a_proxys_header()
    {
        await site.CreateTenantAsync("Hosted", hosts: ["hosted.example.org"]);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("X-Forwarded-Host", "hosted.example.org");
        request.Headers.Add("X-Forwarded-For", "127.0.0.1");
        using var answer = await site.Client.SendAsync(request, Cancel);

        Assert.Equal(await site.ReadHtmlAsync("/"), await answer.Content.ReadAsStringAsync(Cancel));
    }

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) || answer.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : "";

    private async Task<HttpResponseMessage> AskFromAsync(string origin, string prefix = "", string path = "/api/graphql")
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, prefix + path);
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "content-type");
        return await site.Client.SendAsync(request, Cancel);
    }
}
