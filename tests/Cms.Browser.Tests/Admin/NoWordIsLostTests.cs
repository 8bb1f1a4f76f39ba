using Cms.Site.Tests;
using Microsoft.Playwright;

namespace Cms.Browser.Tests.Admin;

/// <summary>What is written is never lost, whatever happens to the connection, the server, the sign-in, or by somebody else.</summary>
public sealed class NoWordIsLostTests(Chromium chromium, NoWordIsLostTests.OwnSite site) : EditorTests(chromium, site), IClassFixture<NoWordIsLostTests.OwnSite>
{
    private const int Rounds = 50, KeysARound = 200;

    [Fact]
    public async Task Ten_thousand_keystrokes_through_fifty_disconnects_reloads_and_restarts_are_all_there()
    {
        await using var opened = await OpenNewGuideAsync();
        var page = opened.Page;
        var keyboard = await page.Context.NewCDPSessionAsync(page);
        await page.Locator("#title").FillAsync("Ten thousand keys");
        string[] fields = ["Introduction", "Conclusion"];
        var written = fields.ToDictionary(field => field, _ => new System.Text.StringBuilder());
        for (var round = 0; round < Rounds; round++)
        {
            var words = string.Concat(Enumerable.Range(0, KeysARound / 10).Select(word => $"w{round:00}.{word:00}abc ")).PadRight(KeysARound, '.')[..KeysARound];
            var field = fields[round % fields.Length];
            await GoOnAsync(page, field);
            var isCut = round % 10 is not (4 or 9);
            if (isCut)
                await page.Context.SetOfflineAsync(true);
            var restarting = round % 10 == 9 ? Site.RestartAsync() : Task.CompletedTask;
            await TypeAsync(keyboard, words);
            written[field].Append(words);
            await restarting;
            if (isCut)
                await page.Context.SetOfflineAsync(false);
            else if (round % 10 == 4)
                await page.ReloadAsync();
        }

        await WaitUntilSavedAsync(page);

        var stored = (await LatestAsync(IdOf(page))).GetProperty("GuideArticle");
        foreach (var field in fields)
            Assert.Equal(written[field].ToString(), stored.GetProperty(field).GetProperty("Text").GetString());
        Assert.Equal(Rounds * KeysARound, written.Values.Sum(words => words.Length));
    }

    [Fact]
    public async Task Two_editors_of_one_guide_get_each_others_changes_and_choose_where_both_wrote()
    {
        await using var anna = await OpenNewGuideAsync();
        await anna.Page.Locator("#title").FillAsync($"Two hands {Guid.NewGuid():N}"[..24]);
        await WaitUntilSavedAsync(anna.Page);
        var id = IdOf(anna.Page);
        await using var ben = await OpenNewGuideAsync();
        await ben.Page.GotoAsync(new Uri(Root, $"/admin/content/{id}/edit").ToString());
        await WaitForEditorAsync(ben.Page);

        await ben.Page.GetByLabel("Conclusion", new() { Exact = true }).FillAsync("By Ben.");
        await ben.Page.GetByLabel("Introduction", new() { Exact = true }).FillAsync("Ben begins.");
        await WaitUntilSavedAsync(ben.Page);
        await anna.Page.GetByLabel("Summary", new() { Exact = true }).FillAsync("By Anna.");
        await anna.Page.GetByLabel("Introduction", new() { Exact = true }).FillAsync("Anna begins.");
        await Assertions.Expect(anna.Page.GetByRole(AriaRole.Heading, new() { Name = "changed the same fields" })).ToBeVisibleAsync();
        await anna.KeepScreenshotAsync("editor-conflict");
        await Assertions.Expect(anna.Page.GetByLabel("Conclusion", new() { Exact = true })).ToHaveValueAsync("By Ben.");
        await anna.Page.GetByRole(AriaRole.Button, new() { Name = "Take theirs" }).ClickAsync();
        await WaitUntilSavedAsync(anna.Page);

        var fields = (await LatestAsync(id)).GetProperty("GuideArticle");
        Assert.Equal(
            ("Ben begins.", "By Ben.", "By Anna."),
            (fields.GetProperty("Introduction").GetProperty("Text").GetString(), fields.GetProperty("Conclusion").GetProperty("Text").GetString(), fields.GetProperty("Summary").GetProperty("Text").GetString()));
    }

    [Fact]
    public async Task Words_that_are_written_after_the_sign_in_ended_are_kept_and_saved_after_the_next_one()
    {
        await using var opened = await OpenNewGuideAsync();
        var page = opened.Page;
        await page.Locator("#title").FillAsync($"Long pause {Guid.NewGuid():N}"[..24]);
        await WaitUntilSavedAsync(page);
        var cookies = await page.Context.CookiesAsync();

        await page.Context.ClearCookiesAsync();
        await page.GetByLabel("Introduction", new() { Exact = true }).FillAsync("Written while nobody was signed in.");
        await Assertions.Expect(page.Locator(".editor-state")).ToHaveTextAsync("Kept here, sign in to save");
        await page.Context.AddCookiesAsync(cookies.Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Domain = cookie.Domain, Path = cookie.Path }));
        await page.EvaluateAsync("() => window.dispatchEvent(new Event('focus'))");
        await WaitUntilSavedAsync(page);

        Assert.Equal("Written while nobody was signed in.", (await LatestAsync(IdOf(page))).GetProperty("GuideArticle").GetProperty("Introduction").GetProperty("Text").GetString());
    }

    // Each key as the browser gets it from a keyboard; the next one does not wait for what the page makes of it.
    private static async Task TypeAsync(ICDPSession keyboard, string words) => await Task.WhenAll(
        words.Select(letter => keyboard.SendAsync("Input.dispatchKeyEvent", new Dictionary<string, object> { ["type"] = "keyDown", ["key"] = letter.ToString(), ["text"] = letter.ToString() })));

    // After a reload one goes on where the text ends, once it is back.
    private static async Task GoOnAsync(IPage page, string field)
    {
        await WaitForEditorAsync(page);
        await page.GetByLabel(field, new() { Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("Control+End");
    }

    /// <summary>A site that is restarted.</summary>
    public sealed class OwnSite : RunningSite;
}
