using System.Net;
using System.Text.RegularExpressions;
using Cms.Users;
using Cms.Users.TwoFactor;
using OtpNet;

namespace Cms.Site.Tests;

/// <summary>The second step of the sign-in, sessions, and the commands about them, over HTTP.</summary>
public sealed partial class TwoFactorTests(SiteWithUsers site) : IClassFixture<SiteWithUsers>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_sets_an_app_up_and_signs_in_with_password_and_code_from_then_on()
    {
        using var browser = new AccountBrowser(site);
        var codes = await SetUpAsync(browser, "tina");
        using var other = new AccountBrowser(site);

        var password = await other.SignInAsync("tina", query: "?returnUrl=%2Fguides");
        var between = await other.NameAsync();
        var asVisitor = await other.AskAsync("{ guideArticle(status: DRAFT) { displayText } }");
        var wrong = await other.SendAsync(password.Location!, "/account/sign-in/code", ("code", "000000"));
        var recovered = await other.SendAsync(password.Location!, "/account/sign-in/code", ("code", codes[0]));
        var name = await other.NameAsync();
        var twice = await other.SendAsync("/account", "/account/sign-out");
        await other.SignInAsync("tina");
        var again = await other.SendAsync("/account/sign-in/code", "/account/sign-in/code", ("code", codes[0]));
        var byApp = await other.SendAsync("/account/sign-in/code", "/account/sign-in/code", ("code", await NextCodeAsync("tina")), ("returnUrl", "/guides"));

        Assert.Equal("tina", await browser.NameAsync());
        Assert.Equal((HttpStatusCode.SeeOther, "/account/sign-in/code?returnUrl=%2Fguides", null), (password.Status, password.Location, between));
        Assert.Contains("FORBIDDEN", asVisitor, StringComparison.Ordinal);
        Assert.Contains("This code is not right", wrong.Html, StringComparison.Ordinal);
        Assert.Equal(("/account/two-factor?recovered", "tina"), (recovered.Location, name));
        Assert.Equal(HttpStatusCode.SeeOther, twice.Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Equal("/guides", byApp.Location);
        Assert.Contains("You have 9 recovery codes left.", (await other.GetAsync("/account/two-factor")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_with_the_key_shows_it_as_picture_and_text_and_nothing_of_it_runs_or_comes_from_elsewhere()
    {
        await site.AddUserAsync("karl", []);
        using var browser = new AccountBrowser(site);
        await browser.SignInAsync("karl");
        await browser.SendAsync("/account/two-factor", "/account/two-factor/begin");

        var page = await browser.GetAsync("/account/two-factor/app");

        Assert.Contains("<svg role=\"img\" aria-label=\"QR code of the key below\"", page.Html, StringComparison.Ordinal);
        Assert.Matches("<code>([A-Z2-7]{4} ){7}[A-Z2-7]{4}</code>", page.Html);
        Assert.DoesNotContain("style=", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page.Html, StringComparison.Ordinal);
        Assert.Contains("no-store", page.Headers["Cache-Control"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_half_sign_in_of_another_tenant_and_a_whole_one_are_no_half_sign_in()
    {
        using var browser = new AccountBrowser(site);
        await SetUpAsync(browser, "theo");
        using var half = new AccountBrowser(site);
        await half.SignInAsync("theo");
        var value = half.Cookies.GetAllCookies().Single(cookie => cookie.Name == $"cms-code-{site.TenantId("Default")}").Value;
        var whole = browser.Cookies.GetAllCookies().Single(cookie => cookie.Name == $"cms-{site.TenantId("Default")}").Value;

        using var inSecond = Holding($"cms-code-{site.TenantId("Second")}", value, "/two");
        using var asWhole = Holding($"cms-{site.TenantId("Default")}", value);
        using var asHalf = Holding($"cms-code-{site.TenantId("Default")}", whole);

        Assert.Equal("/two/account/sign-in", (await inSecond.GetAsync("/account/sign-in/code")).Location);
        Assert.Null(await asWhole.NameAsync());
        Assert.Equal("/account/sign-in", (await asHalf.GetAsync("/account/sign-in/code")).Location);
        Assert.Equal(HttpStatusCode.OK, (await half.GetAsync("/account/sign-in/code")).Status);
    }

    [Fact]
    public async Task An_operator_turns_the_second_factor_off_for_who_lost_the_app()
    {
        using var browser = new AccountBrowser(site);
        await SetUpAsync(browser, "ulla");

        var listed = (await site.RunCommandAsync("users", "list")).Succeeded().Output;
        var off = (await site.RunCommandAsync("users", "disable-2fa", "ulla")).Succeeded().Output;
        var twice = (await site.RunCommandAsync("users", "disable-2fa", "ulla")).Refused();
        var ended = await browser.NameAsync();

        Assert.Matches("ulla .* enabled, two-factor ", listed);
        Assert.Equal("User ulla of tenant Default signs in with the password alone.", off.Trim());
        Assert.Equal("ulla signs in with the password alone; there is nothing to turn off.", twice);
        Assert.Null(ended);
        Assert.Equal("/account", (await browser.SignInAsync("ulla")).Location);
    }

    [Fact]
    public async Task Sign_ins_are_listed_and_ended_one_by_one_or_all_others_at_once()
    {
        await site.AddUserAsync("sina", []);
        AccountBrowser[] browsers = [new(site), new(site), new(site)];
        foreach (var browser in browsers)
            await browser.SignInAsync("sina");

        var page = await browsers[0].GetAsync("/account/sessions");
        await EndAsync(browsers[0], "00000000000000000000000000000000");
        var untouched = await NamesAsync(browsers);
        var other = Session().Match(page.Html).Groups[1].Value;
        await EndAsync(browsers[0], other);
        var afterOne = await NamesAsync(browsers);
        await EndAsync(browsers[0], session: null);
        var afterAll = await NamesAsync(browsers);

        Assert.Contains("<h2>This browser</h2>", page.Html, StringComparison.Ordinal);
        Assert.Equal(2, Session().Count(page.Html));
        Assert.Contains("<dt>Address</dt><dd>127.0.0.1</dd>", page.Html, StringComparison.Ordinal);
        Assert.Equal(["sina", "sina", "sina"], untouched);
        Assert.Equal(2, afterOne.Count(name => name == "sina"));
        Assert.Equal(["sina", null, null], afterAll);
        foreach (var browser in browsers)
            browser.Dispose();
    }

    [Fact]
    public async Task A_site_that_keeps_no_addresses_keeps_none_of_its_sign_ins()
    {
        await site.CreateTenantAsync("Discreet", "discreet");
        await site.AddUserAsync("dora", [], "Discreet");
        await site.RunRecipeAsync("""{"name":"settings","AuditTrailSettings":{"ClientIpAddressAllowed":false}}""", "Discreet");
        using var browser = new AccountBrowser(site, "/discreet");

        await browser.SignInAsync("dora");

        Assert.Contains("<dt>Address</dt><dd>not known</dd>", (await browser.GetAsync("/account/sessions")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_ends_somebody_elses_sign_in_and_a_sign_out_ends_the_session_itself()
    {
        await site.AddUserAsync("vera", []);
        await site.AddUserAsync("wolf", []);
        using var vera = new AccountBrowser(site);
        await vera.SignInAsync("vera");
        using var second = new AccountBrowser(site);
        await second.SignInAsync("vera");
        var session = Session().Match((await vera.GetAsync("/account/sessions")).Html).Groups[1].Value;
        using var wolf = new AccountBrowser(site);
        await wolf.SignInAsync("wolf");
        using var copied = Holding($"cms-{site.TenantId("Default")}", wolf.Cookies.GetAllCookies().Single(cookie => cookie.Name == $"cms-{site.TenantId("Default")}").Value);

        await EndAsync(wolf, session);
        var stays = await second.NameAsync();
        await wolf.SendAsync("/account", "/account/sign-out");

        Assert.Equal("vera", stays);
        Assert.Null(await copied.NameAsync());
    }

    [Fact]
    public async Task A_link_that_an_administrator_hands_over_leads_to_a_new_password_where_no_mail_is_sent()
    {
        await site.AddUserAsync("xenia", []);
        using var browser = new AccountBrowser(site);

        var forgot = await browser.GetAsync("/account/forgot");
        var unknown = (await site.RunCommandAsync("users", "reset-password", "xenia", "--link")).Refused();
        var handed = (await site.RunCommandAsync("users", "reset-password", "xenia", "--link", "--address", "https://guides.example.org/")).Succeeded().Output;
        var link = new Uri(handed[handed.IndexOf("https://", StringComparison.Ordinal)..].Trim());
        var old = await browser.SignInAsync("xenia");
        var chosen = await browser.SendAsync(link.PathAndQuery, "/account/choose-password", ("wanted", "another-lantern-at-sea"), ("repeated", "another-lantern-at-sea"));

        Assert.Contains("This site sends no mail. Ask an administrator", forgot.Html, StringComparison.Ordinal);
        Assert.Equal("Nothing says at which address tenant Default is. Give it with --address https://..., or set BaseUrl in the step settings of a recipe.", unknown);
        Assert.StartsWith("Link to a new password of xenia, shown only now: https://guides.example.org/account/choose-password?token=", handed, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.SeeOther, "/account/sign-in?chosen"), (old.Status, chosen.Location));
    }

    [Fact]
    public async Task An_invited_user_and_one_who_is_removed()
    {
        var invited = (await site.RunCommandAsync("users", "invite", "yves", "--role", "Author", "--address", "https://guides.example.org")).Succeeded().Output;
        var listed = (await site.RunCommandAsync("users", "list")).Succeeded().Output;
        var removed = (await site.RunCommandAsync("users", "remove", "yves")).Succeeded().Output;
        var last = (await site.RunCommandAsync("users", "remove", "admin")).Refused();

        Assert.Contains("Link to the first password of yves, shown only now: https://guides.example.org/account/choose-password?token=", invited, StringComparison.Ordinal);
        Assert.Matches("yves +Author +no password ", listed);
        Assert.Equal("User yves was removed from tenant Default.", removed.Trim());
        Assert.Equal("admin is the only administrator who can sign in; make another user one first.", last);
    }

    private static async Task<string?[]> NamesAsync(AccountBrowser[] browsers) => await Task.WhenAll(browsers.Select(browser => browser.NameAsync()));

    // The page has a form for each session, of which a browser sends one.
    private static async Task EndAsync(AccountBrowser browser, string? session)
    {
        var token = Token().Match((await browser.GetAsync("/account")).Html).Groups[1].Value;
        Assert.Equal("/account/sessions?ended", (await browser.PostAsync(session is null ? "/account/sessions/end-others" : "/account/sessions/end", ("form-token", token), ("session", session ?? ""))).Location);
    }

    private AccountBrowser Holding(string cookie, string value, string prefix = "")
    {
        var browser = new AccountBrowser(site, prefix);
        browser.Cookies.Add(site.Client.BaseAddress!, new Cookie(cookie, value, prefix.Length > 0 ? prefix : "/"));
        return browser;
    }

    private async Task<string[]> SetUpAsync(AccountBrowser browser, string name)
    {
        await site.AddUserAsync(name, ["Editor"]);
        await browser.SignInAsync(name);
        await browser.SendAsync("/account/two-factor", "/account/two-factor/begin");
        var done = await browser.SendAsync("/account/two-factor/app", "/account/two-factor/app", ("code", await CodeAsync(name)), ("password", RunningSite.AdminPassword));
        Assert.Contains("<h1>Your recovery codes</h1>", done.Html, StringComparison.Ordinal);
        return [.. RecoveryCode().Matches(done.Html).Select(match => match.Groups[1].Value)];
    }

    private Task<string> CodeAsync(string name) => CodeAsync(name, steps: 0);

    // The set-up used the present one up.
    private Task<string> NextCodeAsync(string name) => CodeAsync(name, steps: 1);

    private async Task<string> CodeAsync(string name, int steps)
    {
        var user = (await site.RunAsync<UserStore, User?>(store => store.FindByNameAsync(name.ToUpperInvariant(), Cancel)))!;
        var key = await site.RunAsync<AuthenticatorKeys, string?>(keys => Task.FromResult(keys.Find(user)));
        return new Totp(Base32Encoding.ToBytes(key)).ComputeTotp(DateTime.UtcNow.AddSeconds(30 * steps));
    }

    [GeneratedRegex("<code>([a-z2-9-]{34})</code>")]
    private static partial Regex RecoveryCode();

    [GeneratedRegex("form-token\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("name=\"session\" value=\"([0-9a-f]{32})\"")]
    private static partial Regex Session();
}
