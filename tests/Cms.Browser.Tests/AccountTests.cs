using System.Text.Json;
using Cms.Site.Tests;
using Microsoft.Playwright;

namespace Cms.Browser.Tests;

/// <summary>The pages of <c>/account</c> as a person in a browser meets them.</summary>
public sealed class AccountTests(Chromium chromium, RunningSite site) : VisitingTests(chromium, site)
{
    private static readonly string[] OwnPages = ["", "/password", "/email", "/two-factor", "/two-factor/off", "/confirm", "/passkeys", "/sessions", "/apps"];

    // A relying party has a name; browsers refuse an address of numbers (WebAuthn, section 5.1.2).
    private Uri Named => new UriBuilder(Root) { Host = "localhost" }.Uri;

    [Fact]
    public async Task Somebody_adds_a_passkey_and_signs_in_with_it_alone()
    {
        await AddUserAsync("paula");
        await CreateTenantAsync("Keys", "keys");
        await using var opened = await OpenAsync(new Uri(Named, "/account/sign-in?returnUrl=%2Faccount%2Fpasskeys"));
        var page = opened.Page;
        await GiveAuthenticatorAsync(page);
        await SignInAsync(page, "paula");

        await page.GetByLabel("Name of the new passkey").FillAsync("My <phone>");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "My <phone>" })).ToBeVisibleAsync();
        await page.GetByLabel("New name").FillAsync("Old phone");
        await page.GetByRole(AriaRole.Button, new() { Name = "Rename" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Old phone" })).ToBeVisibleAsync();
        await opened.KeepScreenshotAsync("account-passkeys-with-one");

        // After a while they are asked for one again before they change anything.
        Site.Clock.Advance(TimeSpan.FromMinutes(10));
        await page.GotoAsync(new Uri(Named, "/account/passkeys").ToString());
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Is it you?" })).ToBeVisibleAsync();
        await opened.KeepScreenshotAsync("account-confirm-with-passkey");
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on with a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Old phone" })).ToBeVisibleAsync();

        await page.GotoAsync(new Uri(Named, "/account").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Signed in as paula" })).ToBeVisibleAsync();

        // The browser offers it at the other tenants of the host, where it is worth nothing.
        await page.GotoAsync(new Uri(Named, "/keys/account/sign-in/passkey").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Nobody can sign in here with this passkey.")).ToBeVisibleAsync();

        await page.GotoAsync(new Uri(Named, "/account/sessions").ToString());
        await Assertions.Expect(page.GetByText("passkey", new() { Exact = true })).ToBeVisibleAsync();
        await page.GotoAsync(new Uri(Named, "/account/passkeys").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await Assertions.Expect(page.GetByText("You have none yet.")).ToBeVisibleAsync();
        AssertNone([.. opened.Errors.Where(error => !error.Contains("status of 422", StringComparison.Ordinal))]);

        await page.GotoAsync(new Uri(Named, "/account").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GotoAsync(new Uri(Named, "/account/sign-in/passkey").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Nobody can sign in here with this passkey.")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(Phone, ColorScheme.Light)]
    [InlineData(Desk, ColorScheme.Dark)]
    public async Task Every_page_of_an_account_keeps_WCAG_2_2_AA_and_fits_the_window(int width, ColorScheme colors)
    {
        var name = $"axel{width}";
        await AddUserAsync(name);
        await using var opened = await OpenAsync("/account/sign-in", width, colors);
        var page = opened.Page;
        foreach (var path in new[] { "/sign-in", "/sign-in/passkey", "/forgot", "/choose-password?token=none" })
            await CheckAsync(opened, path, width);

        await page.GotoAsync(new Uri(Root, "/account/sign-in").ToString());
        await SignInAsync(page, name);
        await page.GotoAsync(new Uri(Root, "/account/two-factor").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Set up an app" }).ClickAsync();
        foreach (var path in OwnPages.Append("/two-factor/app"))
            await CheckAsync(opened, path, width);
    }

    private async Task AddUserAsync(string name)
    {
        var added = await Site.RunCommandAsync("users", "add", name, "--role", "Editor", "--password", RunningSite.AdminPassword);
        Assert.True(added.ExitCode == 0, added.Error);
    }

    private static async Task GiveAuthenticatorAsync(IPage page)
    {
        var devTools = await page.Context.NewCDPSessionAsync(page);
        await devTools.SendAsync("WebAuthn.enable");
        await devTools.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = JsonSerializer.SerializeToElement(new
            {
                protocol = "ctap2",
                transport = "internal",
                hasResidentKey = true,
                hasUserVerification = true,
                isUserVerified = true,
                automaticPresenceSimulation = true,
            }),
        });
    }

    private async Task CheckAsync(OpenedPage opened, string path, int width)
    {
        await opened.Page.GotoAsync(new Uri(Root, "/account" + path).ToString());
        await opened.KeepScreenshotAsync($"account{path.Replace('/', '-').Split('?')[0]}-{width}");
        AssertNone([.. (await opened.FindBarriersAsync()).Select(barrier => $"{path}: {barrier}")]);
        AssertNone(await opened.FindWhatScrollsSidewaysAsync());
    }
}
