using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Editing;
using Cms.Site.Tests;
using Cms.Tests;
using Microsoft.Playwright;

namespace Cms.Browser.Tests.Admin;

/// <summary>What an editor does with keywords and with what is referred to, seen on the pages of the site and in GraphQL afterwards.</summary>
public sealed class KeywordPagesTests(Chromium chromium, RunningSite site) : AdminTests(chromium, site)
{
    private const string Taxonomy = "keyw0rds000000000000000000";

    private readonly string _mark = Guid.NewGuid().ToString("N")[..8];

    [Fact]
    public async Task A_keyword_is_renamed_and_merged_and_the_site_and_GraphQL_show_it()
    {
        var ids = (await Site.RunAsync<AddTerms, Outcome<IReadOnlyList<string>>>(verb => verb.RunAsync(Taxonomy, [$"{_mark} dozing", $"{_mark} resting"], Editor.System, Cancel))).Value;
        await PublishAsync($"{_mark} naps", Keywords(ids[0]));
        await using var opened = await OpenAdminAsync($"/admin/keywords/{Taxonomy}", role: "Editor");
        var page = opened.Page;
        await opened.WaitUntilLiveAsync();

        // Found as it is typed, and opened.
        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Find a keyword" }).FillAsync($"{_mark} d");
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("tbody tr")).ToContainTextAsync("1");
        await opened.KeepScreenshotAsync("keywords-found");
        AssertNone(await opened.FindBarriersAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = $"{_mark} dozing", Exact = true }).ClickAsync();

        await page.GetByLabel("Name", new() { Exact = true }).FillAsync($"{_mark} slumber");
        await page.GetByLabel("Name", new() { Exact = true }).PressAsync("Tab");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the address from the name" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Address", new() { Exact = true })).ToHaveValueAsync($"keywords/{_mark}-slumber");
        await opened.KeepScreenshotAsync("keyword-renamed");
        AssertNone(await opened.FindBarriersAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync($"{_mark} slumber");
        await Assertions.Expect(page.GetByLabel("Also called")).ToHaveValueAsync($"{_mark} dozing");

        Assert.EndsWith($"/keywords/{_mark}-slumber", await WhereToAsync($"/keywords/{_mark}-dozing"), StringComparison.Ordinal);
        Assert.Contains($"{_mark} slumber", await Site.ReadHtmlAsync($"/guides/{_mark}-naps"), StringComparison.Ordinal);

        // Merged into the other one, by a search for it.
        var merge = page.GetByRole(AriaRole.Region, new() { Name = "Merge" });
        await merge.GetByRole(AriaRole.Searchbox).FillAsync($"{_mark} rest");
        await merge.GetByRole(AriaRole.Searchbox).PressAsync("Enter");
        await merge.GetByRole(AriaRole.Button, new() { Name = $"{_mark} resting" }).ClickAsync();
        await merge.GetByRole(AriaRole.Button, new() { Name = "Merge …" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToContainTextAsync("All items that have it (1) are changed");
        await opened.KeepScreenshotAsync("keyword-merge");
        AssertNone(await opened.FindBarriersAsync());
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Merge" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync($"{_mark} resting");
        await Assertions.Expect(page.GetByLabel("Also called")).ToHaveValueAsync($"{_mark} slumber\n{_mark} dozing");

        var guide = (await Site.QueryAsync($$"""{ guideArticle(where: {path: "guides/{{_mark}}-naps"}) { keywords { tagNames terms { displayText path } } } }""")).GetProperty("guideArticle")[0];
        Assert.Contains($"\"{_mark} resting\"", guide.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("slumber", guide.GetRawText(), StringComparison.Ordinal);
        var html = await Site.ReadHtmlAsync($"/guides/{_mark}-naps");
        Assert.Contains($"keywords/{_mark}-resting", html, StringComparison.Ordinal);
        Assert.DoesNotContain("slumber", html, StringComparison.Ordinal);
        foreach (var former in new[] { "dozing", "slumber" })
            Assert.EndsWith($"/keywords/{_mark}-resting", await WhereToAsync($"/keywords/{_mark}-{former}"), StringComparison.Ordinal);
        AssertNone(opened.Errors);
    }

    [Fact]
    public async Task A_removed_guide_is_replaced_where_it_is_linked_and_its_address_leads_to_the_other()
    {
        var old = await PublishAsync($"{_mark} old guide");
        var other = await PublishAsync($"{_mark} new guide");
        var linking = await PublishAsync($"{_mark} linking", new JsonObject { ["Introduction"] = new JsonObject { ["Text"] = $"See [the guide](content:{old})." } });
        await using var opened = await OpenAdminAsync($"/admin/content?q={_mark}+old", width: Phone, colors: ColorScheme.Dark);
        var page = opened.Page;
        await opened.WaitUntilLiveAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Actions for" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Where it is used" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync($"Where “{_mark} old guide” is used");
        await Assertions.Expect(page.Locator("tbody tr")).ToContainTextAsync("Introduction");
        await opened.KeepScreenshotAsync("uses");
        AssertNone(await opened.FindBarriersAsync());
        AssertNone(await opened.FindWhatScrollsSidewaysAsync());

        await GoToAsync(opened, $"/admin/content?q={_mark}+old");
        await page.GetByRole(AriaRole.Button, new() { Name = "Actions for" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove …" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = $"Remove “{_mark} old guide”?" });
        await dialog.GetByRole(AriaRole.Searchbox).FillAsync($"{_mark} new");
        await dialog.GetByRole(AriaRole.Searchbox).PressAsync("Enter");
        await dialog.GetByRole(AriaRole.Button, new() { Name = $"{_mark} new guide" }).ClickAsync();
        await Assertions.Expect(dialog.GetByLabel("Lead visitors who come to its address")).ToBeCheckedAsync();
        await opened.KeepScreenshotAsync("remove-replaced");
        AssertNone(await opened.FindBarriersAsync());
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Move to trash" }).ClickAsync();
        await Assertions.Expect(page.GetByText($"“{_mark} old guide” is in the trash.")).ToBeVisibleAsync();

        Assert.EndsWith($"/guides/{_mark}-new-guide", await WhereToAsync($"/guides/{_mark}-old-guide"), StringComparison.Ordinal);
        Assert.Contains($"/guides/{_mark}-new-guide", await Site.ReadHtmlAsync($"/guides/{_mark}-linking"), StringComparison.Ordinal);
        var version = (await Site.RunAsync<ContentStore, ContentItem?>(store => store.FindLatestAsync(linking, Cancel)))!;
        Assert.Contains($"content:{other}", version.PartsJson, StringComparison.Ordinal);
        Assert.True(version.Published);
        AssertNone(opened.Errors);
    }

    private static JsonObject Keywords(string id) => new()
    {
        ["Keywords"] = new JsonObject { ["TaxonomyContentItemId"] = Taxonomy, ["TermContentItemIds"] = new JsonArray(id) },
    };

    private async Task<string> PublishAsync(string title, JsonObject? part = null)
    {
        var draft = new ContentDraft { ContentType = "GuideArticle", Parts = new JsonObject { ["TitlePart"] = new JsonObject { ["Title"] = title }, ["GuideArticle"] = part ?? [] } };
        return (await Site.RunAsync<Publish, Outcome<ContentItem>>(verb => verb.RunAsync(draft, Editor.System, Cancel))).Value.ContentItemId;
    }

    private async Task<string> WhereToAsync(string path)
    {
        using var answer = await Site.GetAsync(path);
        Assert.Equal(System.Net.HttpStatusCode.MovedPermanently, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }
}
