using Cms.Site.Tests;
using Microsoft.Playwright;

namespace Cms.Browser.Tests.Admin;

/// <summary>Two people work on one guide: one writes, the other one reviews.</summary>
public sealed class ReviewTests(Chromium chromium, RunningSite site) : EditorTests(chromium, site)
{
    [Fact]
    public async Task A_guide_is_handed_over_commented_on_approved_with_dates_and_published()
    {
        var reviewer = $"rita-{Guid.NewGuid():N}"[..12];
        await Site.AddUserAsync(reviewer, ["Editor"]);
        var title = $"Reviewed {Guid.NewGuid():N}"[..24];
        await using var writing = await OpenNewGuideAsync("Editor");
        var anna = writing.Page;
        await anna.Locator("#title").FillAsync(title);
        await anna.Locator("[data-place=Introduction] textarea").FillAsync("Rest is work too.");
        await anna.Locator("section.bag-0").First.Locator(":scope > .row [data-do=add]").ClickAsync();
        await anna.Locator("article.card [data-place='Sections[0].Heading'] input").FillAsync("Sleep");
        await WaitUntilSavedAsync(anna);

        // Anna hands it over.
        await anna.GetByRole(AriaRole.Button, new() { Name = "Hand over for review" }).ClickAsync();
        await anna.GetByLabel("Reviewer", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = reviewer });
        await anna.Locator("#review-note").FillAsync("Is the first section right?");
        await anna.Locator("form:has(#review-note)").GetByRole(AriaRole.Button, new() { Name = "Hand over for review" }).ClickAsync();
        await Assertions.Expect(anna.Locator("#discussion .badge").First).ToHaveTextAsync("Waits for review");

        // Rita finds it in her list.
        await using var reviewing = await OpenAsync($"/account/sign-in?returnUrl={Uri.EscapeDataString("/admin/reviews")}", Desk, ColorScheme.Dark);
        var rita = reviewing.Page;
        await SignInAsync(rita, reviewer);
        await reviewing.WaitUntilLiveAsync();
        await Assertions.Expect(rita.Locator("#reviews-mine")).ToHaveTextAsync("For me (1)");
        AssertNone(await reviewing.FindBarriersAsync());
        await reviewing.KeepScreenshotAsync("reviews");
        await rita.GetByRole(AriaRole.Link, new() { Name = title }).ClickAsync();
        await WaitForEditorAsync(rita);

        // Both see each other, and what Rita says comes to Anna by itself.
        await Assertions.Expect(rita.Locator("#comment-text")).ToBeVisibleAsync();
        await rita.Locator("article.card [data-place='Sections[0].Heading'] input").FocusAsync();
        await rita.Keyboard.PressAsync("Control+Alt+m");
        await Assertions.Expect(rita.Locator("#comment-text")).ToBeFocusedAsync();
        await rita.Keyboard.TypeAsync("Where is this from?");
        await rita.GetByRole(AriaRole.Button, new() { Name = "Write the comment" }).ClickAsync();
        await Assertions.Expect(rita.Locator("#comments-title")).ToHaveTextAsync("Comments (1)");
        await Assertions.Expect(rita.Locator(".others")).ToContainTextAsync("editor-", new() { Timeout = 60_000 });
        await ComeBackAsync(anna);
        await Assertions.Expect(anna.Locator(".others")).ToContainTextAsync(reviewer, new() { Timeout = 60_000 });
        await Assertions.Expect(anna.Locator("#comments-title")).ToHaveTextAsync("Comments (1)", new() { Timeout = 60_000 });
        await Assertions.Expect(anna.GetByRole(AriaRole.Link, new() { Name = "1 open comment on Heading" })).ToBeVisibleAsync();
        AssertNone(await reviewing.FindBarriersAsync());
        AssertNone(await writing.FindBarriersAsync());
        await reviewing.KeepScreenshotAsync("editor-reviewer");

        // Anna answers and writes on; Rita sees her words without a reload.
        await anna.GetByRole(AriaRole.Button, new() { Name = "Answer", Exact = true }).ClickAsync();
        await anna.GetByLabel("Your answer").FillAsync("From the yearly report.");
        await anna.GetByRole(AriaRole.Button, new() { Name = "Send the answer" }).ClickAsync();
        await Assertions.Expect(anna.Locator(".comment-answer")).ToContainTextAsync("From the yearly report.");
        await anna.Locator("[data-place=Introduction] textarea").FillAsync("Rest is work too, and a gift.");
        await WaitUntilSavedAsync(anna);
        await writing.KeepScreenshotAsync("editor-commented");
        await ComeBackAsync(rita);
        await Assertions.Expect(rita.Locator("[data-place=Introduction] textarea")).ToHaveValueAsync("Rest is work too, and a gift.", new() { Timeout = 60_000 });
        await rita.GetByRole(AriaRole.Button, new() { Name = "Settled" }).ClickAsync();
        await Assertions.Expect(rita.Locator("#comments-title")).ToHaveTextAsync("Comments (0)");

        // Rita approves, with the day of the next review.
        await rita.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await rita.GetByLabel("Next review due", new() { Exact = true }).And(rita.Locator("#review-due")).FillAsync("2031-05-06");
        await reviewing.KeepScreenshotAsync("editor-approving");
        await rita.Locator("form:has(#review-due)").GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
        await Assertions.Expect(rita.Locator("#discussion .badge").First).ToHaveTextAsync("Approved");
        await ComeBackAsync(anna);
        await Assertions.Expect(anna.Locator("#discussion .badge").First).ToHaveTextAsync("Approved", new() { Timeout = 60_000 });

        // Anna publishes what was approved.
        await anna.Keyboard.PressAsync("Control+Enter");
        await anna.GetByRole(AriaRole.Button, new() { Name = "Publish now" }).ClickAsync();
        await Assertions.Expect(anna.Locator(".editor-top .badge")).ToHaveTextAsync("Published");
        await Assertions.Expect(anna.Locator("#discussion .badge")).ToHaveTextAsync(["Approved"]);
        var answer = await Site.QueryAsync($$"""{ guideArticle(where: {displayText: "{{title}}", nextReviewDue: "2031-05-06", lastReviewed_not: null}) { path nextReviewDue lastReviewed } }""");
        var html = await Site.ReadHtmlAsync("/" + answer.GetProperty("guideArticle")[0].GetProperty("path").GetString());
        Assert.Contains("Last reviewed", html, StringComparison.Ordinal);
        Assert.Contains("2031-05-06", html, StringComparison.Ordinal);

        // Who leaves is gone at once.
        await GoToAsync(reviewing, "/admin/reviews");
        await ComeBackAsync(anna);
        await Assertions.Expect(anna.Locator(".others")).Not.ToContainTextAsync(reviewer, new() { Timeout = 60_000 });
        AssertNone(writing.Errors);
        AssertNone(reviewing.Errors);
    }

    // As somebody does who was in another window: the editor asks at once what is new, and not at its next beat.
    private static async Task ComeBackAsync(IPage page) => await page.EvaluateAsync("() => window.dispatchEvent(new Event('focus'))");
}
