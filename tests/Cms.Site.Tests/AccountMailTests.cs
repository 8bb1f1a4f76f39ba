using System.Net;
using Cms.Users;
using Cms.Users.Mails;

namespace Cms.Site.Tests;

/// <summary>A site whose mails go to a server on this machine, and a second tenant beside it with a host of its own.</summary>
public sealed class SiteWithMail : RunningSite, IAsyncDisposable
{
    public SmtpSink Smtp { get; } = new();

    protected override string[] MoreArguments =>
    [
        "--Cms:Mail:Host", "127.0.0.1", "--Cms:Mail:Port", $"{Smtp.Port}", "--Cms:Mail:Security", "None",
        "--Cms:Mail:UserName", "guides", "--Cms:Mail:Password", "a-mail-password", "--Cms:Mail:From", "Guides <guides@example.org>",
    ];

    protected override Task PrepareAsync() => CreateTenantAsync("Hosted", hosts: ["hosted.example.org"]);

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await DisposeAsync();
        await Smtp.DisposeAsync();
    }
}

public sealed class AccountMailTests(SiteWithMail site) : IClassFixture<SiteWithMail>
{
    private const string NewPassword = "another-lantern-at-sea";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_forgot_the_password_chooses_a_new_one_by_a_mailed_link_and_signs_in_with_it()
    {
        await site.AddUserAsync("anna", ["Editor"]);
        using var elsewhere = new AccountBrowser(site);
        await elsewhere.SignInAsync("anna");
        using var browser = new AccountBrowser(site);

        var asked = await browser.SendAsync("/account/forgot", "/account/forgot", ("name", "anna"));
        var mail = await site.Smtp.WaitForAsync("anna@example.org");
        var page = await browser.GetAsync(mail.Link.PathAndQuery);
        var unequal = await browser.SendAsync(mail.Link.PathAndQuery, "/account/choose-password", ("wanted", NewPassword), ("repeated", "something-else-at-sea"));
        var weak = await browser.SendAsync(mail.Link.PathAndQuery, "/account/choose-password", ("wanted", "password1234"), ("repeated", "password1234"));
        var chosen = await browser.SendAsync(mail.Link.PathAndQuery, "/account/choose-password", ("wanted", NewPassword), ("repeated", NewPassword));
        var used = await browser.GetAsync(mail.Link.PathAndQuery);

        Assert.Equal(HttpStatusCode.OK, asked.Status);
        Assert.Equal("/guides/a-mail-password", mail.User);
        Assert.Contains("From: Guides <guides@example.org>", mail.Source, StringComparison.Ordinal);
        Assert.Equal(site.Client.BaseAddress!.Authority, mail.Link.Authority);
        Assert.Contains("For the user anna.", page.Html, StringComparison.Ordinal);
        Assert.All([unequal, weak], refused => Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status));
        Assert.Equal((HttpStatusCode.SeeOther, "/account/sign-in?chosen"), (chosen.Status, chosen.Location));
        Assert.Contains("This link is not good any more", used.Html, StringComparison.Ordinal);
        Assert.Null(await elsewhere.NameAsync());
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.SeeOther), ((await browser.SignInAsync("anna")).Status, (await browser.SignInAsync("anna", NewPassword)).Status));
    }

    [Fact]
    public async Task Whether_there_is_such_a_user_shows_in_no_answer()
    {
        await site.AddUserAsync("berta", []);
        using var browser = new AccountBrowser(site);

        var there = await browser.SendAsync("/account/forgot", "/account/forgot", ("name", "berta"));
        var nobody = await browser.SendAsync("/account/forgot", "/account/forgot", ("name", "nobody-of-that-name"));
        await site.Smtp.WaitForAsync("berta@example.org");

        Assert.Equal((there.Status, there.Html), (nobody.Status, nobody.Html));
        await Cms.Tests.Eventually.AsyncTrue(async () => await WaitingAsync() == 0);
    }

    [Fact]
    public async Task A_host_that_a_stranger_writes_into_a_request_gets_into_no_link()
    {
        await site.CreateTenantAsync("Plain", "plain");
        await site.AddUserAsync("victim", [], "Plain");

        var before = await AskAsAsync("attacker.example", "/plain", "victim");
        var waiting = await WaitingAsync("Plain");
        await site.RunRecipeAsync("""{ "name": "settings", "BaseUrl": "https://guides.example.org/plain" }""", "Plain");
        var after = await AskAsAsync("attacker.example", "/plain", "victim");
        var mail = await site.Smtp.WaitForAsync("victim@example.org");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, 0), (before, after, waiting));
        Assert.StartsWith("https://guides.example.org/plain/account/choose-password?token=", mail.Link.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tenant_with_a_host_of_its_own_mails_links_to_it_and_they_open_nothing_elsewhere()
    {
        await site.AddUserAsync("hilde", [], "Hosted");
        await site.AddUserAsync("hilde", []);

        await AskAsAsync("hosted.example.org", "", "hilde");
        var mail = await site.Smtp.WaitForAsync("hilde@example.org");
        using var browser = new AccountBrowser(site);
        var inDefault = await browser.GetAsync(mail.Link.PathAndQuery);

        Assert.Equal("hosted.example.org", mail.Link.Host);
        Assert.Contains("This link is not good any more", inDefault.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invitation_of_a_command_goes_out_by_the_server_and_lets_the_user_in()
    {
        var invited = (await site.RunCommandAsync("users", "invite", "ines", "--email", "ines@example.org", "--role", "Author", "--address", site.Client.BaseAddress!.OriginalString)).Succeeded().Output;
        var mail = await site.Smtp.WaitForAsync("ines@example.org");
        using var browser = new AccountBrowser(site);

        await browser.SendAsync(mail.Link.PathAndQuery, "/account/choose-password", ("wanted", NewPassword), ("repeated", NewPassword));

        Assert.Contains("User ines is invited to tenant Default with the role Author.", invited, StringComparison.Ordinal);
        Assert.DoesNotContain("token", invited, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignInAsync("ines", NewPassword)).Status);
        Assert.True((await site.RunAsync<UserStore, User?>(store => store.FindByNameAsync("INES", Cancel)))!.EmailConfirmed);
    }

    [Fact]
    public async Task A_new_email_is_confirmed_from_its_mail_and_the_browser_stays_signed_in()
    {
        await site.AddUserAsync("emma", []);
        using var browser = new AccountBrowser(site);
        await browser.SignInAsync("emma");

        var asked = await browser.SendAsync("/account/email", "/account/email", ("email", "emma@new.example.org"), ("password", RunningSite.AdminPassword));
        var mail = await site.Smtp.WaitForAsync("emma@new.example.org");
        var confirmed = await browser.SendAsync(mail.Link.PathAndQuery, "/account/confirm-email");
        var notice = await site.Smtp.WaitForAsync("emma@example.org");

        Assert.Contains("a link is on its way", asked.Html, StringComparison.Ordinal);
        Assert.Equal("/account?confirmed", confirmed.Location);
        Assert.Equal("emma", await browser.NameAsync());
        Assert.Contains("has another e-mail address now", notice.Source, StringComparison.Ordinal);
    }

    private Task<int> WaitingAsync(string tenant = "Default") =>
        site.RunAsync<AccountMailStore, int>(async store => (await store.ListDueAsync(DateTime.MaxValue, 10, Cancel)).Count, tenant);

    // With the form of an honest page of the same host, as a stranger gets one.
    private async Task<HttpStatusCode> AskAsAsync(string host, string prefix, string name)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = site.Client.BaseAddress };
        client.DefaultRequestHeaders.Host = host;
        using var page = await client.GetAsync($"{prefix}/account/sign-in", Cancel);
        var token = System.Text.RegularExpressions.Regex.Match(await page.Content.ReadAsStringAsync(Cancel), "form-token\" value=\"([^\"]+)\"").Groups[1].Value;
        client.DefaultRequestHeaders.Add("Cookie", page.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("name", name), KeyValuePair.Create("form-token", token)]);
        using var answer = await client.PostAsync($"{prefix}/account/forgot", form, Cancel);
        return answer.StatusCode;
    }
}
