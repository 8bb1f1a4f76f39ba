using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Editing;
using Cms.Editing.Scheduling;
using Cms.Site.Tests;
using Cms.Tests;
using Cms.Users;
using Microsoft.Playwright;

namespace Cms.Browser.Tests.Admin;

/// <summary>What somebody does with many items at the list of content, the trash, the schedule and the home page, seen in the page and in the store.</summary>
public sealed class ContentListTests(Chromium chromium, RunningSite site) : AdminTests(chromium, site)
{
    private readonly string _mark = Guid.NewGuid().ToString("N")[..8];

    [Fact]
    public async Task Somebody_finds_items_selects_them_by_keys_and_publishes_them_together()
    {
        var (good, bad) = (await DraftAsync($"{_mark} first"), await DraftAsync($"{_mark} second"));
        await using var opened = await OpenAdminAsync("/admin/content", role: "Editor");
        var page = opened.Page;
        await opened.WaitUntilLiveAsync();

        // Found as it is typed; the address keeps it.
        await page.Locator("h1").ClickAsync();
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync(_mark);
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(2);
        await page.WaitForURLAsync(url => url.EndsWith($"q={_mark}", StringComparison.Ordinal));
        await page.Locator("select[aria-label=State]").SelectOptionAsync("Published");
        await Assertions.Expect(page.GetByText("Try fewer letters or filters.")).ToBeVisibleAsync();
        await page.GoBackAsync();
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(2);

        // By the keys: from row to row, and chosen.
        await page.Locator("h1").ClickAsync();
        foreach (var key in new[] { "j", "x", "j", "x" })
            await page.Keyboard.PressAsync(key);
        await Assertions.Expect(page.GetByText("2 selected")).ToBeVisibleAsync();
        AssertNone(await opened.FindBarriersAsync());

        // One of them is gone meanwhile, and that is told.
        await Site.RunAsync<Remove, Outcome<TrashedItem>>(verb => verb.RunAsync(bad, Editor.System, evenIfUsed: true, Cancel));
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Publish 2 items?" });
        await Assertions.Expect(dialog).ToBeVisibleAsync();
        AssertNone(await opened.FindBarriersAsync());
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Assertions.Expect(page.GetByText("2 of 2 looked at: 1 done, 1 refused.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText($"There is no content item {bad}.")).ToBeVisibleAsync();
        AssertNone(await opened.FindBarriersAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();

        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("tbody tr")).ToContainTextAsync("Published");
        Assert.True((await LatestAsync(good))!.Published);
        AssertNone(opened.Errors);
    }

    [Fact]
    public async Task Somebody_sees_what_uses_an_item_before_removing_it_and_brings_it_back_from_the_trash()
    {
        var person = (await Site.RunAsync<Publish, Outcome<ContentItem>>(verb => verb.RunAsync(Draft("Person", $"{_mark} writer"), Editor.System, Cancel))).Value.ContentItemId;
        var guide = await DraftAsync($"{_mark} guide", new JsonObject { ["Authors"] = new JsonObject { ["ContentItemIds"] = new JsonArray(person) } });
        await using var opened = await OpenAdminAsync($"/admin/content?q={_mark}&type=Person", width: Phone, colors: ColorScheme.Dark);
        var page = opened.Page;
        await opened.WaitUntilLiveAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Actions for" }).ClickAsync();
        AssertNone(await opened.FindBarriersAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove …" }).ClickAsync();
        await Assertions.Expect(page.Locator($"dialog a[href='admin/content/{guide}/edit']")).ToBeVisibleAsync();
        AssertNone(await opened.FindBarriersAsync());
        AssertNone(await opened.FindWhatScrollsSidewaysAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Move to trash" }).ClickAsync();
        await Assertions.Expect(page.GetByText($"“{_mark} writer” is in the trash.")).ToBeVisibleAsync();
        Assert.Null(await LatestAsync(person));

        // It is taken out where it was, and what another program leaves referring to nothing the site's health tells.
        Assert.Equal(0, (await LatestAsync(guide))!.Part("GuideArticle").GetProperty("Authors").GetProperty("ContentItemIds").GetArrayLength());
        guide = await DraftAsync($"{_mark} guide", new JsonObject { ["Authors"] = new JsonObject { ["ContentItemIds"] = new JsonArray(person) } });
        await GoToAsync(opened, "/admin/health");
        await Assertions.Expect(page.Locator($"#content a[href='admin/content/{guide}/edit']")).ToBeVisibleAsync();
        AssertNone(await opened.FindBarriersAsync());

        await GoToAsync(opened, "/admin/content/trash");
        AssertNone(await opened.FindBarriersAsync());
        AssertNone(await opened.FindWhatScrollsSidewaysAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = $"Restore “{_mark} writer”" }).ClickAsync();
        await Assertions.Expect(page.GetByText($"“{_mark} writer” is back.")).ToBeVisibleAsync();
        Assert.True((await LatestAsync(person))!.Published);

        await Site.RunAsync<Remove, Outcome<TrashedItem>>(verb => verb.RunAsync(guide, Editor.System, evenIfUsed: true, Cancel));
        await GoToAsync(opened, "/admin/content/trash");
        await page.GetByLabel($"Select “{_mark} guide”").CheckAsync();
        await page.GetByRole(AriaRole.Region).GetByRole(AriaRole.Button, new() { Name = "Delete for good" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete for good" }).ClickAsync();
        await Assertions.Expect(page.GetByText("1 of 1 looked at: 1 done, 0 refused.")).ToBeVisibleAsync();
        Assert.Null(await Site.RunAsync<ContentStore, TrashedItem?>(store => store.FindTrashedAsync(guide, Cancel)));
    }

    [Fact]
    public async Task Somebody_gives_items_a_keyword_and_lists_those_that_have_it()
    {
        var (published, draft) = ((await Site.RunAsync<Publish, Outcome<ContentItem>>(verb => verb.RunAsync(Draft("GuideArticle", $"{_mark} one"), Editor.System, Cancel))).Value.ContentItemId, await DraftAsync($"{_mark} two"));
        await using var opened = await OpenAdminAsync($"/admin/content?q={_mark}&sort=title");
        var page = opened.Page;
        await opened.WaitUntilLiveAsync();
        var keyword = (await page.Locator(".cl-filters optgroup option").First.InnerTextAsync()).Trim();

        await page.GetByLabel("Select all on this page").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a keyword" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Add a keyword to 2 items" });
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add a keyword" }).ClickAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Choose a keyword");
        await dialog.GetByLabel("Keyword").SelectOptionAsync(keyword);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add a keyword" }).ClickAsync();
        await Assertions.Expect(page.GetByText("2 of 2 looked at: 2 done, 0 refused.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();

        await page.GetByRole(AriaRole.Search).GetByLabel("Keyword").SelectOptionAsync(keyword);
        await page.WaitForURLAsync(url => url.Contains("keyword=", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(2);
        Assert.Equal((1, true, 1, false), (Terms(await LatestAsync(published)), (await LatestAsync(published))!.Published, Terms(await LatestAsync(draft)), (await LatestAsync(draft))!.Published));

        // The columns that somebody chose are there again next time.
        await page.Locator("summary", new() { HasTextString = "Columns" }).ClickAsync();
        await page.GetByLabel("Created").CheckAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "Created" })).ToBeVisibleAsync();

        static int Terms(ContentItem? item) => item!.Part("GuideArticle").GetProperty("Keywords").GetProperty("TermContentItemIds").GetArrayLength();
    }

    [Fact]
    public async Task What_is_scheduled_is_moved_and_called_off_and_what_failed_stands_on_the_home_page()
    {
        var (later, fails) = (await DraftAsync($"{_mark} later"), await DraftAsync($"{_mark} fails"));
        var moment = new ScheduledMoment(new DateTime(2999, 3, 1, 8, 30, 0, DateTimeKind.Utc), "UTC");
        foreach (var id in new[] { later, fails })
            await Site.RunAsync<SchedulePublish, Outcome<ContentItem>>(verb => verb.RunAsync(id, moment, Editor.System, Cancel));
        await Site.RunAsync<ContentStore, Done>(async store =>
        {
            await store.PutOffAsync((await store.FindScheduledAsync(fails, ScheduledKind.Publish, Cancel))!, moment.Utc.AddDays(1), "Its summary is missing.", Cancel);
            return new Done();
        });
        await using var opened = await OpenAdminAsync("/admin");
        var page = opened.Page;
        await opened.WaitUntilLiveAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "scheduled changes failed" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Its summary is missing.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText($"{_mark} later")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = $"Try now: “{_mark} fails”" }).ClickAsync();
        await Assertions.Expect(page.GetByText($"“{_mark} fails” is published.")).ToBeVisibleAsync();
        Assert.True((await LatestAsync(fails))!.Published);

        await page.GetByRole(AriaRole.Link, new() { Name = "Show everything" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = $"Move “{_mark} later” to another time" }).ClickAsync();
        AssertNone(await opened.FindBarriersAsync());
        await page.GetByLabel("New time").FillAsync("2001-01-01T10:00");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Move" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Alert)).ToContainTextAsync("is over");
        await page.GetByLabel("New time").FillAsync("2998-05-06T10:00");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Move" }).ClickAsync();
        await Assertions.Expect(page.Locator("tr", new() { HasTextString = $"{_mark} later" })).ToContainTextAsync("6 May 2998, 10:00");
        Assert.Equal(new DateTime(2998, 5, 6, 10, 0, 0, DateTimeKind.Utc), (await FindScheduledAsync())!.Due.DueUtc);

        await page.GetByRole(AriaRole.Button, new() { Name = $"Call off what is scheduled for “{_mark} later”" }).ClickAsync();
        await Assertions.Expect(page.GetByText($"{_mark} later", new() { Exact = true })).ToHaveCountAsync(0);
        Assert.Null(await FindScheduledAsync());

        Task<ScheduledChange?> FindScheduledAsync() => Site.RunAsync<ContentStore, ScheduledChange?>(store => store.FindScheduledAsync(later, ScheduledKind.Publish, Cancel));
    }

    [Fact]
    public async Task Who_writes_for_others_to_publish_sees_their_own_work_and_whoever_publishes_sees_what_waits()
    {
        var name = $"writer-{_mark}";
        var writer = await Site.AddUserAsync(name, ["Contributor"]);
        var mine = (await Site.RunAsync<SaveDraft, Outcome<ContentItem>>(verb => verb.RunAsync(Draft("GuideArticle", $"{_mark} mine"), new Editor(writer.Id, name), Cancel))).Value.ContentItemId;
        var other = await DraftAsync($"{_mark} other");
        await using (var opened = await OpenAsync("/account/sign-in?returnUrl=%2Fadmin"))
        {
            await SignInAsync(opened, name, "/admin");
            await opened.WaitUntilLiveAsync();
            await Assertions.Expect(opened.Page.Locator($"#content a[href='admin/content/{mine}/edit']")).ToBeVisibleAsync();
            await Assertions.Expect(opened.Page.GetByText("Waits for you")).ToHaveCountAsync(0);

            await GoToAsync(opened, $"/admin/content?q={_mark}");
            await Assertions.Expect(opened.Page.Locator("tbody tr")).ToHaveCountAsync(1);
            await Assertions.Expect(opened.Page.Locator("tbody tr")).ToContainTextAsync($"{_mark} mine");
            await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Actions for" }).ClickAsync();
            await Assertions.Expect(opened.Page.GetByRole(AriaRole.Link, new() { Name = "Edit" })).ToBeVisibleAsync();
            await Assertions.Expect(opened.Page.Locator(".popmenu button", new() { HasTextString = "Publish" })).ToHaveCountAsync(0);

            await GoToAsync(opened, "/admin/content/trash");
            await Assertions.Expect(opened.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("You may not look into the trash");
        }

        await using var desk = await OpenAdminAsync("/admin", role: "Editor");
        await desk.WaitUntilLiveAsync();
        var waiting = desk.Page.Locator("section", new() { HasTextString = "Waits for you" });
        await Assertions.Expect(waiting.Locator($"a[href='admin/content/{mine}/edit']")).ToBeVisibleAsync();
        await Assertions.Expect(waiting.Locator($"a[href='admin/content/{other}/edit']")).ToBeVisibleAsync();
        await waiting.GetByRole(AriaRole.Link, new() { Name = "Show all" }).ClickAsync();
        await Assertions.Expect(desk.Page.Locator("tbody tr", new() { HasTextString = $"{_mark} mine" })).ToBeVisibleAsync();
    }

    private static ContentDraft Draft(string type, string title, JsonObject? part = null) => new()
    {
        ContentType = type,
        Parts = new JsonObject { ["TitlePart"] = new JsonObject { ["Title"] = title }, [type] = part ?? [] },
    };

    private async Task<string> DraftAsync(string title, JsonObject? part = null) =>
        (await Site.RunAsync<SaveDraft, Outcome<ContentItem>>(verb => verb.RunAsync(Draft("GuideArticle", title, part), Editor.System, Cancel))).Value.ContentItemId;

    private Task<ContentItem?> LatestAsync(string id) => Site.RunAsync<ContentStore, ContentItem?>(store => store.FindLatestAsync(id, Cancel));
}
