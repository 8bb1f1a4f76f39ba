using System.Text.RegularExpressions;
using Cms.Site.Tests;
using Microsoft.Playwright;

namespace Cms.Browser.Tests.Admin;

/// <summary>An editor writes guides.</summary>
public sealed class WritingTests(Chromium chromium, RunningSite site) : EditorTests(chromium, site)
{
    private const string Article = """
        A Quiet Evening

        Date created: November 3, 2025

        The last hours of a day shape the night that follows.

        1. Dim the lights
        - Lamps: Turn off what hangs from the ceiling.
        - Screens: Put them into another room.

        2. Slow down
        - Breath: Count to four, and out to six.
        - Tea: Something warm, without caffeine.

        A quiet evening is a gift to tomorrow.

        Keywords: Sleep, Evening Light
        """;

    [Fact]
    public async Task A_guide_of_nine_sections_is_written_by_keyboard_alone_and_published()
    {
        await using var opened = await OpenNewGuideAsync();
        var (page, keys) = (opened.Page, opened.Page.Keyboard);
        var title = $"Nine steps {Guid.NewGuid():N}"[..24];

        await page.Locator("#title").FocusAsync();
        await keys.TypeAsync(title);
        for (var section = 1; section <= 9; section++)
        {
            // By Tab alone from wherever one is to the button, and Enter.
            await page.Locator("section.bag-0").First.Locator(":scope > .row [data-do=add]").FocusAsync();
            await keys.PressAsync("Enter");
            await Assertions.Expect(page.Locator("section.bag-0").First.Locator("article.card")).ToHaveCountAsync(section);
            await keys.TypeAsync($"Step {section}");
            await keys.PressAsync("Tab");
            await keys.PressAsync("Tab");
            await keys.TypeAsync("Label A");
            await keys.PressAsync("Tab");
            await keys.TypeAsync($"Text A of {section}");
            await keys.PressAsync("Enter");
            await Assertions.Expect(page.Locator("article.card").Nth(section - 1).Locator(".line")).ToHaveCountAsync(2);
            await keys.TypeAsync("Label B");
            await keys.PressAsync("Tab");
            await keys.TypeAsync($"Text B of {section}");
        }

        // The last section goes up by one, read out as it moves.
        await page.Locator("article.card").Nth(8).Locator("input").First.FocusAsync();
        await keys.PressAsync("Alt+ArrowUp");
        await Assertions.Expect(page.Locator("[role=status]").GetByText("“Step 9” is now number 8 of 9.")).ToBeVisibleAsync();
        await WaitUntilSavedAsync(page);
        await keys.PressAsync("Control+Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Publish now" })).ToBeEnabledAsync();
        await opened.KeepScreenshotAsync("editor-publish");
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish now" }).PressAsync("Enter");
        await Assertions.Expect(page.Locator(".badge")).ToHaveTextAsync("Published");

        var answer = await Site.QueryAsync($$"""{ guideArticle(where: {displayText: "{{title}}"}) { path sections { number heading bullets { label text } } } }""");
        var sections = answer.GetProperty("guideArticle")[0].GetProperty("sections");
        Assert.Equal(["Step 1", "Step 2", "Step 3", "Step 4", "Step 5", "Step 6", "Step 7", "Step 9", "Step 8"], sections.EnumerateArray().Select(section => section.GetProperty("heading").GetString()));
        Assert.Equal(Enumerable.Range(1, 9), sections.EnumerateArray().Select(section => section.GetProperty("number").GetInt32()));
        Assert.Equal("Text B of 9", sections[7].GetProperty("bullets")[1].GetProperty("text").GetString());
        Assert.Contains("Text A of 3", await Site.ReadHtmlAsync("/" + answer.GetProperty("guideArticle")[0].GetProperty("path").GetString()), StringComparison.Ordinal);
        AssertNone(opened.Errors);
    }

    [Fact]
    public async Task An_article_from_the_clipboard_is_shown_before_it_is_taken_and_published_in_six_actions()
    {
        await using var opened = await OpenNewGuideAsync();
        var page = opened.Page;

        await PasteAsync(page, "textarea[data-paste]", Article);
        await Assertions.Expect(page.GetByText("2 sections with 4 bullets.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("New keywords will be made: Evening Light.")).ToBeVisibleAsync();
        await opened.KeepScreenshotAsync("editor-paste");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take it" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish …" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish now" }).ClickAsync();
        await Assertions.Expect(page.Locator(".badge")).ToHaveTextAsync("Published");

        var answer = await Site.QueryAsync("""{ guideArticle(where: {displayText: "A Quiet Evening"}) { dateCreated introduction conclusion keywords { tagNames } sections { heading bullets { label text } } } }""");
        var guide = answer.GetProperty("guideArticle")[0];
        Assert.StartsWith("2025-11-03", guide.GetProperty("dateCreated").GetString(), StringComparison.Ordinal);
        Assert.Equal("The last hours of a day shape the night that follows.", guide.GetProperty("introduction").GetString());
        Assert.Equal(["Sleep", "Evening Light"], guide.GetProperty("keywords").GetProperty("tagNames").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal("Count to four, and out to six.", guide.GetProperty("sections")[1].GetProperty("bullets")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task Lines_that_are_pasted_into_a_bullet_become_bullets_and_a_removed_section_comes_back()
    {
        await using var opened = await OpenNewGuideAsync();
        var page = opened.Page;
        await page.Locator("#title").FillAsync($"Lists {Guid.NewGuid():N}");
        await page.Locator("section.bag-0").First.Locator(":scope > .row [data-do=add]").ClickAsync();
        await page.Locator("article.card input").First.FillAsync("Sounds");

        await PasteAsync(page, ".line input", "• Rain: soft and even\n• Wind: from far away\n3) Waves");
        await Assertions.Expect(page.Locator(".line")).ToHaveCountAsync(3);
        await page.Locator("article.card [data-do=remove]").First.ClickAsync();
        await Assertions.Expect(page.Locator("article.card")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(page.Locator(".line")).ToHaveCountAsync(3);
        await WaitUntilSavedAsync(page);

        var bullets = (await LatestAsync(IdOf(page))).GetProperty("Sections").GetProperty("ContentItems")[0].GetProperty("Bullets").GetProperty("ContentItems");
        Assert.Equal(
            ["Rain|soft and even", "Wind|from far away", "|Waves"],
            bullets.EnumerateArray().Select(bullet => $"{bullet.GetProperty("GuideBullet").GetProperty("Label").GetProperty("Text").GetString()}|{bullet.GetProperty("GuideBullet").GetProperty("Text").GetProperty("Text").GetString()}"));
    }

    [Theory]
    [InlineData(Phone, ColorScheme.Light)]
    [InlineData(Desk, ColorScheme.Dark)]
    public async Task The_editor_keeps_WCAG_2_2_AA_and_fits_the_window(int width, ColorScheme colors)
    {
        var guide = await Site.QueryAsync("""{ guideArticle(first: 1, where: {displayText_contains: "Daily"}) { contentItemId } }""");
        await using var opened = await OpenNewGuideAsync(width: width, colors: colors);
        await opened.Page.GotoAsync(new Uri(Root, $"/admin/content/{guide.GetProperty("guideArticle")[0].GetProperty("contentItemId").GetString()}/edit").ToString());
        await WaitForEditorAsync(opened.Page);

        await opened.KeepScreenshotAsync($"editor-{width}-{colors}");
        AssertNone(await opened.FindBarriersAsync());
        AssertNone(await opened.FindWhatScrollsSidewaysAsync());

        // What stands in the bar at the top covers nothing else there.
        AssertNone(await opened.Page.Locator(".editor-top").EvaluateAsync<string[]>("""
            bar => {
              const all = [...bar.querySelectorAll('a, button, .badge, .editor-state')].filter(one => one.textContent.trim()).map(one => [one.textContent, one.getBoundingClientRect()]);
              return all.flatMap(([text, at], index) => all.slice(index + 1)
                .filter(([, other]) => at.left < other.right && other.left < at.right && at.top < other.bottom && other.top < at.bottom).map(([covered]) => `${text} and ${covered}`));
            }
            """));

        // The keys are listed, but not while somebody writes a question.
        var (page, shortcuts) = (opened.Page, opened.Page.GetByRole(AriaRole.Heading, new() { Name = "Keyboard shortcuts" }));
        await page.Locator("#title").FocusAsync();
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.Locator("#title")).ToHaveValueAsync(new Regex(@"\?$"));
        await Assertions.Expect(shortcuts).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("Backspace");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keyboard shortcuts" }).FocusAsync();
        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(shortcuts).ToBeFocusedAsync();
        await opened.KeepScreenshotAsync($"editor-keys-{width}-{colors}");
        AssertNone(await opened.FindBarriersAsync());
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(shortcuts).ToBeHiddenAsync();
        AssertNone(opened.Errors);
    }

    // Chromium gives a page no clipboard without asking; this is the event that it would send.
    private static async Task PasteAsync(IPage page, string into, string text) => await page.Locator(into).First.EvaluateAsync(
        """
        (field, text) => {
          const clipboard = new DataTransfer();
          clipboard.setData('text/plain', text);
          field.focus();
          field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: clipboard, bubbles: true, cancelable: true }));
        }
        """,
        text);
}
