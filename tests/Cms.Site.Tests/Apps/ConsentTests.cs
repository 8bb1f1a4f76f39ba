using System.Net;
using Cms.Audit;
using static Cms.Site.Tests.Apps.AppSignIns;

namespace Cms.Site.Tests.Apps;

/// <summary>What users are asked before an app acts for them, what they see of it later, and how they take it back.</summary>
public sealed class ConsentTests(SiteWithUsersAndApps site) : IClassFixture<SiteWithUsersAndApps>
{
    private const string None = "No app acts for you.";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_says_what_is_asked_for_by_whom_and_for_how_long()
    {
        await site.RunRecipeAsync("""
            { "name": "OpenIdScope", "ScopeName": "orders", "DisplayName": "Order things", "Resources": "orders.example" },
            { "name": "OpenIdApplication", "ClientId": "shop", "DisplayName": "A shop", "Type": "public", "ConsentType": "systematic", "AllowAuthorizationCodeFlow": true, "RedirectUris": "https://shop.example/back", "ScopeEntries": [{ "Name": "orders" }] }
            """);
        using var browser = await site.SignedInAsync("anna");
        var (_, challenge) = AppRequests.NewProof();

        var away = (await browser.GetAsync(Address(challenge) + "&prompt=consent")).Html;
        var shop = (await browser.GetAsync(Address(challenge, "shop", "openid orders", "https://shop.example/back"))).Html;

        Assert.Contains("<dt>App</dt><dd>The &lt;b&gt;app&lt;/b&gt; (spa)</dd><dt>Answers go to</dt><dd>spa.example</dd><dt>For</dt><dd>90 days at most, also while you are away</dd>", away, StringComparison.Ordinal);
        Assert.Contains("Your answer is remembered.", away, StringComparison.Ordinal);
        Assert.Contains("<li>Know who you are</li><li>Order things (at orders.example)</li>", shop, StringComparison.Ordinal);
        Assert.Contains("<dd>A shop (shop)</dd><dt>Answers go to</dt><dd>shop.example</dd><dt>For</dt><dd>1 hour, then it has to send you here again</dd>", shop, StringComparison.Ordinal);
        Assert.Contains("You are asked each time.", shop, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:7777/back", "a program on this device")]
    [InlineData("https://localhost:7777/back", "a program on this device")]
    [InlineData("com.example.native:/back", "a program on this device that opens com.example.native:")]
    public async Task Who_agreed_to_an_app_that_any_program_of_a_device_could_be_is_asked_each_time(string back, string place)
    {
        await site.RunRecipeAsync($$"""
            { "name": "OpenIdApplication", "ClientId": "native", "Type": "public", "ConsentType": "explicit", "AllowAuthorizationCodeFlow": true, "RedirectUris": "{{back}} https://native.example/back" }
            """);
        using var browser = await site.SignedInAsync("anna");
        var (_, challenge) = AppRequests.NewProof();
        string AddressOf(string redirectUri) => Address(challenge, "native", "openid", redirectUri);

        var first = await AnswerAsync(browser, await browser.GetAsync(AddressOf(back)), "Allow");
        var again = await browser.GetAsync(AddressOf(back));
        var silent = await browser.GetAsync(AddressOf(back) + "&prompt=none");
        var proven = await browser.GetAsync(AddressOf("https://native.example/back"));

        Assert.StartsWith(back + "?code=", first.Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Contains($"<dd>{place}</dd>", again.Html, StringComparison.Ordinal);
        Assert.Equal("consent_required", QueryOf(silent.Location!)["error"]);
        Assert.StartsWith("https://native.example/back?code=", proven.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_with_one_address_need_not_name_it()
    {
        using var browser = await site.SignedInAsync("anna");
        var (_, challenge) = AppRequests.NewProof();

        var page = await browser.GetAsync($"/connect/authorize?response_type=code&client_id=spa&scope=profile&prompt=consent&code_challenge={challenge}&code_challenge_method=S256");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("<dd>spa.example</dd>", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_takes_a_consent_back_ends_the_apps_tokens_at_once_and_nobody_elses()
    {
        await site.AddUserAsync("leaving", ["Editor"]);
        await site.AddUserAsync("leaving", ["Editor"], "Second");
        await site.AddUserAsync("staying", ["Editor"]);
        var (mine, theirs, second) = (await site.TokensAsync("leaving"), await site.TokensAsync("staying"), await site.TokensAsync("leaving", "/two"));
        string Access(System.Text.Json.Nodes.JsonObject tokens) => (string)tokens["access_token"]!;
        using var browser = await site.SignedInAsync("leaving");
        var (_, challenge) = AppRequests.NewProof();
        var waiting = QueryOf((await browser.GetAsync(Address(challenge))).Location!)["code"];
        var before = (await browser.GetAsync("/account/apps")).Html;
        var good = (await site.AskStatusAsync(Access(mine)), await site.AskStatusAsync(Access(theirs)), await site.AskStatusAsync(Access(second), "/two"));

        var sent = await browser.SendAsync("/account/apps", "/account/apps/withdraw");
        var refused = (await site.AskStatusAsync(Access(mine)), await site.AskStatusAsync(Access(theirs)), await site.AskStatusAsync(Access(second), "/two"));
        var after = await browser.GetAsync(sent.Location!);

        Assert.Contains("<h2>The &lt;b&gt;app&lt;/b&gt;</h2>", before, StringComparison.Ordinal);
        Assert.Contains("Know who you are; See your user name; See your e-mail address; Act for you while you are away; Read published content and drafts", WebUtility.HtmlDecode(before), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK), good);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK, HttpStatusCode.OK), refused);
        Assert.Equal("invalid_grant", (string?)(await site.RefreshAsync((string)mine["refresh_token"]!)).Json["error"]);
        Assert.Equal("invalid_grant", (string?)(await site.ExchangeAsync(waiting, AppRequests.NewProof().Verifier)).Json["error"]);
        Assert.Equal(HttpStatusCode.OK, (await site.RefreshAsync((string)theirs["refresh_token"]!)).Status);
        Assert.Contains("It may not act for you any more.", after.Html, StringComparison.Ordinal);
        Assert.Contains(None, after.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(Address(challenge))).Status);
        var trail = await site.RunAsync<AuditTrail, IReadOnlyList<AuditEntry>>(trail => trail.ListAsync(new AuditQuery { Event = "ConsentWithdrawn", User = "leaving" }, Cancel));
        Assert.Equal("spa", Assert.Single(trail).Subject);
    }

    [Fact]
    public async Task An_app_that_never_asked_is_listed_as_long_as_it_has_a_token_for_the_user()
    {
        await site.AddUserAsync("owning", ["Editor"]);
        using var browser = await site.SignedInAsync("owning");
        var (verifier, challenge) = AppRequests.NewProof();
        var before = (await browser.GetAsync("/account/apps")).Html;

        var code = QueryOf((await browser.GetAsync(Address(challenge, "own", "openid"))).Location!)["code"];
        var tokens = await site.ExchangeAsync(code, verifier, clientId: "own");
        var listed = (await browser.GetAsync("/account/apps")).Html;
        await browser.SendAsync("/account/apps", "/account/apps/withdraw");
        var taken = (await browser.GetAsync("/account/apps")).Html;

        Assert.Contains(None, before, StringComparison.Ordinal);
        Assert.Contains("<h2>own</h2>\n<dl><dt>It may</dt><dd>Know who you are</dd>", listed, StringComparison.Ordinal);
        Assert.Contains(None, taken, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, await site.AskStatusAsync((string)tokens.Json["access_token"]!));
    }
}
