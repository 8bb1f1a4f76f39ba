using System.Net;
using Cms.Apps;
using Cms.Tenants;

namespace Cms.Site.Tests.Apps;

/// <summary>Two tenants with an app of the same client id and secret each, and a third whose tokens are references.</summary>
public class SiteWithApps : RunningSite
{
    public const string Secret = "the same in both tenants";

    private const string Apps = $$"""
        { "name": "Roles", "Roles": [{ "Name": "Reader", "Permissions": ["ExecuteGraphQL", "AccessContentApi", "ViewContent", "PreviewContent"] }, { "Name": "Anonymous", "Permissions": ["ViewContent", "ExecuteGraphQL"] }] },
        { "name": "OpenIdApplication", "ClientId": "reader", "ClientSecret": "{{Secret}}", "AllowClientCredentialsFlow": true, "AllowIntrospectionEndpoint": true, "AllowRevocationEndpoint": true,
          "RoleEntries": [{ "Name": "Reader" }], "ScopeEntries": [{ "Name": "content.read" }, { "Name": "content.preview" }], "RequestsAMinute": 100 }
        """;

    public static Task MakeAppsAsync(RunningSite site, string tenant) => site.RunRecipeAsync(Apps, tenant);

    protected override async Task PrepareAsync()
    {
        await CreateTenantAsync("Second", "two");
        await CreateTenantAsync("References", "three");
        foreach (var tenant in new[] { Tenant.DefaultName, "Second", "References" })
            await MakeAppsAsync(this, tenant);
        await RunRecipeAsync("""{ "name": "OpenIdServerSettings", "EnableTokenEndpoint": true, "EnableRevocationEndpoint": true, "AllowClientCredentialsFlow": true, "UseReferenceAccessTokens": true }""", "References");
    }
}

/// <summary>SiteWithApps on PostgreSQL.</summary>
public sealed class SiteWithAppsOnPostgres : SiteWithApps
{
    protected override PostgresDatabase Database { get; } = new();
}

public sealed class TokenOnSqliteTests(SiteWithApps site) : TokenTests(site), IClassFixture<SiteWithApps>;

public sealed class TokenOnPostgresTests : TokenTests, IClassFixture<SiteWithAppsOnPostgres>
{
    public TokenOnPostgresTests(SiteWithAppsOnPostgres site)
        : base(site) => PostgresDatabase.SkipWithoutServer();
}

public abstract class TokenTests(SiteWithApps site)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_may_what_its_scope_and_the_apps_roles_allow()
    {
        var (all, narrow) = (await TokenAsync(scope: "content.preview"), await TokenAsync(scope: "content.read"));

        var seen = await site.SendAsync("/api/graphql", all, AppRequests.Drafts);
        var hidden = await site.SendAsync("/api/graphql", narrow, AppRequests.Drafts);
        var visitor = await site.SendAsync("/api/graphql", bearer: null, AppRequests.Drafts);

        Assert.DoesNotContain("errors", seen.Text, StringComparison.Ordinal);
        Assert.Contains("FORBIDDEN", hidden.Text, StringComparison.Ordinal);
        Assert.NotEqual(seen.Text, visitor.Text);
        Assert.Equal(HttpStatusCode.OK, (await site.SendAsync("/api/content?type=GuideArticle", narrow)).Status);
    }

    [Theory]
    [InlineData("/api/graphql", "application/json", "\"code\":\"UNAUTHENTICATED\"")]
    [InlineData("/graphql", "application/json", "\"code\":\"UNAUTHENTICATED\"")]
    [InlineData("/api/content/any", "application/problem+json", "\"status\":401")]
    [InlineData("/api/anything", "application/problem+json", "\"status\":401")]
    [InlineData("/", "text/html", "<h1>You cannot come in with this token</h1>")]
    [InlineData("/media/none.png", "text/html", "<h1>You cannot come in with this token</h1>")]
    [InlineData("/account", "text/html", "<h1>You cannot come in with this token</h1>")]
    public async Task A_bad_token_is_refused_everywhere_in_the_form_of_the_place_and_never_served_as_a_visitor(string path, string mediaType, string says)
    {
        foreach (var bearer in new[] { "x", "a.b.c", "cms_x", "" })
        {
            var answer = await site.SendAsync(path, bearer: null, header: ("Authorization", $"Bearer {bearer}"));

            Assert.Equal((HttpStatusCode.Unauthorized, mediaType), (answer.Status, answer.MediaType));
            Assert.StartsWith("Bearer error=\"invalid_token\", error_description=\"", answer.Headers["WWW-Authenticate"], StringComparison.Ordinal);
            Assert.Contains(says, answer.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Other_kinds_of_credentials_and_two_at_once_are_refused_too()
    {
        var token = await TokenAsync();

        var basic = await site.SendAsync("/api/graphql", bearer: null, "{ __typename }", ("Authorization", "Basic YTpi"));
        var both = await site.SendAsync("/api/graphql", token, "{ __typename }", ("X-Api-Key", "cms_x"));

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (basic.Status, both.Status));
    }

    [Fact]
    public async Task A_token_is_refused_by_every_tenant_but_its_own_whatever_its_kind()
    {
        string[] prefixes = ["", "/two", "/three"];
        var key = new Dictionary<string, string>();
        foreach (var (tenant, prefix) in new[] { (Tenant.DefaultName, ""), ("Second", "/two"), ("References", "/three") })
            key[prefix] = await MakeKeyAsync($"key {Guid.NewGuid():N}", tenant);

        foreach (var own in prefixes)
        {
            var token = await TokenAsync(own);
            foreach (var other in prefixes)
            {
                var expected = own == other ? HttpStatusCode.OK : HttpStatusCode.Unauthorized;
                Assert.Equal((own, other, expected), (own, other, await site.AskStatusAsync(token, other)));
                Assert.Equal((own, other, expected), (own, other, await site.AskStatusAsync(key[own], other)));
            }
        }
    }

    [Fact]
    public async Task A_token_says_its_tenant_and_issuer_and_nothing_that_is_nobodys_business()
    {
        var made = await site.RunAsync<RegisterApp, Outcome<RegisteredApp>>(
            verb => verb.RunAsync(new NewApp(new App { Id = "a1", ClientId = "readable", Flows = AppFlows.ClientCredentials, RoleNames = ["Reader"] }), Cancel), "Second");
        await site.RunRecipeAsync("""{ "name": "OpenIdServerSettings", "EnableTokenEndpoint": true, "AllowClientCredentialsFlow": true, "AccessTokenFormat": "JsonWebToken", "DisableAccessTokenEncryption": true }""", "Second");
        var token = await site.TokenAsync("readable", made.Value.MadeSecret!, "/two");
        await site.RunRecipeAsync("""{ "name": "OpenIdServerSettings", "EnableTokenEndpoint": true, "AllowClientCredentialsFlow": true }""", "Second");

        var claims = AppRequests.Claims(token);

        Assert.Equal((site.TenantId("Second"), $"{site.Client.BaseAddress}two", "readable"), ((string?)claims["tenant"], (string?)claims["iss"], (string?)claims["client_id"]));
        Assert.Equal("aud client_id exp iat idtyp iss jti name oi_prst oi_tkn_id sub tenant".Split(' '), claims.AsObject().Select(claim => claim.Key).Order(StringComparer.Ordinal));
        Assert.Equal(HttpStatusCode.OK, await site.AskStatusAsync(token, "/two"));
        Assert.Equal(HttpStatusCode.Unauthorized, await site.AskStatusAsync(token[..^4] + "AAAA", "/two"));
    }

    [Fact]
    public async Task An_expired_token_is_refused_and_says_so()
    {
        var token = await TokenAsync();
        var before = await site.AskStatusAsync(token);

        site.Clock.Advance(TimeSpan.FromMinutes(61));
        var after = await site.SendAsync("/api/graphql", token, "{ __typename }");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (before, after.Status));
        Assert.Contains("no longer valid", after.Headers["WWW-Authenticate"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/three")]
    public async Task A_revoked_token_is_refused_at_once_and_others_are_not(string prefix)
    {
        var (token, other) = (await TokenAsync(prefix), await TokenAsync(prefix));

        var revoked = await site.PostFormAsync(prefix + "/connect/revoke", ("token", token), ("client_id", "reader"), ("client_secret", SiteWithApps.Secret));

        Assert.Equal(HttpStatusCode.OK, revoked.Status);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (await site.AskStatusAsync(token, prefix), await site.AskStatusAsync(other, prefix)));
    }

    [Fact]
    public async Task An_app_that_is_disabled_is_refused_with_the_tokens_it_has_and_comes_back_with_them()
    {
        var token = await TokenAsync();

        await SetEnabledAsync(false);
        var (asked, granted) = (await site.AskStatusAsync(token), await site.PostFormAsync("/connect/token", ("grant_type", "client_credentials"), ("client_id", "reader"), ("client_secret", SiteWithApps.Secret)));
        await SetEnabledAsync(true);

        Assert.Equal((HttpStatusCode.Unauthorized, "unauthorized_client"), (asked, (string?)granted.Json["error"]));
        Assert.Equal(HttpStatusCode.OK, await site.AskStatusAsync(token));
    }

    [Fact]
    public async Task Introspection_says_of_a_token_what_a_request_with_it_would_be_answered()
    {
        var token = await TokenAsync();
        Task<AppAnswer> IntrospectAsync(string one) => site.PostFormAsync("/connect/introspect", ("token", one), ("client_id", "reader"), ("client_secret", SiteWithApps.Secret));

        var good = await IntrospectAsync(token);
        await site.PostFormAsync("/connect/revoke", ("token", token), ("client_id", "reader"), ("client_secret", SiteWithApps.Secret));
        var revoked = await IntrospectAsync(token);
        var foreign = await IntrospectAsync(await TokenAsync("/two"));

        Assert.Equal((true, "reader"), ((bool)good.Json["active"]!, (string?)good.Json["sub"]));
        Assert.False((bool)revoked.Json["active"]!);
        Assert.False((bool)foreign.Json["active"]!);
    }

    [Fact]
    public async Task Where_a_token_is_sent_cookies_are_not_looked_at()
    {
        await site.AddUserAsync("carla", ["Administrator"]);
        using var browser = new AccountBrowser(site);
        await browser.SignInAsync("carla");
        var token = await TokenAsync(scope: "content.read");

        using var handler = new SocketsHttpHandler { CookieContainer = browser.Cookies, AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = site.Client.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        using var asked = await client.PostAsync("/api/graphql", new StringContent($$"""{"query":"{{AppRequests.Drafts}}"}""", System.Text.Encoding.UTF8, "application/json"), Cancel);
        client.DefaultRequestHeaders.Authorization = new("Bearer", "bad");
        using var refused = await client.GetAsync("/account", Cancel);

        Assert.Contains("FORBIDDEN", await asked.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task Pages_of_sites_that_the_tenant_names_may_ask_for_tokens_and_with_them_and_no_page_is_shown_to_them()
    {
        await site.RunRecipeAsync("""
            { "name": "settings", "CorsSettings": { "Policies": [{ "Name": "app", "AllowedOrigins": ["https://app.example"], "AllowedMethods": ["GET", "POST"], "AllowedHeaders": ["authorization", "content-type"], "IsDefaultPolicy": true }] } }
            """);
        async Task<string?> AllowedAsync(string path, string origin)
        {
            using var request = new HttpRequestMessage(HttpMethod.Options, path);
            request.Headers.Add("Origin", origin);
            request.Headers.Add("Access-Control-Request-Method", "POST");
            request.Headers.Add("Access-Control-Request-Headers", "authorization");
            using var response = await site.Client.SendAsync(request, Cancel);
            return response.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed) ? Assert.Single(allowed) : null;
        }

        foreach (var path in new[] { "/connect/token", "/connect/userinfo", "/.well-known/openid-configuration", "/api/graphql" })
            Assert.Equal((path, "https://app.example", null), (path, await AllowedAsync(path, "https://app.example"), await AllowedAsync(path, "https://other.example")));
        Assert.Null(await AllowedAsync("/connect/authorize", "https://app.example"));
        var refused = await site.SendAsync("/api/graphql", "bad", "{ __typename }", ("Origin", "https://app.example"));
        Assert.Equal((HttpStatusCode.Unauthorized, "https://app.example"), (refused.Status, refused.Headers["Access-Control-Allow-Origin"]));
    }

    [Fact]
    public async Task A_tenant_without_the_features_gives_and_takes_no_tokens()
    {
        var token = await TokenAsync();
        await site.RunRecipeAsync("""{ "name": "feature", "disable": ["OrchardCore.OpenId.Server", "OrchardCore.OpenId.Validation"] }""");

        var given = await site.PostFormAsync("/connect/token", ("grant_type", "client_credentials"), ("client_id", "reader"), ("client_secret", SiteWithApps.Secret));
        var (discovery, asked) = (await site.SendAsync("/.well-known/openid-configuration", bearer: null), await site.AskStatusAsync(token));
        await site.RunRecipeAsync("""{ "name": "feature", "enable": ["OrchardCore.OpenId.Server", "OrchardCore.OpenId.Validation"] }""");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.Unauthorized), (given.Status, discovery.Status, asked));
        Assert.Equal(HttpStatusCode.OK, await site.AskStatusAsync(token));
    }

    private Task<string> TokenAsync(string prefix = "", string scope = "") => site.TokenAsync("reader", SiteWithApps.Secret, prefix, scope);

    private async Task<string> MakeKeyAsync(string name, string tenant) =>
        (await site.RunAsync<CreateApiKey, Outcome<CreatedApiKey>>(verb => verb.RunAsync(new NewApiKey(name) { ScopeNames = ["content.read"] }, Cancel), tenant)).Value.Key;

    private Task<Outcome<App>> SetEnabledAsync(bool isEnabled) => site.RunAsync<SetAppEnabled, Outcome<App>>(verb => verb.RunAsync("reader", isEnabled, Cancel));
}
