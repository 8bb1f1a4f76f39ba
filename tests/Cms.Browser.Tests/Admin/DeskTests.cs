using Cms.Site.Tests;
using Microsoft.Playwright;

namespace Cms.Browser.Tests.Admin;

/// <summary>What the tests of people, site and system share: a tenant of their own where they change what others count on, and the hands that fill forms.</summary>
public abstract class DeskTests(Chromium chromium, RunningSite site) : AdminTests(chromium, site)
{
    /// <summary>Makes a tenant from the guides recipe and opens a page of its admin as a new administrator there.</summary>
    protected async Task<OpenedPage> OpenInTenantAsync(string tenant, string path)
    {
        var prefix = tenant.ToLowerInvariant();
        await CreateTenantAsync(tenant, prefix);
        var name = $"keeper-{Guid.NewGuid():N}";
        await Site.AddUserAsync(name, ["Administrator"], tenant);
        var opened = await OpenAsync($"/{prefix}/account/sign-in?returnUrl={Uri.EscapeDataString($"/{prefix}{path}")}");
        await SignInAsync(opened, name, $"/{prefix}{path}");
        await opened.WaitUntilLiveAsync();
        return opened;
    }

    protected static Task PressAsync(OpenedPage opened, string button) => opened.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>Presses the button of the question that is asked.</summary>
    protected static Task AnswerAsync(OpenedPage opened, string button) => opened.Page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    protected static Task SeeAsync(OpenedPage opened, string text) => Assertions.Expect(opened.Page.GetByText(text).First).ToBeVisibleAsync();

    /// <summary>The password, secret or key that is shown once.</summary>
    protected static async Task<string> ReadSecretAsync(OpenedPage opened) => (await opened.Page.Locator(".once-value").TextContentAsync())!;

    protected static async Task AssertFitAsync(OpenedPage opened, string name)
    {
        await opened.KeepScreenshotAsync(name);
        AssertNone(await opened.FindBarriersAsync());
        AssertNone(await opened.FindWhatScrollsSidewaysAsync());
    }
}
