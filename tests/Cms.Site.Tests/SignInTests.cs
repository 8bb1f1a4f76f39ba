using System.Net;
using Cms.Users;

namespace Cms.Site.Tests;

/// <summary>A site and a second tenant beside it at <c>/two</c>, with users in both.</summary>
public class SiteWithUsers : RunningSite
{
    protected override async Task PrepareAsync()
    {
        await CreateTenantAsync("Second", "two");
        await AddUserAsync("emil", ["Editor"]);
        await AddUserAsync("max", ["Administrator"], "Second");
    }
}

public abstract class SignInTests(SiteWithUsers site)
{
    private const string Drafts = "{ guideArticle(status: DRAFT) { displayText } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_about_the_user_is_kept_by_no_cache()
    {
        using var browser = new AccountBrowser(site);
        await browser.SignInAsync("emil");

        var own = await browser.GetAsync("/account");
        var asked = await browser.GetAsync("/api/graphql?query=%7B__typename%7D");

        Assert.All([own, asked], answer => Assert.Contains("no-store", answer.Headers["Cache-Control"], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("emil")]
    [InlineData("EMIL@example.org")]
    public async Task Somebody_signs_in_by_name_or_email_and_out_again(string name)
    {
        using var browser = new AccountBrowser(site);

        var signedIn = await browser.SignInAsync(name);
        var shown = await browser.NameAsync();
        var signedOut = await browser.SendAsync("/account", "/account/sign-out");

        Assert.Equal((HttpStatusCode.SeeOther, "/account", "emil"), (signedIn.Status, signedIn.Location, shown));
        Assert.Equal((HttpStatusCode.SeeOther, "/account/sign-in"), (signedOut.Status, signedOut.Location));
        Assert.Null(await browser.NameAsync());
    }

    [Fact]
    public async Task The_cookie_is_kept_from_scripts_and_other_sites_and_bound_to_the_tenants_path()
    {
        using var browser = new AccountBrowser(site, "/two");

        var cookie = Assert.Single((await browser.SignInAsync("max")).SetCookies);

        Assert.StartsWith($"cms-{site.TenantId("Second")}=", cookie, StringComparison.Ordinal);
        Assert.All(["; path=/two;", "; samesite=lax", "; httponly", "; expires="], part => Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_are_answered_alike()
    {
        using var browser = new AccountBrowser(site);

        var wrong = await browser.SignInAsync("emil", "not-the-password");
        var unknown = await browser.SignInAsync("emilia", "not-the-password");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("role=\"alert\"><p>Name and password do not fit together.", wrong.Html, StringComparison.Ordinal);
        Assert.Equal(Plain(wrong.Html, "emil"), Plain(unknown.Html, "emilia"));
        Assert.Equal(wrong.Status, unknown.Status);
        Assert.DoesNotContain("not-the-password", wrong.Html, StringComparison.Ordinal);

        static string Plain(string html, string name) =>
            System.Text.RegularExpressions.Regex.Replace(html.Replace($"value=\"{name}\"", "", StringComparison.Ordinal), "name=\"form-token\" value=\"[^\"]+\"", "");
    }

    [Fact]
    public async Task After_five_wrong_passwords_the_right_one_is_not_taken_until_the_password_is_reset()
    {
        await site.AddUserAsync("lotte", []);
        using var browser = new AccountBrowser(site);
        for (var number = 0; number < 5; number++)
            await browser.SignInAsync("lotte", "not-the-password");

        var locked = await browser.SignInAsync("lotte");
        (await site.RunCommandAsync("users", "reset-password", "lotte", "--password", "another-lantern-at-sea")).Succeeded();
        var reset = await browser.SignInAsync("lotte", "another-lantern-at-sea");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.SeeOther), (locked.Status, reset.Status));
    }

    [Fact]
    public async Task A_cookie_of_another_tenant_is_not_taken_even_under_the_right_name_and_for_an_equal_user()
    {
        const string Id = "the0same0user0in0both0sites";
        await site.AddUserAsync("both", ["Editor"], id: Id[..26]);
        var first = (await site.RunAsync<UserStore, User?>(store => store.FindByIdAsync(Id[..26], Cancel)))!;
        await site.RunAsync<UserStore, object>(async store => await store.CreateAsync(first, Cancel), "Second");
        using var browser = new AccountBrowser(site);
        await browser.SignInAsync("both");
        var value = browser.Cookies.GetCookies(site.Client.BaseAddress!).Single(cookie => cookie.Name == $"cms-{site.TenantId("Default")}").Value;
        using var other = new AccountBrowser(site, "/two");

        other.Cookies.Add(site.Client.BaseAddress!, new Cookie($"cms-{site.TenantId("Second")}", value, "/two"));
        var inSecond = await other.NameAsync();
        other.Cookies.Add(site.Client.BaseAddress!, new Cookie($"cms-{site.TenantId("Default")}", value, "/"));
        using var sameBrowser = new AccountBrowser(site);
        sameBrowser.Cookies.Add(site.Client.BaseAddress!, new Cookie($"cms-{site.TenantId("Default")}", value, "/"));

        Assert.Equal((null, null, "both"), (inSecond, await other.NameAsync(), await sameBrowser.NameAsync()));
    }

    [Theory]
    [InlineData("/guides/building-a-steady-sleep-routine?x=1&y=%C3%A9", "/guides/building-a-steady-sleep-routine?x=1&y=%C3%A9")]
    [InlineData("/a/../b", "/b")]
    [InlineData("https://evil.example/", "/account")]
    [InlineData("//evil.example/", "/account")]
    [InlineData("/\\evil.example/", "/account")]
    [InlineData("/\t/evil.example/", "/account")]
    [InlineData("/.//evil.example/", "/account")]
    [InlineData("javascript:alert(1)", "/account")]
    [InlineData("guides", "/account")]
    [InlineData("/two/account", "/account")]
    [InlineData("/x/../two/account", "/account")]
    [InlineData("/x/%2e%2e/two/account", "/account")]
    public async Task After_the_sign_in_only_an_address_of_the_same_tenant_follows(string asked, string followed)
    {
        using var browser = new AccountBrowser(site);

        var byPage = await browser.SignInAsync("emil", query: "?returnUrl=" + Uri.EscapeDataString(asked));
        using var direct = new AccountBrowser(site);
        var byForm = await direct.SendAsync("/account/sign-in", "/account/sign-in", ("name", "emil"), ("password", RunningSite.AdminPassword), ("returnUrl", asked));
        var again = await browser.GetAsync("/account/sign-in?returnUrl=" + Uri.EscapeDataString(asked));

        Assert.Equal((followed, followed, followed), (byPage.Location, byForm.Location, again.Location));
    }

    [Theory]
    [InlineData("/two", "/two/guides", "/two/guides")]
    [InlineData("/two", "/guides", "/two/account")]
    [InlineData("/two", "/two/../guides", "/two/account")]
    public async Task A_tenant_with_a_prefix_stays_below_it(string prefix, string asked, string followed)
    {
        using var browser = new AccountBrowser(site, prefix);

        Assert.Equal(followed, (await browser.SignInAsync("max", query: "?returnUrl=" + Uri.EscapeDataString(asked))).Location);
    }

    [Theory]
    [InlineData("/account/sign-in")]
    [InlineData("/account/sign-out")]
    [InlineData("/account/password")]
    public async Task A_form_that_no_page_of_this_browser_sent_is_refused(string form)
    {
        using var browser = new AccountBrowser(site);
        await browser.SignInAsync("emil");
        using var other = new AccountBrowser(site);
        var token = System.Text.RegularExpressions.Regex.Match((await other.GetAsync("/account/sign-in")).Html, "form-token\" value=\"([^\"]+)\"").Groups[1].Value;

        var without = await browser.PostAsync(form, ("name", "emil"), ("password", RunningSite.AdminPassword));
        var foreign = await browser.PostAsync(form, ("name", "emil"), ("password", RunningSite.AdminPassword), ("form-token", token));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (without.Status, foreign.Status));
        Assert.Equal("emil", await browser.NameAsync());
    }

    [Fact]
    public async Task A_form_of_another_tenant_is_refused()
    {
        using var browser = new AccountBrowser(site);
        var html = (await browser.GetAsync("/account/sign-in")).Html;
        var token = System.Text.RegularExpressions.Regex.Match(html, "form-token\" value=\"([^\"]+)\"").Groups[1].Value;

        var refused = await browser.PostAsync("/two/account/sign-in", ("name", "max"), ("password", RunningSite.AdminPassword), ("form-token", token));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
    }

    [Fact]
    public async Task A_user_who_is_disabled_beside_the_server_is_signed_out_at_once()
    {
        await site.AddUserAsync("dirk", ["Editor"]);
        using var browser = new AccountBrowser(site);
        await browser.SignInAsync("dirk");
        Assert.Equal("dirk", await browser.NameAsync());

        (await site.RunCommandAsync("users", "disable", "dirk")).Succeeded();
        var disabled = await browser.NameAsync();
        var refused = await browser.SignInAsync("dirk");
        (await site.RunCommandAsync("users", "enable", "dirk")).Succeeded();
        var enabled = await browser.SignInAsync("dirk");

        Assert.Equal((null, HttpStatusCode.UnprocessableEntity, HttpStatusCode.SeeOther), (disabled, refused.Status, enabled.Status));
    }

    [Fact]
    public async Task A_removed_user_is_signed_out_at_once()
    {
        var rita = await site.AddUserAsync("rita", []);
        using var browser = new AccountBrowser(site);
        await browser.SignInAsync("rita");

        await site.RunAsync<UserStore, object>(async store => await store.DeleteAsync(rita, Cancel));

        Assert.Null(await browser.NameAsync());
    }

    [Fact]
    public async Task A_changed_password_ends_every_other_sign_in()
    {
        await site.AddUserAsync("paul", []);
        using var here = new AccountBrowser(site);
        using var elsewhere = new AccountBrowser(site);
        await here.SignInAsync("paul");
        await elsewhere.SignInAsync("paul");

        var unequal = await ChangeAsync(RunningSite.AdminPassword, "another-lantern-at-sea", "another-lantern");
        var wrong = await ChangeAsync("wrong", "another-lantern-at-sea", "another-lantern-at-sea");
        var weak = await ChangeAsync(RunningSite.AdminPassword, "passwordpassword", "passwordpassword");
        var changed = await ChangeAsync(RunningSite.AdminPassword, "another-lantern-at-sea", "another-lantern-at-sea");

        Assert.Contains("The new password was not written the same way twice.", unequal.Html, StringComparison.Ordinal);
        Assert.Contains("The present password is not right.", wrong.Html, StringComparison.Ordinal);
        Assert.Contains("This password is easy to guess", weak.Html, StringComparison.Ordinal);
        Assert.Equal("/account?changed", changed.Location);
        Assert.Equal(("paul", null), (await here.NameAsync(), await elsewhere.NameAsync()));
        Assert.Equal(HttpStatusCode.SeeOther, (await elsewhere.SignInAsync("paul", "another-lantern-at-sea")).Status);

        Task<PageAnswer> ChangeAsync(string present, string wanted, string repeated) =>
            here.SendAsync("/account/password", "/account/password", ("present", present), ("wanted", wanted), ("repeated", repeated));
    }

    [Fact]
    public async Task The_pages_for_signed_in_users_lead_visitors_to_the_sign_in()
    {
        using var browser = new AccountBrowser(site, "/two");

        Assert.Equal("/two/account/sign-in", (await browser.GetAsync("/account")).Location);
        Assert.Equal("/two/account/sign-in?returnUrl=%2Ftwo%2Faccount%2Fpassword", (await browser.GetAsync("/account/password")).Location);
    }

    [Fact]
    public async Task An_editor_reads_drafts_over_GraphQL_and_a_visitor_does_not()
    {
        await site.RunRecipeAsync("""{ "name": "content", "data": [{ "ContentItemId": "unseen", "ContentType": "GuideArticle", "Published": false, "TitlePart": { "Title": "Unseen draft" } }] }""");
        using var browser = new AccountBrowser(site);

        var asVisitor = await browser.AskAsync(Drafts);
        await browser.SignInAsync("emil");
        var asEditor = await browser.AskAsync(Drafts);
        var page = await browser.GetAsync("/guides/unseen-draft");

        Assert.Contains("\"FORBIDDEN\"", asVisitor, StringComparison.Ordinal);
        Assert.Contains("Unseen draft", asEditor, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
    }

    [Fact]
    public async Task Only_pages_of_the_same_host_and_of_sites_that_the_tenant_names_act_for_who_is_signed_in()
    {
        const string app = "https://app.example.org";
        using var browser = new AccountBrowser(site, "/two");
        await browser.SignInAsync("max");

        var own = await browser.AskAsync(Drafts, site.Client.BaseAddress!.GetLeftPart(UriPartial.Authority));
        var foreign = await browser.AskAsync(Drafts, app);
        var sandboxed = await browser.AskAsync(Drafts, "null");
        await site.RunRecipeAsync($$"""{ "name": "settings", "CorsSettings": { "Policies": [{ "AllowedOrigins": ["{{app}}"], "AllowAnyHeader": true, "AllowCredentials": true }] } }""", "Second");
        var named = await browser.AskAsync(Drafts, app);

        Assert.All([own, named], answer => Assert.StartsWith("{\"data\"", answer, StringComparison.Ordinal));
        Assert.All([foreign, sandboxed], answer => Assert.Contains("\"FORBIDDEN\"", answer, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Changed_roles_count_at_the_next_sign_in_and_the_old_ones_no_longer_at_once()
    {
        await site.AddUserAsync("rolf", ["Editor"]);
        using var browser = new AccountBrowser(site);
        await browser.SignInAsync("rolf");
        Assert.DoesNotContain("FORBIDDEN", await browser.AskAsync(Drafts), StringComparison.Ordinal);

        (await site.RunCommandAsync("users", "roles", "rolf", "--role", "Moderator")).Succeeded();
        var after = await browser.AskAsync(Drafts);
        await browser.SignInAsync("rolf");
        var again = await browser.AskAsync(Drafts);

        Assert.Contains("FORBIDDEN", after, StringComparison.Ordinal);
        Assert.Contains("FORBIDDEN", again, StringComparison.Ordinal);
        Assert.Equal("rolf", await browser.NameAsync());
    }

    [Fact]
    public async Task A_form_on_another_site_cannot_ask_GraphQL_with_the_cookie()
    {
        using var browser = new AccountBrowser(site);
        await browser.SignInAsync("emil");

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await browser.PostAsync("/api/graphql", ("query", Drafts))).Status);
    }

    [Fact]
    public async Task The_pages_run_no_scripts_are_not_kept_and_have_labels()
    {
        using var browser = new AccountBrowser(site, "/two");

        var page = await browser.GetAsync("/account/sign-in");
        var style = await browser.GetAsync("/account/style.css");

        Assert.Equal("default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'", page.Headers["Content-Security-Policy"]);
        Assert.Contains("no-store", page.Headers["Cache-Control"], StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page.Html, StringComparison.Ordinal);
        Assert.All(["<label for=\"name\">", "<label for=\"password\">", "href=\"/two/account/style.css\"", "action=\"/two/account/sign-in\""], part => Assert.Contains(part, page.Html, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, style.Status);
    }

    [Fact]
    public async Task What_somebody_typed_is_shown_as_text()
    {
        using var browser = new AccountBrowser(site);

        var refused = await browser.SignInAsync("\"><script>alert(1)</script>", "not-the-password");

        Assert.DoesNotContain("<script", refused.Html, StringComparison.Ordinal);
    }
}

public sealed class SignInOnSqliteTests(SiteWithUsers site) : SignInTests(site), IClassFixture<SiteWithUsers>;
