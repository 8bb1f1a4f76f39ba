using Cms.Site.Tests;
using Cms.Tests;
using Microsoft.Playwright;

namespace Cms.Browser.Tests.Admin;

/// <summary>Looking at a guide before it is published, showing it to somebody, and finding out what changed afterwards.</summary>
public sealed class PreviewingTests(Chromium chromium, RunningSite site) : EditorTests(chromium, site)
{
    [Fact]
    public async Task The_preview_follows_the_typing_leads_to_its_fields_is_shared_and_the_history_brings_a_field_back()
    {
        await using var opened = await OpenNewGuideAsync();
        var page = opened.Page;
        var title = $"A look {Guid.NewGuid():N}"[..16];
        await page.Locator("#title").FillAsync(title);
        await page.GetByLabel("Introduction", new() { Exact = true }).FillAsync("Before anybody sees it.");
        await page.Locator("section.bag-0").First.Locator(":scope > .row [data-do=add]").ClickAsync();
        await page.Locator("article.card input").First.FillAsync("The first step");

        // What is written stands in the theme's page, and goes on doing so.
        await page.Keyboard.PressAsync("Alt+p");
        var preview = page.FrameLocator(".preview-pane iframe");
        await Assertions.Expect(preview.Locator("h1")).ToHaveTextAsync(title);
        await page.Locator("article.card input").First.FillAsync("The very first step");
        await Assertions.Expect(preview.Locator("section.step h2")).ToContainTextAsync("The very first step", new() { Timeout = 15_000 });
        await opened.KeepScreenshotAsync("preview-desk");

        // A click leads to the field, into a section that is folded away too.
        await page.Locator(".card-toggle").First.ClickAsync();
        await preview.Locator("section.step h2").ClickAsync();
        await Assertions.Expect(page.Locator("article.card input").First).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Phone" }).ClickAsync();
        await opened.KeepScreenshotAsync("preview-phone");
        AssertNone(await opened.FindBarriersAsync());

        // A link to this version, for somebody without an account.
        await page.Locator(".preview-pane").GetByRole(AriaRole.Button, new() { Name = "Share a preview" }).ClickAsync();
        await page.GetByText("Just this version").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a link" }).ClickAsync();
        var link = await page.Locator("#share-url").InputValueAsync();
        await opened.KeepScreenshotAsync("preview-share");
        AssertNone(await opened.FindBarriersAsync());
        await page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).ClickAsync();
        await page.GetByLabel("Introduction", new() { Exact = true }).FillAsync("After it was shared.");
        await WaitUntilSavedAsync(page);
        await using (var guest = await OpenAsync(new Uri(link).PathAndQuery))
        {
            await Assertions.Expect(guest.Page.Locator("h1")).ToHaveTextAsync(title);
            await Assertions.Expect(guest.Page.GetByText("Before anybody sees it.")).ToBeVisibleAsync();
        }

        // Published, changed, compared, and one field brought back.
        await page.Keyboard.PressAsync("Control+Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish now" }).ClickAsync();
        await Assertions.Expect(page.Locator(".badge")).ToHaveTextAsync("Published");
        await page.GetByLabel("Introduction", new() { Exact = true }).FillAsync("After it was published.");
        await page.GetByLabel("Conclusion", new() { Exact = true }).FillAsync("And a conclusion.");
        var id = IdOf(page);
        await Eventually.AsyncTrue(async () => (await LatestAsync(id)).ToString().Contains("And a conclusion.", StringComparison.Ordinal));
        await WaitUntilSavedAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "All versions" }).ClickAsync();
        await page.WaitForURLAsync($"**/admin/content/{id}/history");
        await opened.WaitUntilLiveAsync();
        await Assertions.Expect(page.Locator(".compare-row")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator(".compare-row del").First).ToHaveTextAsync("shared");
        await opened.KeepScreenshotAsync("history-desk");
        AssertNone(await opened.FindBarriersAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Bring this back: Introduction" }).ClickAsync();
        await Assertions.Expect(page.Locator(".compare-row")).ToHaveCountAsync(1);

        var fields = (await LatestAsync(id)).GetProperty("GuideArticle");
        Assert.Equal(("After it was shared.", "And a conclusion."), (fields.GetProperty("Introduction").GetProperty("Text").GetString(), fields.GetProperty("Conclusion").GetProperty("Text").GetString()));
        AssertNone(opened.Errors);
    }

    [Theory]
    [InlineData(Phone, ColorScheme.Light)]
    [InlineData(Desk, ColorScheme.Dark)]
    public async Task Preview_and_history_keep_WCAG_2_2_AA_and_fit_the_window(int width, ColorScheme colors)
    {
        var guide = await Site.QueryAsync("""{ guideArticle(first: 1, where: {displayText_contains: "Daily"}) { contentItemId } }""");
        var id = guide.GetProperty("guideArticle")[0].GetProperty("contentItemId").GetString();
        await using var opened = await OpenNewGuideAsync(width: width, colors: colors);
        var page = opened.Page;
        await page.GotoAsync(new Uri(Root, $"/admin/content/{id}/edit").ToString());
        await WaitForEditorAsync(page);
        await page.Locator("[data-do=preview]").ClickAsync();
        var preview = page.FrameLocator(".preview-pane iframe");
        await Assertions.Expect(preview.Locator("h1")).ToBeVisibleAsync();
        await opened.KeepScreenshotAsync($"preview-{width}-{colors}");
        AssertNone(await opened.FindBarriersAsync());
        AssertNone(await opened.FindWhatScrollsSidewaysAsync());

        // On a phone the preview stands in the place of the form, which comes back with a click on a piece.
        await preview.Locator("h1").ClickAsync();
        await Assertions.Expect(page.Locator("#title")).ToBeFocusedAsync();
        await page.Locator("#title").FillAsync($"Daily, and looked at at {width}");
        await WaitUntilSavedAsync(page);

        await GoToAsync(opened, $"/admin/content/{id}/history");
        await Assertions.Expect(page.Locator(".compare-row")).ToHaveCountAsync(1);
        await opened.KeepScreenshotAsync($"history-{width}-{colors}");
        AssertNone(await opened.FindBarriersAsync());
        AssertNone(await opened.FindWhatScrollsSidewaysAsync());
        AssertNone(opened.Errors);
    }
}
