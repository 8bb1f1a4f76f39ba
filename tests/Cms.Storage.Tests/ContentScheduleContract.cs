using Cms.Content;
using Cms.Events;

namespace Cms.Storage.Tests;

/// <summary>What every content store promises of what is to happen by itself.</summary>
public abstract class ContentScheduleContract : StoreContract
{
    private static readonly DateTime Start = new(2026, 3, 1, 8, 30, 0, DateTimeKind.Utc);

    [Fact]
    public async Task A_draft_waits_for_its_publication_and_what_visitors_see_for_its_end()
    {
        var item = An.Article("Sleep");
        await SaveAsync(item, expected: null, visible: item, Publish(1), Unpublish(5));
        var onlyEnd = await ListAsync();
        var draft = An.NextVersion(item, "Sleep well");

        await SaveAsync(draft, expected: item, visible: item, Publish(2), Unpublish(9));

        Assert.Equal([("Sleep", Unpublish(5))], onlyEnd.Select(one => (one.DisplayText, one.Due)));
        Assert.Equal([("Sleep well", Publish(2)), ("Sleep", Unpublish(9))], (await ListAsync()).Select(one => (one.DisplayText, one.Due)));
        Assert.Equal(new ScheduledChange(item.ContentItemId, "Article", "Sleep well", Publish(2)), await Store.FindScheduledAsync(item.ContentItemId, ScheduledKind.Publish, Cancel));
        Assert.Equal(DateTimeKind.Utc, (await ListAsync())[0].NextTryUtc.Kind);
        Assert.Null(await Store.FindScheduledAsync("never", ScheduledKind.Publish, Cancel));
    }

    [Fact]
    public async Task They_are_listed_in_order_in_pages_and_up_to_a_moment()
    {
        foreach (var (hour, title) in new[] { (3, "Three"), (1, "One"), (2, "Two") })
            await SaveAsync(An.Article(title), expected: null, visible: null, Publish(hour));

        Assert.Equal(["One", "Two", "Three"], (await ListAsync()).Select(one => one.DisplayText));
        Assert.Equal(["Two"], (await Store.ListScheduledAsync(new ScheduleQuery { First = 1, Skip = 1 }, Cancel)).Select(one => one.DisplayText));
        Assert.Equal(["One", "Two"], (await Store.ListScheduledAsync(new ScheduleQuery { UntilUtc = Start.AddHours(2) }, Cancel)).Select(one => one.DisplayText));
    }

    [Fact]
    public async Task A_failure_is_counted_and_put_off_until_the_item_is_saved_again()
    {
        var item = An.Article("Sleep");
        await SaveAsync(item, expected: null, visible: null, Publish(1));
        var due = Assert.Single(await ListAsync());

        await Store.PutOffAsync(due, Start.AddHours(3), "It broke.", Cancel);
        await Store.PutOffAsync(due, Start.AddHours(4), "It broke again.", Cancel);
        var putOff = Assert.Single(await ListAsync());
        var second = An.NextVersion(item, "Sleep");
        await SaveAsync(second, expected: item, visible: null, Publish(1));

        Assert.Equal(due with { Failures = 2, NextTryUtc = Start.AddHours(4), Error = "It broke again." }, putOff);
        Assert.Equal(due, Assert.Single(await ListAsync()));
    }

    [Fact]
    public async Task It_is_listed_for_some_items_alone_for_those_that_somebody_sees_and_for_what_failed()
    {
        var (mine, other, page) = (An.Article("Mine") with { Owner = "u1" }, An.Article("Other"), An.Article("Page", type: "Page"));
        foreach (var item in new[] { mine, other, page })
            await SaveAsync(item, expected: null, visible: null, Publish(1));
        await Store.PutOffAsync((await Store.FindScheduledAsync(other.ContentItemId, ScheduledKind.Publish, Cancel))!, Start.AddHours(3), "It broke.", Cancel);

        Assert.Equal(["Mine", "Page"], await TitlesAsync(new ScheduleQuery { ContentItemIds = [mine.ContentItemId, page.ContentItemId, "never"] }));
        Assert.Equal(["Mine", "Page"], await TitlesAsync(new ScheduleQuery { Visible = new VisibleItems(["Page"], ["Article"], "u1") }));
        Assert.Equal(["Page"], await TitlesAsync(new ScheduleQuery { Visible = new VisibleItems(["Page"], [], "u1") }));
        Assert.Equal(["Other"], await TitlesAsync(new ScheduleQuery { OnlyFailed = true }));

        async Task<IEnumerable<string>> TitlesAsync(ScheduleQuery query) => (await Store.ListScheduledAsync(query, Cancel)).Select(one => one.DisplayText).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task What_was_scheduled_anew_meanwhile_is_not_put_off()
    {
        var item = An.Article("Sleep");
        await SaveAsync(item, expected: null, visible: null, Publish(1));
        var due = Assert.Single(await ListAsync());
        await SaveAsync(An.NextVersion(item, "Sleep"), expected: item, visible: null, Publish(2));

        await Store.PutOffAsync(due, Start.AddHours(3), "It broke.", Cancel);

        Assert.Equal((0, Publish(2)), ((await ListAsync())[0].Failures, (await ListAsync())[0].Due));
    }

    [Fact]
    public async Task In_the_trash_nothing_is_scheduled()
    {
        var item = An.Article("Sleep");
        await SaveAsync(item, expected: null, visible: item, Unpublish(1));

        await Store.SaveAsync(
            new ContentChange
            {
                ContentItemId = item.ContentItemId,
                ExpectedVersionId = item.ContentItemVersionId,
                Latest = null,
                Published = null,
                Removal = new Removal("ben", Start),
                KeepHistory = true,
                Event = new ContentRemoved(item.ContentItemId, item.ContentType),
            },
            Cancel);

        Assert.Empty(await ListAsync());
        Assert.Equal(Start, await Store.FindOldestRemovalAsync(Cancel));
    }

    [Fact]
    public async Task Nothing_of_a_transaction_that_is_not_committed_is_scheduled()
    {
        await using (await Opened.Work.BeginAsync(Cancel))
            await SaveAsync(An.Article("Sleep"), expected: null, visible: null, Publish(1));

        Assert.Empty(await ListAsync());
        Assert.Null(await Store.FindOldestRemovalAsync(Cancel));
    }

    private static Due Publish(int hour) => new(ScheduledKind.Publish, Start.AddHours(hour), "Europe/Berlin");

    private static Due Unpublish(int hour) => new(ScheduledKind.Unpublish, Start.AddHours(hour), null);

    private Task<IReadOnlyList<ScheduledChange>> ListAsync() => Store.ListScheduledAsync(new ScheduleQuery(), Cancel);

    private Task SaveAsync(ContentItem version, ContentItem? expected, ContentItem? visible, params Due[] due) => Store.SaveAsync(
        new ContentChange
        {
            ContentItemId = version.ContentItemId,
            ExpectedVersionId = expected?.ContentItemVersionId,
            NewVersion = version,
            Latest = new IndexedVersion(version, [An.Route(version)], []) { Due = due },
            Published = visible is null ? null : new IndexedVersion(visible, [An.Route(visible)], []) { Due = due },
            KeepHistory = true,
            Event = new DraftSaved(version.ContentItemId, version.ContentType),
        },
        Cancel);
}

public sealed class MemoryContentScheduleTests : ContentScheduleContract
{
    protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult(MemoryStore.Open());
}

public sealed class SqliteContentScheduleTests : ContentScheduleContract
{
    protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult(SqliteStore.Open());
}

public sealed class PostgresContentScheduleTests : ContentScheduleContract
{
    public PostgresContentScheduleTests() => PostgresStore.SkipWithoutServer();

    protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult(PostgresStore.Open());
}
