using System.Net;
using System.Text.RegularExpressions;

namespace Cms.Site.Tests;

/// <summary>Browsers hold the cookies of a tenant to its host and path by what they are called.</summary>
public sealed class CookieNameTests(CookieNameTests.TwoTenants site) : IClassFixture<CookieNameTests.TwoTenants>
{
    [Theory]
    [InlineData("", "Default", "__Host-", "/")]
    [InlineData("/two", "Second", "__Secure-", "/two")]
    public async Task Over_HTTPS_each_cookie_is_called_after_what_binds_it(string prefix, string tenant, string beginning, string path)
    {
        var browser = new EncryptedBrowser(site, prefix);

        var form = Assert.Single((await browser.GetAsync("/account/sign-in")).SetCookies);
        var signedIn = Assert.Single((await browser.SignInAsync("anna")).SetCookies);
        var account = await browser.GetAsync("/account");
        var described = (await browser.GetAsync("/api/openapi.json")).Html;

        Assert.StartsWith($"{beginning}cms-form=", form, StringComparison.Ordinal);
        Assert.StartsWith($"{beginning}cms-{site.TenantId(tenant)}=", signedIn, StringComparison.Ordinal);
        Assert.All([form, signedIn], cookie =>
        {
            Assert.Contains($"; path={path};", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        });
        Assert.Contains("Signed in as anna", account.Html, StringComparison.Ordinal);
        Assert.Contains($"\"{beginning}cms-{site.TenantId(tenant)}\"", described, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_question_for_a_passkey_waits_in_such_a_cookie_too()
    {
        var browser = new EncryptedBrowser(site);

        var asked = await browser.PostAsync("/account/sign-in/passkey/options");

        var cookie = Assert.Single(asked.SetCookies);
        Assert.StartsWith($"__Host-cms-passkey-{site.TenantId("Default")}=", cookie, StringComparison.Ordinal);
        Assert.Contains("; path=/;", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_cookie_that_browsers_do_not_hold_to_the_host_signs_nobody_in_and_is_taken_away_at_the_next_sign_in()
    {
        var first = new EncryptedBrowser(site);
        await first.SignInAsync("anna");
        var plain = $"cms-{site.TenantId("Default")}";
        var browser = new EncryptedBrowser(site) { Cookies = { [plain] = first.Cookies["__Host-" + plain] } };

        var account = await browser.GetAsync("/account");
        var signedIn = await browser.SignInAsync("anna");

        Assert.Equal(HttpStatusCode.Redirect, account.Status);
        Assert.Contains(signedIn.SetCookies, cookie => Regex.IsMatch(cookie, $"^{plain}=; expires=Thu, 01 Jan 1970"));
        Assert.Equal(["__Host-" + plain, "__Host-cms-form"], browser.Cookies.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_sign_in_of_one_tenant_is_none_in_another_whatever_its_cookie_is_called()
    {
        var browser = new EncryptedBrowser(site);
        await browser.SignInAsync("anna");
        var value = browser.Cookies[$"__Host-cms-{site.TenantId("Default")}"];
        var other = new EncryptedBrowser(site, "/two");
        foreach (var beginning in new[] { "", "__Host-", "__Secure-" })
            (other.Cookies[$"{beginning}cms-{site.TenantId("Second")}"], other.Cookies[$"{beginning}cms-{site.TenantId("Default")}"]) = (value, value);

        var account = await other.GetAsync("/account");

        Assert.Equal(HttpStatusCode.Redirect, account.Status);
    }

    [Fact]
    public async Task Where_the_site_does_not_see_that_it_is_encrypted_the_names_are_plain()
    {
        var browser = new EncryptedBrowser(site, scheme: "http");

        var signedIn = await browser.SignInAsync("anna");

        Assert.StartsWith($"cms-{site.TenantId("Default")}=", Assert.Single(signedIn.SetCookies), StringComparison.Ordinal);
        Assert.Equal(["cms-" + site.TenantId("Default"), "cms-form"], browser.Cookies.Keys.Order(StringComparer.Ordinal));
    }

    /// <summary>A tenant at the root of a host and one under a prefix, both with a user.</summary>
    public sealed class TwoTenants : RunningSite
    {
        protected override string[] MoreArguments => ["--environment", "Production", "--Cms:Proxies", "127.0.0.1, ::1"];

        protected override async Task PrepareAsync()
        {
            await CreateTenantAsync("Second", "two");
            foreach (var tenant in new[] { "Default", "Second" })
                await AddUserAsync("anna", ["Administrator"], tenant);
        }
    }
}
