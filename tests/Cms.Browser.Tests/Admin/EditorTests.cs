using System.Text.Json;
using Cms.Site.Tests;
using Microsoft.Playwright;

namespace Cms.Browser.Tests.Admin;

/// <summary>Opens the guide editor.</summary>
public abstract class EditorTests(Chromium chromium, RunningSite site) : AdminTests(chromium, site)
{
    /// <summary>Where a new guide begins.</summary>
    protected const string NewGuide = "/admin/content/new/GuideArticle";

    /// <summary>Opens the editor of a new guide.</summary>
    protected async Task<OpenedPage> OpenNewGuideAsync(string role = "Administrator", int width = Desk, ColorScheme colors = ColorScheme.Light)
    {
        var name = $"{role.ToLowerInvariant()}-{Guid.NewGuid():N}";
        await Site.AddUserAsync(name, [role]);
        var opened = await OpenAsync($"/account/sign-in?returnUrl={Uri.EscapeDataString(NewGuide)}", width, colors);
        await SignInAsync(opened.Page, name);
        await WaitForEditorAsync(opened.Page);
        return opened;
    }

    /// <summary>Waits until somebody can write.</summary>
    protected static Task WaitForEditorAsync(IPage page) => Assertions.Expect(page.Locator("#title")).ToBeVisibleAsync(new() { Timeout = 60_000 });

    /// <summary>Waits until the editor says that everything is stored.</summary>
    protected static Task WaitUntilSavedAsync(IPage page) => Assertions.Expect(page.Locator(".editor-state")).ToContainTextAsync("Saved ", new() { Timeout = 60_000 });

    /// <summary>The id of the item that is being written.</summary>
    protected static string IdOf(IPage page) => new Uri(page.Url).Segments[^2].TrimEnd('/');

    /// <summary>The latest version of the item as the API gives it to the program.</summary>
    protected async Task<JsonElement> LatestAsync(string id) => await Site.RunAsync<Cms.Content.ContentStore, JsonElement>(async store =>
    {
        var item = await store.FindLatestAsync(id, Cancel);
        return item is null ? default : JsonSerializer.SerializeToElement(Cms.Content.ContentItemJson.Write(item));
    });
}
