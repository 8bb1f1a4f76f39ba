using System.Net;
using Cms.Users;
using Cms.Users.Sessions;
using Cms.Users.TwoFactor;
using Microsoft.AspNetCore.Identity;
using OtpNet;

namespace Cms.Site.Tests;

/// <summary>What a sign-in is not good for yet, or not any more.</summary>
public sealed class SignInDebtTests(SiteWithUsers site) : IClassFixture<SiteWithUsers>
{
    private const string Drafts = "{ guideArticle(status: DRAFT) { displayText } }";
    private const string Own = "another-lantern-at-sea";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_made_up_password_lets_somebody_choose_an_own_one_and_nothing_else()
    {
        var madeUp = GeneratedPassword.New();
        await site.RunAsync<AddUser, Outcome<User>>(verb => verb.RunAsync(new NewUser("frida") { RoleNames = ["Editor"], Password = madeUp, IsPasswordMadeUp = true }, Cancel));
        using var browser = new AccountBrowser(site);

        var signedIn = await browser.SignInAsync("frida", madeUp, "?returnUrl=%2Fguides");
        var asked = await browser.AskAsync(Drafts);
        var elsewhere = await LedAsync(browser, "", "/email", "/two-factor", "/passkeys", "/sessions", "/confirm");
        var kept = await browser.SendAsync(signedIn.Location!, "/account/password", ("present", madeUp), ("wanted", madeUp), ("repeated", madeUp));
        var changed = await browser.SendAsync(signedIn.Location!, "/account/password", ("present", madeUp), ("wanted", Own), ("repeated", Own));

        Assert.Equal("/account/password?returnUrl=%2Fguides", signedIn.Location);
        Assert.Contains("FORBIDDEN", asked, StringComparison.Ordinal);
        Assert.All(elsewhere, led => Assert.Equal("/account/password", led));
        Assert.Contains("Choose your own password", kept.Html, StringComparison.Ordinal);
        Assert.Contains("This is the password that was made up for the user", kept.Html, StringComparison.Ordinal);
        Assert.Equal(("/guides", "frida"), (changed.Location, await browser.NameAsync()));
        Assert.DoesNotContain("FORBIDDEN", await browser.AskAsync(Drafts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_needs_a_second_factor_sets_one_up_before_anything_else()
    {
        await site.CreateTenantAsync("Strict", "strict");
        await site.AddUserAsync("edda", ["Editor"], "Strict");
        await site.AddUserAsync("arno", ["Author"], "Strict");
        await site.RunRecipeAsync("""{"name":"settings","RoleLoginSettings":{"RequireTwoFactorAuthenticationForSpecificRoles":true,"Roles":["editor"]}}""", "Strict");
        using var browser = new AccountBrowser(site, "/strict");
        using var other = new AccountBrowser(site, "/strict");

        var signedIn = await browser.SignInAsync("edda");
        var asked = await browser.AskAsync(Drafts);
        var led = await LedAsync(browser, "", "/email", "/password", "/sessions");
        var page = await browser.GetAsync("/account/two-factor");
        await browser.SendAsync("/account/two-factor", "/account/two-factor/begin");
        var edda = (await site.RunAsync<UserStore, User?>(store => store.FindByNameAsync("EDDA", Cancel), "Strict"))!;
        var key = await site.RunAsync<AuthenticatorKeys, string?>(keys => Task.FromResult(keys.Find(edda)), "Strict");
        var code = new Totp(Base32Encoding.ToBytes(key)).ComputeTotp(site.Clock.GetUtcNow().UtcDateTime);
        await browser.SendAsync("/account/two-factor/app", "/account/two-factor/app", ("code", code), ("password", RunningSite.AdminPassword));

        Assert.Equal("/strict/account/two-factor?returnUrl=%2Fstrict%2Faccount", signedIn.Location);
        Assert.Contains("FORBIDDEN", asked, StringComparison.Ordinal);
        Assert.All(led, address => Assert.Equal("/strict/account/two-factor", address));
        Assert.Contains("This site asks a second factor of you.", page.Html, StringComparison.Ordinal);
        Assert.Equal("edda", await browser.NameAsync());
        Assert.DoesNotContain("FORBIDDEN", await browser.AskAsync(Drafts), StringComparison.Ordinal);
        Assert.Equal("/strict/account", (await other.SignInAsync("arno")).Location);
    }

    [Fact]
    public async Task The_password_alone_sets_up_no_second_factor_of_who_has_a_passkey()
    {
        await site.CreateTenantAsync("Guarded", "guarded");
        var gerd = await site.AddUserAsync("gerd", ["Editor"], "Guarded");
        await site.RunAsync<UserStore, bool>(
            async store =>
            {
                await store.AddOrUpdatePasskeyAsync(gerd, new UserPasskeyInfo([7], [1], DateTimeOffset.UnixEpoch, 1, null, isUserVerified: true, isBackupEligible: false, isBackedUp: false, [0], [0]), Cancel);
                return true;
            },
            "Guarded");
        await site.RunRecipeAsync("""{"name":"settings","TwoFactorLoginSettings":{"RequireTwoFactorAuthentication":true}}""", "Guarded");
        using var browser = new AccountBrowser(site, "/guarded");

        var signedIn = await browser.SignInAsync("gerd");
        var page = await browser.GetAsync("/account/two-factor");
        var begun = await browser.SendAsync("/account/two-factor", "/account/two-factor/begin");
        var led = await LedAsync(browser, "", "/passkeys", "/two-factor/app", "/confirm");

        Assert.StartsWith("/guarded/account/two-factor?", signedIn.Location, StringComparison.Ordinal);
        Assert.Contains("<h1>Sign in with your passkey</h1>", page.Html, StringComparison.Ordinal);
        Assert.All([begun.Location!.Split('?')[0], .. led], address => Assert.Equal("/guarded/account/two-factor", address));
        Assert.Null((await site.RunAsync<UserStore, User?>(store => store.FindByIdAsync(gerd.Id, Cancel), "Guarded"))!.AuthenticatorKey);
        Assert.Contains("FORBIDDEN", await browser.AskAsync(Drafts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_sign_in_depends_on_is_changed_only_by_who_showed_a_moment_ago_who_they_are()
    {
        var kurt = await site.AddUserAsync("kurt", []);
        using var other = new AccountBrowser(site);
        await other.SignInAsync("kurt");
        using var browser = new AccountBrowser(site);
        await browser.SignInAsync("kurt");
        var fresh = (await browser.GetAsync("/account/passkeys")).Status;
        site.Clock.Advance(UserSession.ProofLasts);

        var page = await browser.GetAsync("/account/passkeys");
        var pages = await LedAsync(browser, "/passkeys", "/external");
        List<string?> forms = [];
        foreach (var path in new[] { "/passkeys", "/passkeys/remove", "/external/work/disconnect", "/sessions/end", "/sessions/end-others" })
            forms.Add((await browser.SendAsync("/account", "/account" + path)).Location?.Split('?')[0]);
        var options = await browser.SendAsync("/account", "/account/passkeys/options");
        var sessions = await SessionsAsync(kurt);
        var wrong = await browser.SendAsync("/account/confirm?returnUrl=%2Faccount%2Fsessions", "/account/confirm", ("password", "not-the-password"));
        var stays = (await browser.GetAsync("/account/passkeys")).Status;
        var right = await browser.SendAsync("/account/confirm?returnUrl=%2Faccount%2Fsessions", "/account/confirm", ("password", RunningSite.AdminPassword));
        var ended = await browser.SendAsync("/account/sessions", "/account/sessions/end-others");

        Assert.Equal(HttpStatusCode.OK, fresh);
        Assert.Equal("/account/confirm?returnUrl=%2Faccount%2Fpasskeys", page.Location);
        Assert.All([.. pages, .. forms], address => Assert.Equal("/account/confirm", address));
        Assert.Equal((HttpStatusCode.Forbidden, 2), (options.Status, sessions.Count));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.SeeOther), (wrong.Status, stays));
        Assert.Equal(("/account/sessions", "/account/sessions?ended"), (right.Location, ended.Location));
        Assert.Null(await other.NameAsync());
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account/passkeys")).Status);
    }

    [Fact]
    public async Task A_new_sign_in_ends_the_one_that_the_browser_had()
    {
        var nora = await site.AddUserAsync("nora", []);
        var olaf = await site.AddUserAsync("olaf", []);
        using var browser = new AccountBrowser(site);
        await browser.SignInAsync("nora");
        var first = await SessionsAsync(nora);

        await browser.SendAsync("/account", "/account/sign-in", ("name", "nora"), ("password", RunningSite.AdminPassword));
        var second = await SessionsAsync(nora);
        await browser.SendAsync("/account", "/account/sign-in", ("name", "olaf"), ("password", RunningSite.AdminPassword));

        Assert.NotEqual(Assert.Single(first).Id, Assert.Single(second).Id);
        Assert.Empty(await SessionsAsync(nora));
        Assert.Single(await SessionsAsync(olaf));
        Assert.Equal("olaf", await browser.NameAsync());
    }

    [Fact]
    public async Task A_sign_in_ends_however_often_it_is_used_after_30_days_or_as_many_as_the_site_says()
    {
        await site.CreateTenantAsync("Brief", "brief");
        await site.AddUserAsync("pia", []);
        await site.AddUserAsync("pia", [], "Brief");
        await site.RunRecipeAsync("""{"name":"settings","SessionSettings":{"MostDays":10}}""", "Brief");
        using var browser = new AccountBrowser(site);
        using var brief = new AccountBrowser(site, "/brief");
        await browser.SignInAsync("pia");
        await brief.SignInAsync("pia");

        List<(string?, string?)> names = [];
        foreach (var days in new[] { 9, 10, 10, 1 })
        {
            site.Clock.Advance(TimeSpan.FromDays(days));
            names.Add((await browser.NameAsync(), await brief.NameAsync()));
        }

        Assert.Equal([("pia", "pia"), ("pia", null), ("pia", null), (null, null)], names);
    }

    private static async Task<List<string?>> LedAsync(AccountBrowser browser, params string[] pages)
    {
        List<string?> led = [];
        foreach (var page in pages)
            led.Add((await browser.GetAsync("/account" + page)).Location?.Split('?')[0]);
        return led;
    }

    private Task<IReadOnlyList<UserSession>> SessionsAsync(User user) => site.RunAsync<UserSessionStore, IReadOnlyList<UserSession>>(store => store.ListAsync(user.Id, Cancel));
}
