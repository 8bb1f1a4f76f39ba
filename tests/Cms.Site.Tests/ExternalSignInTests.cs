using System.Net;
using System.Text.RegularExpressions;
using Cms.Audit;
using Cms.Host.Configuration;
using Cms.Users;
using Cms.Users.External;
using Cms.Users.Sessions;
using Cms.Users.TwoFactor;
using Microsoft.Extensions.Configuration;
using OtpNet;

namespace Cms.Site.Tests;

/// <summary>A site with users in two tenants and a provider under four names.</summary>
public sealed class SiteWithProvider : SiteWithUsers, IAsyncLifetime
{
    public TestProvider Provider { get; } = new();

    protected override string[] MoreArguments =>
    [
        .. Settings("work"), "--Cms:ExternalSignIn:work:DisplayName", "Work & Co",
        .. Settings("club"), "--Cms:ExternalSignIn:club:CreateUsers", "true", "--Cms:ExternalSignIn:club:RoleNames", "Editor",
        .. Settings("odd"), "--Cms:ExternalSignIn:odd:CreateUsers", "true", "--Cms:ExternalSignIn:odd:RoleNames", "Baker",
        .. Settings("branch"), "--Cms:ExternalSignIn:branch:Tenants", "Third, Second",
    ];

    public new async ValueTask InitializeAsync()
    {
        await Provider.StartAsync();
        await base.InitializeAsync();
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Provider.DisposeAsync();
    }

    private string[] Settings(string name) =>
    [
        $"--Cms:ExternalSignIn:{name}:Authority", Provider.Address,
        $"--Cms:ExternalSignIn:{name}:ClientId", TestProvider.ClientId,
        $"--Cms:ExternalSignIn:{name}:ClientSecret", TestProvider.ClientSecret,
    ];
}

public sealed partial class ExternalSignInTests(SiteWithProvider site) : IClassFixture<SiteWithProvider>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_connects_an_account_signs_in_with_it_and_disconnects_it()
    {
        var carla = await site.AddUserAsync("carla", ["Editor"]);
        site.Provider.Person = new Person("carla-1", "carla.private@example.org");
        using var browser = new AccountBrowser(site);
        await browser.SignInAsync("carla");

        var connected = await ConnectAsync(browser);
        var list = await browser.GetAsync("/account/external");
        using var other = new AccountBrowser(site);
        var signedIn = await SignInAsync(other, returnUrl: "/guides");
        var name = await other.NameAsync();
        var sessions = await site.RunAsync<UserSessionStore, IReadOnlyList<UserSession>>(store => store.ListAsync(carla.Id, Cancel));
        var disconnected = await other.SendAsync("/account/external", "/account/external/work/disconnect");
        using var third = new AccountBrowser(site);
        var refused = await SignInAsync(third);

        Assert.Equal(("/account/external?connected", "/guides", "carla", "/account/external?disconnected"), (connected.Location, signedIn.Location, name, disconnected.Location));
        Assert.Contains("<dt>Account</dt><dd>carla.private@example.org</dd>", list.Html, StringComparison.Ordinal);
        Assert.Equal(["password", "work"], sessions.Select(session => session.Method).Order());
        Assert.Equal((HttpStatusCode.UnprocessableEntity, null), (refused.Status, await third.NameAsync()));
        var trail = (await TrailAsync()).Where(entry => entry.SubjectId == carla.Id).Select(entry => entry.Event).ToList();
        Assert.All(["AccountConnected", "AccountDisconnected", "SignedIn"], happened => Assert.Contains(happened, trail));
    }

    [Fact]
    public async Task The_page_has_a_button_for_each_provider_of_the_tenant_and_goes_on_by_itself_to_the_provider()
    {
        using var browser = new AccountBrowser(site);
        using var second = new AccountBrowser(site, "/two");

        var page = await browser.GetAsync("/account/sign-in");
        var pageOfSecond = await second.GetAsync("/account/sign-in");
        var begun = await browser.SendAsync("/account/sign-in", "/account/external/work/begin");

        Assert.Contains("Sign in with Work &amp; Co</button>", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Sign in with branch", page.Html, StringComparison.Ordinal);
        Assert.Contains("Sign in with branch", pageOfSecond.Html, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, null), (begun.Status, begun.Location));
        Assert.StartsWith(site.Provider.Address + "/authorize?", NextOf(begun), StringComparison.Ordinal);
        Assert.Equal("default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'", begun.Headers["Content-Security-Policy"]);
        Assert.All(begun.SetCookies.Where(cookie => cookie.StartsWith("cms-external-work-", StringComparison.Ordinal)), cookie =>
            Assert.All(["; path=/account/external/work/callback", "; samesite=lax", "; httponly"], part => Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase)));
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/account/external/work/begin")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await PostFromAsync(browser, "/account/external/branch/begin")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/account/external/branch/callback?code=x&state=y")).Status);
    }

    [Theory]
    [InlineData("work", true)]
    [InlineData("work", false)]
    [InlineData("club", false)]
    [InlineData("odd", true)]
    public async Task Somebody_unknown_stays_out_and_becomes_no_user(string provider, bool isVerified)
    {
        site.Provider.Person = new Person("stranger", "stranger@example.org", isVerified);
        using var browser = new AccountBrowser(site);

        var refused = await SignInAsync(browser, provider);

        var sentence = (provider, isVerified) switch
        {
            ("odd", _) => "No user can be made for you: the settings of odd name a role that this site does not have.",
            ("club", _) => "club does not say that it knows your e-mail to be yours, so no user was made for you.",
            _ => "Nobody signs in here with this account of Work &amp; Co yet.",
        };
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains(sentence, refused.Html, StringComparison.Ordinal);
        Assert.Null(await browser.NameAsync());
        Assert.DoesNotContain(await site.RunAsync<UserStore, IReadOnlyList<User>>(store => store.ListAsync(Cancel)), user => user.UserName.StartsWith("stranger", StringComparison.Ordinal));
        Assert.Contains(await TrailAsync(), entry => entry.Event == "SignInFailed" && (string?)entry.Details?["with"] == provider);
    }

    [Fact]
    public async Task A_provider_that_makes_users_makes_one_with_the_verified_email_who_cannot_lose_the_only_way_in()
    {
        site.Provider.Person = new Person("nina-1", "o'nina@example.org");
        using var browser = new AccountBrowser(site);
        using var again = new AccountBrowser(site);

        var first = await SignInAsync(browser, "club");
        var second = await SignInAsync(again, "club");
        var kept = await browser.SendAsync("/account/external", "/account/external/club/disconnect");

        Assert.Equal(("/account", "/account", "o-nina@example.org"), (first.Location, second.Location, await again.NameAsync()));
        var made = Assert.Single(await site.RunAsync<UserStore, IReadOnlyList<User>>(store => store.ListAsync(Cancel)), user => user.Email == "o'nina@example.org");
        Assert.Equal((true, null, "Editor"), (made.EmailConfirmed, made.PasswordHash, made.RoleNames.Single()));
        Assert.Contains("This is all that you can sign in with", kept.Html, StringComparison.Ordinal);
        (await site.RunCommandAsync("users", "disconnect", "o-nina@example.org")).Succeeded();
        Assert.Null(await browser.NameAsync());
    }

    [Theory]
    [InlineData("work")]
    [InlineData("club")]
    public async Task An_email_alone_opens_no_user_who_has_another_way_in(string provider)
    {
        site.Provider.Person = new Person("not-emil", "emil@example.org");
        using var browser = new AccountBrowser(site);

        var refused = await SignInAsync(browser, provider);

        Assert.Contains("There is a user with your e-mail already. Sign in the way that you did until now, and connect", refused.Html, StringComparison.Ordinal);
        Assert.Null(await browser.NameAsync());
        Assert.Null(await site.RunAsync<UserStore, ExternalLogin?>(store => store.FindExternalLoginAsync(provider, site.Provider.Address, "not-emil", Cancel)));
    }

    [Theory]
    [InlineData("iris", true, "/account")]
    [InlineData("ines", false, null)]
    public async Task Somebody_invited_who_has_no_other_way_in_is_known_by_the_verified_email(string name, bool isVerified, string? location)
    {
        var invited = await site.RunAsync<AddUser, Outcome<User>>(add => add.RunAsync(new NewUser(name) { Email = $"{name}@example.org" }, Cancel));
        Assert.Null(invited.Problem);
        site.Provider.Person = new Person(name + "-1", $"{name}@example.org", isVerified);
        using var browser = new AccountBrowser(site);

        Assert.Equal(location, (await SignInAsync(browser)).Location);
    }

    [Theory]
    [InlineData("nonce")]
    [InlineData("issuer")]
    [InlineData("audience")]
    [InlineData("key")]
    [InlineData("secret")]
    [InlineData("unsigned")]
    [InlineData("expired")]
    public async Task A_token_that_does_not_hold_what_it_must_lets_nobody_in(string wrong)
    {
        site.Provider.Person = new Person("forger", "forger@example.org") { Wrong = wrong };
        using var browser = new AccountBrowser(site);

        var refused = await CallBackAsync(browser, await BeginAsync(browser, "club"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("The answer of club could not be trusted or read.", refused.Html, StringComparison.Ordinal);
        Assert.Null(await browser.NameAsync());
        Assert.DoesNotContain(await site.RunAsync<UserStore, IReadOnlyList<User>>(store => store.ListAsync(Cancel)), user => user.Email == "forger@example.org");
        Assert.Contains(await TrailAsync(), entry => entry.Event == "SignInFailed" && (string?)entry.Details?["with"] == "club");
    }

    [Theory]
    [InlineData("access_denied", "You, or club for you, said no.")]
    [InlineData("temporarily_unavailable", "club refused (temporarily_unavailable).")]
    [InlineData("<b>", "The answer of club could not be trusted or read.")]
    public async Task An_error_of_the_provider_is_a_sentence_without_the_words_of_strangers(string error, string sentence)
    {
        site.Provider.Person = new Person("anybody") { Error = error };
        using var browser = new AccountBrowser(site);

        var refused = await CallBackAsync(browser, await BeginAsync(browser, "club"));

        Assert.Contains(sentence, refused.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("stranger", refused.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_is_taken_once_in_the_browser_and_tenant_that_began_and_nowhere_else()
    {
        site.Provider.Person = new Person("tom-1", "tom@example.org");
        using var browser = new AccountBrowser(site);
        using var stranger = new AccountBrowser(site);
        using var second = new AccountBrowser(site, "/two");
        var answer = await BeginAsync(browser, "club");
        foreach (Cookie cookie in browser.Cookies.GetAllCookies())
            second.Cookies.Add(site.Client.BaseAddress!, new Cookie(cookie.Name, cookie.Value, "/two" + cookie.Path.TrimEnd('/')));

        var inOtherBrowser = await stranger.GetAsync(answer);
        var inOtherTenant = await second.GetAsync(answer);
        var finishedElsewhere = await second.GetAsync("/account/external/club/finish");
        var taken = await CallBackAsync(browser, answer);
        var twice = await browser.GetAsync(answer);

        Assert.All([inOtherBrowser, inOtherTenant, twice], refused => Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status));
        Assert.Contains("belongs to nothing that this browser has begun here", inOtherTenant.Html, StringComparison.Ordinal);
        Assert.Equal(("/two/account/sign-in", "/account", null), (finishedElsewhere.Location, taken.Location, await second.NameAsync()));
    }

    [Fact]
    public async Task An_answer_that_waits_to_be_finished_is_not_taken_by_another_tenant_and_connections_count_in_their_own()
    {
        var (prefix, id, other) = ("/two", site.TenantId("Default"), site.TenantId("Second"));
        site.Provider.Person = new Person("tess-1", "tess@example.org");
        using var browser = new AccountBrowser(site);
        var called = await browser.GetAsync(await BeginAsync(browser, "club"));
        var waiting = browser.Cookies.GetCookies(new Uri(site.Client.BaseAddress!, "/account/external")).Single(cookie => cookie.Name == $"cms-external-{id}").Value;
        using var second = new AccountBrowser(site, prefix);
        second.Cookies.Add(site.Client.BaseAddress!, new Cookie($"cms-external-{other}", waiting, prefix));

        var inOtherTenant = await second.GetAsync("/account/external/club/finish");
        await browser.GetAsync(called.Location!);
        using var visitor = new AccountBrowser(site, prefix);
        var unknown = await SignInAsync(visitor, "branch", prefix: prefix);

        Assert.Equal(("/two/account/sign-in", null, "tess@example.org"), (inOtherTenant.Location, await second.NameAsync(), await browser.NameAsync()));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, null), (unknown.Status, await visitor.NameAsync()));
    }

    [Fact]
    public async Task The_code_of_the_app_is_asked_for_all_the_same()
    {
        var key = await ConnectedAsync("tilda", user => (user.TwoFactorEnabled, user.AuthenticatorKey) = (true, AuthenticatorCode.InGroups("JBSWY3DPEHPK3PXP").Replace(" ", "", StringComparison.Ordinal)));
        using var browser = new AccountBrowser(site);

        var begun = await SignInAsync(browser, returnUrl: "/guides");
        var between = await browser.NameAsync();
        var code = new Totp(Base32Encoding.ToBytes(key.AuthenticatorKey)).ComputeTotp(site.Clock.GetUtcNow().UtcDateTime);
        var signedIn = await browser.SendAsync("/account/sign-in/code?returnUrl=%2Fguides", "/account/sign-in/code", ("code", code));

        Assert.Equal(("/account/sign-in/code?returnUrl=%2Fguides", null, "/guides"), (begun.Location, between, signedIn.Location));
        Assert.Equal("work and code", (await site.RunAsync<UserSessionStore, IReadOnlyList<UserSession>>(store => store.ListAsync(key.Id, Cancel))).Single().Method);
    }

    [Fact]
    public async Task Disabled_and_locked_users_stay_out()
    {
        await ConnectedAsync("dora", user => user.IsEnabled = false);
        using var browser = new AccountBrowser(site);
        var disabled = await SignInAsync(browser);
        await ConnectedAsync("luis", user => user.LockedUntilUtc = site.Clock.GetUtcNow().UtcDateTime.AddMinutes(1));
        var locked = await SignInAsync(browser);

        Assert.Contains("who runs the site has disabled it", disabled.Html, StringComparison.Ordinal);
        Assert.Contains("nobody can sign in as this user for 5 minutes", locked.Html, StringComparison.Ordinal);
        Assert.Null(await browser.NameAsync());
    }

    [Fact]
    public async Task An_account_of_one_user_is_not_connected_to_another_nor_for_somebody_else_than_began()
    {
        await ConnectedAsync("olaf", _ => { });
        await site.AddUserAsync("pia", []);
        using var browser = new AccountBrowser(site);
        await browser.SignInAsync("pia");

        var taken = await ConnectAsync(browser);
        site.Provider.Person = new Person("pia-1");
        var answer = await BeginAsync(browser, "work", page: "/account/external");
        await browser.SendAsync("/account", "/account/sign-out");
        await browser.SignInAsync("emil");
        var asSomebodyElse = await CallBackAsync(browser, answer);

        Assert.Contains("Another user of this site signs in with this account already", taken.Html, StringComparison.Ordinal);
        Assert.Contains("You began this while you were signed in as somebody else.", asSomebodyElse.Html, StringComparison.Ordinal);
        Assert.Null(await site.RunAsync<UserStore, ExternalLogin?>(store => store.FindExternalLoginAsync("work", site.Provider.Address, "pia-1", Cancel)));
    }

    [Fact]
    public async Task An_address_of_somewhere_else_is_not_followed_after_the_sign_in()
    {
        await ConnectedAsync("wanda", _ => { });
        using var browser = new AccountBrowser(site);

        Assert.Equal("/account", (await SignInAsync(browser, returnUrl: "https://evil.example/")).Location);
    }

    [Theory]
    [InlineData("Cms:ExternalSignIn:Work cannot be called that; it must be 1 to 32 small letters, digits and hyphens, such as google, and not password or passkey.", "Work", "ClientId", "x")]
    [InlineData("Cms:ExternalSignIn:passkey cannot be called that; it must be 1 to 32 small letters, digits and hyphens, such as google, and not password or passkey.", "passkey", "ClientId", "x")]
    [InlineData("Cms:ExternalSignIn:work:Authority \"http://id.example.org\" must be the provider's https address, such as https://accounts.google.com.", "work", "Authority", "http://id.example.org")]
    [InlineData("Cms:ExternalSignIn:work:ClientId is empty; it must be what the provider knows this program by.", "work", "ClientId", "")]
    [InlineData("Cms:ExternalSignIn:work:ClientSecret is empty; it must be the secret that the provider gave out.", "work", "ClientSecret", "")]
    [InlineData("Cms:ExternalSignIn:work:Scopes \"email\" must contain openid, as in openid profile email.", "work", "Scopes", "email")]
    [InlineData("Cms:ExternalSignIn:work:CreateUsers \"yes\" must be true or false.", "work", "CreateUsers", "yes")]
    [InlineData("Cms:ExternalSignIn:work:RoleNames are the roles of new users, and Cms:ExternalSignIn:work:CreateUsers is not true.", "work", "RoleNames", "Editor")]
    [InlineData("Cms:ExternalSignIn:work:Secret is not a setting of Cms; Cms:ExternalSignIn:work has Authority, ClientId, ClientSecret, DisplayName, Scopes, Tenants, CreateUsers, RoleNames.", "work", "Secret", "x")]
    public void A_wrong_setting_is_one_sentence_without_the_secret(string message, string name, string setting, string value)
    {
        var settings = new Dictionary<string, string?>
        {
            [$"Cms:ExternalSignIn:{name}:Authority"] = "https://id.example.org",
            [$"Cms:ExternalSignIn:{name}:ClientId"] = TestProvider.ClientId,
            [$"Cms:ExternalSignIn:{name}:ClientSecret"] = TestProvider.ClientSecret,
            [$"Cms:ExternalSignIn:{name}:{setting}"] = value,
        };

        var refused = Assert.Throws<ConfigurationException>(() => CmsConfiguration.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()));

        Assert.Equal(message, refused.Message);
    }

    private async Task<User> ConnectedAsync(string name, Action<User> change)
    {
        var user = await site.AddUserAsync(name, []);
        change(user);
        site.Provider.Person = new Person(name + "-1");
        await site.RunAsync<UserStore, object>(async store =>
        {
            var login = new ExternalLogin { Provider = "work", Issuer = site.Provider.Address, Subject = name + "-1", UserId = user.Id, Account = name, CreatedUtc = site.Clock.GetUtcNow().UtcDateTime };
            await store.AddExternalLoginAsync(user, login, Cancel);
            return await store.UpdateAsync(user, Cancel);
        });
        return user;
    }

    private async Task<PageAnswer> SignInAsync(AccountBrowser browser, string provider = "work", string? returnUrl = null, string prefix = "") =>
        await CallBackAsync(browser, await BeginAsync(browser, provider, "/account/sign-in" + (returnUrl is null ? "" : "?returnUrl=" + Uri.EscapeDataString(returnUrl)), prefix), prefix);

    private async Task<PageAnswer> ConnectAsync(AccountBrowser browser) => await CallBackAsync(browser, await BeginAsync(browser, "work", "/account/external"));

    // Goes to the provider and comes back with its answer, which the browser has not opened yet.
    private async Task<string> BeginAsync(AccountBrowser browser, string provider, string page = "/account/sign-in", string prefix = "")
    {
        var begun = await browser.SendAsync(page, $"/account/external/{provider}/begin");
        using var answer = await site.Client.GetAsync(NextOf(begun), Cancel);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.PathAndQuery[prefix.Length..];
    }

    private static async Task<PageAnswer> CallBackAsync(AccountBrowser browser, string answer, string prefix = "")
    {
        var called = await browser.GetAsync(answer);
        return called.Location is { } finish ? await browser.GetAsync(finish[prefix.Length..]) : called;
    }

    private static async Task<PageAnswer> PostFromAsync(AccountBrowser browser, string form)
    {
        var token = Token().Match((await browser.GetAsync("/account/sign-in")).Html).Groups[1].Value;
        return await browser.PostAsync(form, ("form-token", token));
    }

    private static string NextOf(PageAnswer begun)
    {
        var match = Next().Match(begun.Html);
        Assert.True(match.Success, begun.Status + begun.Html);
        return WebUtility.HtmlDecode(match.Groups[1].Value);
    }

    private Task<IReadOnlyList<AuditEntry>> TrailAsync() => site.RunAsync<AuditTrail, IReadOnlyList<AuditEntry>>(trail => trail.ListAsync(new AuditQuery(), Cancel));

    [GeneratedRegex("http-equiv=\"refresh\" content=\"0; url=([^\"]+)\"")]
    private static partial Regex Next();

    [GeneratedRegex("form-token\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
