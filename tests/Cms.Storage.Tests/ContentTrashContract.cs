using Cms.Content;
using Cms.Events;

namespace Cms.Storage.Tests;

/// <summary>What every content store promises of its trash.</summary>
public abstract class ContentTrashContract : StoreContract
{
    private static readonly DateTime Removed = new(2026, 3, 1, 8, 30, 0, DateTimeKind.Utc);

    [Fact]
    public async Task The_trash_remembers_how_the_item_stood()
    {
        var item = await PublishedAsync("Sleep");
        var draft = An.NextVersion(item, "Sleep well");
        await SaveAsync(draft, expected: item, published: item, keepHistory: true);

        await RemoveAsync(draft, Removed);

        var expected = new TrashedItem(item.ContentItemId, "Article", "Sleep well", Removed, "ben", draft.ContentItemVersionId, item.ContentItemVersionId, item.ModifiedUtc);
        Assert.Equal(expected, await Store.FindTrashedAsync(item.ContentItemId, Cancel));
        Assert.Equal([expected], await Store.ListTrashAsync(new TrashQuery(), Cancel));
        Assert.Equal(DateTimeKind.Utc, (await Store.FindTrashedAsync(item.ContentItemId, Cancel))!.RemovedUtc.Kind);
        Assert.Null(await Store.FindTrashedAsync("never", Cancel));
    }

    [Fact]
    public async Task The_last_removed_come_first_in_pages_and_only_those_of_a_time_if_asked()
    {
        foreach (var (day, title) in new[] { (1, "One"), (3, "Three"), (2, "Two") })
            await RemoveAsync(await PublishedAsync(title), Removed.AddDays(day));

        Assert.Equal(["Three", "Two", "One"], await TitlesAsync(new TrashQuery()));
        Assert.Equal(["Two"], await TitlesAsync(new TrashQuery { First = 1, Skip = 1 }));
        Assert.Equal(["Two", "One"], await TitlesAsync(new TrashQuery { RemovedUntilUtc = Removed.AddDays(2) }));
        Assert.Equal(["Three", "Two", "One"], await TitlesAsync(new TrashQuery { ContentTypes = ["Page", "Article"] }));
        Assert.Empty(await TitlesAsync(new TrashQuery { ContentTypes = ["Page"] }));
    }

    [Fact]
    public async Task Without_history_the_versions_that_the_trash_needs_stay()
    {
        var item = await PublishedAsync("Sleep");
        var draft = An.NextVersion(item, "Sleep well");
        await SaveAsync(draft, expected: item, published: item, keepHistory: false);

        await RemoveAsync(draft, Removed, keepHistory: false);
        var pruned = await Store.PruneAsync(item.ContentItemId, [item.ContentItemVersionId, draft.ContentItemVersionId], Cancel);

        Assert.Equal(0, pruned);
        Assert.Equal([draft.ContentItemVersionId, item.ContentItemVersionId], (await Store.ListVersionsAsync(item.ContentItemId, Cancel)).Select(version => version.ContentItemVersionId));
    }

    [Fact]
    public async Task An_old_version_that_becomes_the_latest_again_takes_the_item_out_of_the_trash()
    {
        var item = await PublishedAsync("Sleep");
        await RemoveAsync(item, Removed);
        Assert.True((await Store.FindFormerRouteAsync("guides/sleep", Cancel))!.IsRemoved);

        var indexed = new IndexedVersion(item with { PublishedUtc = Removed }, [An.Route(item)], [new TermUse("keywords", "rest")]);
        await Store.SaveAsync(
            new ContentChange
            {
                ContentItemId = item.ContentItemId,
                ExpectedVersionId = null,
                Latest = indexed,
                Published = indexed,
                KeepHistory = true,
                Event = new ContentRestored(item.ContentItemId, item.ContentType),
            },
            Cancel);

        Assert.Null(await Store.FindTrashedAsync(item.ContentItemId, Cancel));
        Assert.Equal(Removed, (await Store.FindPublishedAsync(item.ContentItemId, Cancel))!.PublishedUtc);
        Assert.Equal(item.ContentItemId, (await Store.FindRouteAsync("guides/sleep", Cancel))?.ContentItemId);
        Assert.Null(await Store.FindFormerRouteAsync("guides/sleep", Cancel));
        Assert.Single(await Store.ListAsync(new ContentQuery { ContentType = "Article", Where = new HasTerm("keywords", ["rest"]) }, Cancel));
        Assert.Single(await Store.ListVersionsAsync(item.ContentItemId, Cancel));
    }

    [Fact]
    public async Task Another_item_may_take_the_path_of_one_in_the_trash()
    {
        await RemoveAsync(await PublishedAsync("Sleep"), Removed);

        var other = await PublishedAsync("Sleep");

        Assert.Equal(other.ContentItemId, (await Store.FindRouteAsync("guides/sleep", Cancel))?.ContentItemId);
        Assert.Single(await Store.ListTrashAsync(new TrashQuery(), Cancel));
    }

    [Fact]
    public async Task What_is_purged_leaves_only_the_memory_that_it_was_here()
    {
        var item = await PublishedAsync("Sleep");
        await RemoveAsync(item, Removed);

        var purged = await Store.PurgeAsync(new ContentPurged(item.ContentItemId, item.ContentType), Cancel);

        Assert.True(purged);
        Assert.Null(await Store.FindTrashedAsync(item.ContentItemId, Cancel));
        Assert.Empty(await Store.ListVersionsAsync(item.ContentItemId, Cancel));
        Assert.True(await Store.HasSeenVersionAsync(item.ContentItemVersionId, Cancel));
        Assert.Equal(new FormerRoute("guides/sleep", null, IsRemoved: true), await Store.FindFormerRouteAsync("guides/sleep", Cancel));
    }

    [Fact]
    public async Task An_item_that_is_not_in_the_trash_is_not_purged()
    {
        var item = await PublishedAsync("Sleep");

        Assert.False(await Store.PurgeAsync(new ContentPurged(item.ContentItemId, item.ContentType), Cancel));

        Assert.NotNull(await Store.FindPublishedAsync(item.ContentItemId, Cancel));
    }

    [Fact]
    public async Task A_removal_that_nobody_answers_for_is_refused()
    {
        var item = await PublishedAsync("Sleep");

        await Assert.ThrowsAsync<ArgumentException>(() => Store.SaveAsync(Removal(item, Removed, keepHistory: true) with { Removal = null }, Cancel));

        Assert.NotNull(await Store.FindPublishedAsync(item.ContentItemId, Cancel));
    }

    private static ContentChange Removal(ContentItem latest, DateTime atUtc, bool keepHistory) => new()
    {
        ContentItemId = latest.ContentItemId,
        ExpectedVersionId = latest.ContentItemVersionId,
        Latest = null,
        Published = null,
        Removal = new Removal("ben", atUtc),
        KeepHistory = keepHistory,
        Event = new ContentRemoved(latest.ContentItemId, latest.ContentType),
    };

    private Task RemoveAsync(ContentItem latest, DateTime atUtc, bool keepHistory = true) => Store.SaveAsync(Removal(latest, atUtc, keepHistory), Cancel);

    private async Task<ContentItem> PublishedAsync(string title)
    {
        var item = An.Article(title);
        item = item with { PublishedUtc = item.ModifiedUtc };
        await SaveAsync(item, expected: null, published: item, keepHistory: true);
        return item;
    }

    private Task SaveAsync(ContentItem version, ContentItem? expected, ContentItem published, bool keepHistory)
    {
        var visible = new IndexedVersion(published, [An.Route(published)], []);
        return Store.SaveAsync(
            new ContentChange
            {
                ContentItemId = version.ContentItemId,
                ExpectedVersionId = expected?.ContentItemVersionId,
                NewVersion = version,
                Latest = version == published ? visible : new IndexedVersion(version with { PublishedUtc = published.PublishedUtc }, [An.Route(version)], []),
                Published = visible,
                KeepHistory = keepHistory,
                Event = new DraftSaved(version.ContentItemId, version.ContentType),
            },
            Cancel);
    }

    private async Task<IEnumerable<string>> TitlesAsync(TrashQuery query) => (await Store.ListTrashAsync(query, Cancel)).Select(item => item.DisplayText);
}

public sealed class MemoryContentTrashTests : ContentTrashContract
{
    protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult(MemoryStore.Open());
}

public sealed class SqliteContentTrashTests : ContentTrashContract
{
    protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult(SqliteStore.Open());
}

public sealed class PostgresContentTrashTests : ContentTrashContract
{
    public PostgresContentTrashTests() => PostgresStore.SkipWithoutServer();

    protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult(PostgresStore.Open());
}
