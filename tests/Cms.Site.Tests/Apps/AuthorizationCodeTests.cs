using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cms.Apps;
using Cms.Users;
using Cms.Users.Sessions;
using static Cms.Site.Tests.Apps.AppSignIns;

namespace Cms.Site.Tests.Apps;

/// <summary>Two tenants with a public app each that users sign in for, and one app that may act unasked.</summary>
public sealed class SiteWithUsersAndApps : RunningSite
{
    public const string Back = "https://spa.example/back";

    protected override async Task PrepareAsync()
    {
        await CreateTenantAsync("Second", "two");
        foreach (var tenant in new[] { "Default", "Second" })
        {
            await RunRecipeAsync(
                $$"""
                { "name": "OpenIdApplication", "ClientId": "spa", "DisplayName": "The <b>app</b>", "Type": "public", "ConsentType": "explicit", "AllowAuthorizationCodeFlow": true, "AllowRefreshTokenFlow": true,
                  "AllowLogoutEndpoint": true, "AllowRevocationEndpoint": true, "RedirectUris": "{{Back}}", "PostLogoutRedirectUris": "https://spa.example/bye",
                  "ScopeEntries": [{ "Name": "profile" }, { "Name": "email" }, { "Name": "roles" }, { "Name": "content.preview" }] },
                { "name": "OpenIdApplication", "ClientId": "own", "Type": "public", "ConsentType": "implicit", "AllowAuthorizationCodeFlow": true, "RedirectUris": "{{Back}}" }
                """,
                tenant);
            await AddUserAsync("anna", ["Editor"], tenant);
        }
    }
}

/// <summary>Users who sign in for an app: authorization code with PKCE (RFC 7636), over HTTP as a browser does it.</summary>
public sealed partial class AuthorizationCodeTests(SiteWithUsersAndApps site) : IClassFixture<SiteWithUsersAndApps>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_user_signs_in_agrees_and_the_app_acts_for_them_as_far_as_they_agreed()
    {
        var anna = await site.AddUserAsync("agreeing", ["Editor"]);
        using var browser = new AccountBrowser(site);
        var (verifier, challenge) = AppRequests.NewProof();

        var asked = await browser.GetAsync(Address(challenge));
        var signedIn = await browser.SendAsync(asked.Location!, "/account/sign-in", ("name", "agreeing"), ("password", RunningSite.AdminPassword));
        var goesOn = await browser.GetAsync(signedIn.Location!);
        var consent = await browser.GetAsync(WebUtility.HtmlDecode(Refresh().Match(goesOn.Html).Groups[1].Value));
        var back = await AnswerAsync(browser, consent, "Allow");
        var query = QueryOf(back.Location!);
        var tokens = await site.ExchangeAsync(query["code"], verifier);

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.SeeOther, HttpStatusCode.OK), (asked.Status, signedIn.Status, consent.Status));
        Assert.Contains("<h1>May The &lt;b&gt;app&lt;/b&gt; act for you?</h1>", consent.Html, StringComparison.Ordinal);
        Assert.Contains("<li>Read published content and drafts</li>", consent.Html, StringComparison.Ordinal);
        Assert.Contains("form-action 'self' https://spa.example;", consent.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Equal(("a state", site.Client.BaseAddress!.ToString()), (query["state"], query["iss"]));
        Assert.Equal(["access_token", "expires_in", "id_token", "refresh_token", "scope", "token_type"], tokens.Json.Select(member => member.Key).Append("scope").Distinct().Order(StringComparer.Ordinal));
        var identity = AppRequests.Claims((string)tokens.Json["id_token"]!);
        Assert.Equal((anna.Id, "agreeing", "agreeing@example.org", "a nonce"), ((string?)identity["sub"], (string?)identity["name"], (string?)identity["email"], (string?)identity["nonce"]));
        Assert.Null(identity["role"]);
        var access = (string)tokens.Json["access_token"]!;
        Assert.DoesNotContain("errors", (await site.SendAsync("/api/graphql", access, AppRequests.Drafts)).Text, StringComparison.Ordinal);
        var info = await site.SendAsync("/connect/userinfo", access);
        Assert.Equal((anna.Id, "agreeing", "agreeing@example.org"), ((string?)info.Json["sub"], (string?)info.Json["preferred_username"], (string?)info.Json["email"]));
    }

    [Fact]
    public async Task Who_agreed_once_is_not_asked_again_for_the_same_and_an_own_app_never_asks()
    {
        await site.AddUserAsync("asked-once", ["Editor"]);
        using var browser = await site.SignedInAsync("asked-once");
        var (_, challenge) = AppRequests.NewProof();
        await AnswerAsync(browser, await browser.GetAsync(Address(challenge)), "Allow");

        var again = await browser.GetAsync(Address(challenge));
        var more = await browser.GetAsync(Address(challenge, scope: "openid roles"));
        var own = await browser.GetAsync(Address(challenge, "own", "openid"));

        Assert.StartsWith(SiteWithUsersAndApps.Back + "?code=", again.Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, more.Status);
        Assert.StartsWith(SiteWithUsersAndApps.Back + "?code=", own.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_does_not_agree_sends_the_app_away_and_a_form_from_elsewhere_agrees_to_nothing()
    {
        await site.AddUserAsync("refusing", ["Editor"]);
        using var browser = await site.SignedInAsync("refusing");
        var (_, challenge) = AppRequests.NewProof();
        var page = await browser.GetAsync(Address(challenge));

        var forged = await browser.PostAsync("/connect/authorize", [.. FormOf(page, "Allow").Where(field => field.Name != "form-token")]);
        var refused = await AnswerAsync(browser, page, "Do not allow");

        Assert.Equal((HttpStatusCode.BadRequest, null), (forged.Status, forged.Location));
        Assert.Equal("access_denied", QueryOf(refused.Location!)["error"]);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(Address(challenge))).Status);
    }

    [Fact]
    public async Task A_code_is_worth_something_once_with_its_proof_and_to_its_own_tenant_only()
    {
        using var browser = await site.SignedInAsync("anna");
        var (verifier, challenge) = AppRequests.NewProof();
        async Task<string> CodeAsync() => QueryOf((await AnswerOrGoOnAsync(browser, Address(challenge))).Location!)["code"];
        var code = await CodeAsync();

        var wrongProof = await site.ExchangeAsync(await CodeAsync(), AppRequests.NewProof().Verifier);
        var noProof = await site.ExchangeAsync(await CodeAsync(), "");
        var elsewhere = await site.ExchangeAsync(code, verifier, "/two");
        var once = await site.ExchangeAsync(code, verifier);
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        var twice = await site.ExchangeAsync(code, verifier);
        var withoutChallenge = await browser.GetAsync(Address(challenge: null));

        Assert.Equal(["invalid_grant", "invalid_request", "invalid_grant", null, "invalid_grant"], new[] { wrongProof, noProof, elsewhere, once, twice }.Select(answer => (string?)answer.Json["error"]));
        Assert.Equal((HttpStatusCode.BadRequest, null), (withoutChallenge.Status, withoutChallenge.Location));

        // Somebody has the code who should not: what was given for it ends.
        Assert.Equal(HttpStatusCode.Unauthorized, await site.AskStatusAsync((string)once.Json["access_token"]!));
    }

    [Fact]
    public async Task A_refresh_token_is_used_up_and_one_that_comes_twice_ends_them_all()
    {
        var tokens = await site.TokensAsync("anna");
        var first = (string)tokens["refresh_token"]!;

        var elsewhere = await site.RefreshAsync(first, "/two");
        var second = await site.RefreshAsync(first);
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        var third = await site.RefreshAsync((string)second.Json["refresh_token"]!);
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        var stolen = await site.RefreshAsync(first);

        Assert.Equal("invalid_grant", (string?)elsewhere.Json["error"]);
        Assert.NotEqual(first, (string?)second.Json["refresh_token"]);
        Assert.Equal((HttpStatusCode.OK, "invalid_grant"), (third.Status, (string?)stolen.Json["error"]));
        Assert.Equal("invalid_grant", (string?)(await site.RefreshAsync((string)third.Json["refresh_token"]!)).Json["error"]);
        Assert.Equal(HttpStatusCode.Unauthorized, await site.AskStatusAsync((string)third.Json["access_token"]!));
    }

    [Theory]
    [InlineData("disabled")]
    [InlineData("password")]
    public async Task A_users_tokens_end_when_the_user_is_disabled_or_ends_all_sign_ins(string how)
    {
        var name = $"ending-{how}";
        await site.AddUserAsync(name, ["Editor"]);
        var tokens = await site.TokensAsync(name);
        var (access, refresh) = ((string)tokens["access_token"]!, (string)tokens["refresh_token"]!);
        var before = await site.AskStatusAsync(access);

        if (how == "disabled")
            await site.RunAsync<SetUserEnabled, Outcome<User>>(verb => verb.RunAsync(name, false, Cancel));
        else
            await site.RunAsync<SetPassword, Outcome<User>>(verb => verb.RunAsync(name, "another-quiet-harbour", isMadeUp: false, Cancel));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (before, await site.AskStatusAsync(access)));
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.SendAsync("/connect/userinfo", access)).Status);
        Assert.Equal("invalid_grant", (string?)(await site.RefreshAsync(refresh)).Json["error"]);
    }

    [Fact]
    public async Task A_users_tokens_follow_the_roles_of_this_moment()
    {
        await site.AddUserAsync("changing", ["Editor"]);
        var access = (string)(await site.TokensAsync("changing"))["access_token"]!;
        var before = await site.SendAsync("/api/graphql", access, AppRequests.Drafts);

        await site.RunRecipeAsync("""{ "name": "Roles", "Roles": [{ "Name": "Editor", "Permissions": ["PreviewContent"], "PermissionBehavior": "Remove" }, { "Name": "Editor", "Permissions": ["EditContent", "PublishContent"], "PermissionBehavior": "Remove" }] }""");
        var after = await site.SendAsync("/api/graphql", access, AppRequests.Drafts);
        await site.RunRecipeAsync("""{ "name": "Roles", "Roles": [{ "Name": "Editor", "Permissions": ["PreviewContent", "EditContent", "PublishContent"], "PermissionBehavior": "Add" }] }""");

        Assert.DoesNotContain("FORBIDDEN", before.Text, StringComparison.Ordinal);
        Assert.Contains("FORBIDDEN", after.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_app_or_address_shows_a_page_and_sends_nobody_anywhere()
    {
        using var browser = await site.SignedInAsync("anna");
        var (_, challenge) = AppRequests.NewProof();

        var app = await browser.GetAsync(Address(challenge, "nobody"));
        var address = await browser.GetAsync(Address(challenge).Replace("spa.example", "evil.example", StringComparison.Ordinal));
        var scope = await browser.GetAsync(Address(challenge, scope: "openid content.write"));
        using var visitor = new AccountBrowser(site);
        var silent = await visitor.GetAsync(Address(challenge) + "&prompt=none");

        Assert.All(new[] { app, address, scope }, page => Assert.Equal((HttpStatusCode.BadRequest, null), (page.Status, page.Location)));
        Assert.Contains("<h1>This link does not work</h1>", address.Html, StringComparison.Ordinal);
        Assert.Equal("login_required", QueryOf(silent.Location!)["error"]);
    }

    [Fact]
    public async Task A_link_to_sign_out_asks_first_unless_it_shows_the_users_id_token()
    {
        using var browser = await site.SignedInAsync("anna");
        var (verifier, challenge) = AppRequests.NewProof();
        var code = QueryOf((await AnswerOrGoOnAsync(browser, Address(challenge))).Location!)["code"];
        var hint = (string)(await site.ExchangeAsync(code, verifier)).Json["id_token"]!;
        var logout = $"/connect/logout?client_id=spa&post_logout_redirect_uri={Uri.EscapeDataString("https://spa.example/bye")}&state=s";

        var asks = await browser.GetAsync(logout);
        var nameAfterLink = await browser.NameAsync();
        var done = await browser.GetAsync($"{logout}&id_token_hint={hint}");
        await browser.SignInAsync("anna");
        var agreed = await AnswerAsync(browser, await browser.GetAsync(logout), "Sign out", "/connect/logout");

        Assert.Contains("<h1>Sign out?</h1>", asks.Html, StringComparison.Ordinal);
        Assert.Equal("anna", nameAfterLink);
        Assert.Equal("https://spa.example/bye?state=s", done.Location);
        Assert.Equal("https://spa.example/bye?state=s", agreed.Location);
        Assert.Null(await browser.NameAsync());
    }

    [Theory]
    [InlineData("prompt=login")]
    [InlineData("max_age=0")]
    public async Task An_app_that_wants_a_fresh_sign_in_ends_the_session_of_the_one_before(string asking)
    {
        var name = $"fresh-{asking[..3]}";
        var user = await site.AddUserAsync(name, ["Editor"]);
        using var browser = await site.SignedInAsync(name);
        var before = await site.RunAsync<UserSessionStore, IReadOnlyList<UserSession>>(store => store.ListAsync(user.Id, Cancel));

        var asked = await browser.GetAsync($"{Address(AppRequests.NewProof().Challenge)}&{asking}");

        Assert.StartsWith("/account/sign-in?returnUrl=%2Fconnect%2Fcontinue", asked.Location, StringComparison.Ordinal);
        Assert.Null(await browser.NameAsync());
        Assert.Single(before);
        Assert.Empty(await site.RunAsync<UserSessionStore, IReadOnlyList<UserSession>>(store => store.ListAsync(user.Id, Cancel)));
    }

    [Fact]
    public async Task A_user_who_has_a_made_up_password_chooses_an_own_one_before_an_app_acts_for_them()
    {
        await site.AddUserAsync("early", ["Editor"]);
        await site.RunAsync<SetPassword, Outcome<User>>(verb => verb.RunAsync("early", "made-up-for-somebody-7", isMadeUp: true, Cancel));
        using var browser = new AccountBrowser(site);
        await browser.SignInAsync("early", "made-up-for-somebody-7");

        var asked = await browser.GetAsync(Address(AppRequests.NewProof().Challenge));
        var led = await browser.GetAsync(asked.Location!);
        var changed = await browser.SendAsync(led.Location!, "/account/password", ("present", "made-up-for-somebody-7"), ("wanted", "another-quiet-harbour"), ("repeated", "another-quiet-harbour"));

        Assert.StartsWith("/account/sign-in?returnUrl=%2Fconnect%2Fcontinue", asked.Location, StringComparison.Ordinal);
        Assert.StartsWith("/account/password?returnUrl=%2Fconnect%2Fcontinue", led.Location, StringComparison.Ordinal);
        Assert.StartsWith("/connect/continue?", changed.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refresh_tokens_end_ninety_days_after_the_sign_in_however_often_they_are_renewed()
    {
        var token = (string)(await site.TokensAsync("anna"))["refresh_token"]!;
        var renewed = new List<HttpStatusCode>();
        foreach (var days in new[] { 13, 13, 13, 13, 13, 13, 11 })
        {
            site.Clock.Advance(TimeSpan.FromDays(days));
            var answer = await site.RefreshAsync(token);
            renewed.Add(answer.Status);
            token = (string)answer.Json["refresh_token"]!;
        }

        site.Clock.Advance(TimeSpan.FromDays(2));
        var late = await site.RefreshAsync(token);
        var again = await site.RefreshAsync((string)(await site.TokensAsync("anna"))["refresh_token"]!);

        Assert.All(renewed, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal("invalid_grant", (string?)late.Json["error"]);
        Assert.Equal(HttpStatusCode.OK, again.Status);
    }

    [Fact]
    public async Task A_password_gives_nobody_a_token_in_a_tenant_that_did_not_switch_that_on()
    {
        var answer = await site.PostFormAsync("/connect/token", ("grant_type", "password"), ("client_id", "spa"), ("username", "anna"), ("password", RunningSite.AdminPassword), ("scope", "openid"));

        Assert.Equal((HttpStatusCode.BadRequest, "unsupported_grant_type"), (answer.Status, (string?)answer.Json["error"]));
    }

    [GeneratedRegex("content=\"0; url=([^\"]+)\"")]
    private static partial Regex Refresh();
}
