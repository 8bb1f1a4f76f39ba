using Cms.Content;
using Cms.Events;
using Cms.Search;

namespace Cms.Storage.Tests;

/// <summary>What every content store promises. A provider is a subclass that says how to open one.</summary>
public abstract class ContentStoreContract : StoreContract
{
    [Fact]
    public async Task A_published_item_is_found_as_latest_and_as_published()
    {
        var item = An.Article("Sleep");

        await PublishAsync(item);

        var latest = await Store.FindLatestAsync(item.ContentItemId, Cancel);
        var published = await Store.FindPublishedAsync(item.ContentItemId, Cancel);
        Assert.Equal(item.ContentItemVersionId, latest!.ContentItemVersionId);
        Assert.Equal(item.ContentItemVersionId, published!.ContentItemVersionId);
        Assert.True(latest is { Latest: true, Published: true });
        Assert.Equal("Sleep", latest.DisplayText);
        Assert.Equal(item.CreatedUtc, latest.CreatedUtc);
        Assert.Equal(DateTimeKind.Utc, latest.CreatedUtc.Kind);
        Assert.Equal("Sleep", latest.Part("TitlePart").GetProperty("Title").GetString());
    }

    [Fact]
    public async Task A_draft_leaves_visitors_the_published_version()
    {
        var item = An.Article("Sleep");
        await PublishAsync(item);

        await DraftAsync(item, An.NextVersion(item, "Sleep well"));

        Assert.Equal("Sleep", (await Store.FindPublishedAsync(item.ContentItemId, Cancel))!.DisplayText);
        Assert.Equal("Sleep well", (await Store.FindLatestAsync(item.ContentItemId, Cancel))!.DisplayText);
        Assert.False((await Store.FindLatestAsync(item.ContentItemId, Cancel))!.Published);
        Assert.False((await Store.FindPublishedAsync(item.ContentItemId, Cancel))!.Latest);
    }

    [Fact]
    public async Task A_save_based_on_an_older_version_is_a_conflict_and_changes_nothing()
    {
        var item = An.Article("Sleep");
        await PublishAsync(item);
        await DraftAsync(item, An.NextVersion(item, "First"));

        await Assert.ThrowsAsync<VersionConflictException>(() => DraftAsync(item, An.NextVersion(item, "Second")));

        Assert.Equal("First", (await Store.FindLatestAsync(item.ContentItemId, Cancel))!.DisplayText);
        Assert.Equal(2, (await Store.ListVersionsAsync(item.ContentItemId, Cancel)).Count);
    }

    [Fact]
    public async Task Two_writers_of_the_same_version_cannot_both_win()
    {
        var item = An.Article("Sleep");
        await PublishAsync(item);

        var writers = Enumerable.Range(0, 8).Select(number => Task.Run(async () =>
        {
            try
            {
                await Opened.InOtherScopeAsync(store => store.SaveAsync(Draft(item, An.NextVersion(item, $"Writer {number}")), Cancel));
                return 1;
            }
            catch (VersionConflictException)
            {
                return 0;
            }
        }));

        Assert.Equal(1, (await Task.WhenAll(writers)).Sum());
        Assert.Equal(2, (await Store.ListVersionsAsync(item.ContentItemId, Cancel)).Count);
    }

    [Fact]
    public async Task Versions_are_listed_newest_first_with_their_state()
    {
        var item = An.Article("Sleep");
        await PublishAsync(item);
        await DraftAsync(item, An.NextVersion(item, "Sleep well"));

        var versions = await Store.ListVersionsAsync(item.ContentItemId, Cancel);

        Assert.Equal([2, 1], versions.Select(version => version.Number));
        Assert.Equal([(true, false), (false, true)], versions.Select(version => (version.Latest, version.Published)));
        Assert.Equal([1], (await Store.ListVersionsAsync(item.ContentItemId, skip: 1, first: 5, Cancel)).Select(version => version.Number));
        Assert.Equal([2], (await Store.ListVersionsAsync(item.ContentItemId, skip: 0, first: 1, Cancel)).Select(version => version.Number));
        Assert.Equivalent(versions[1], await Store.FindVersionAsync(item.ContentItemId, versions[1].ContentItemVersionId, Cancel), strict: true);
        Assert.Null(await Store.FindVersionAsync(item.ContentItemId, "never", Cancel));
        Assert.Null(await Store.FindVersionAsync("another", versions[1].ContentItemVersionId, Cancel));
    }

    [Fact]
    public async Task Without_history_only_the_latest_and_the_published_version_stay()
    {
        var item = An.Article("Sleep");
        await PublishAsync(item, keepHistory: false);
        var second = An.NextVersion(item, "Second");

        await Store.SaveAsync(Published(second, expected: item.ContentItemVersionId, keepHistory: false), Cancel);

        Assert.Equal([second.ContentItemVersionId], (await Store.ListVersionsAsync(item.ContentItemId, Cancel)).Select(version => version.ContentItemVersionId));
        Assert.True(await Store.HasSeenVersionAsync(item.ContentItemVersionId, Cancel));
        Assert.True(await Store.HasSeenVersionAsync(second.ContentItemVersionId, Cancel));
        Assert.False(await Store.HasSeenVersionAsync("never", Cancel));
    }

    [Fact]
    public async Task Pruning_leaves_the_latest_and_the_published_version_and_remembers_what_went()
    {
        var item = An.Article("Sleep");
        await PublishAsync(item);
        var (second, third) = (An.NextVersion(item, "Second"), An.NextVersion(item, "Third"));
        await Store.SaveAsync(Published(second, expected: item.ContentItemVersionId), Cancel);
        await Store.SaveAsync(Draft(second, third), Cancel);

        var pruned = await Store.PruneAsync(item.ContentItemId, [item.ContentItemVersionId, second.ContentItemVersionId, third.ContentItemVersionId, "never"], Cancel);

        Assert.Equal(1, pruned);
        Assert.Equal([third.ContentItemVersionId, second.ContentItemVersionId], (await Store.ListVersionsAsync(item.ContentItemId, Cancel)).Select(version => version.ContentItemVersionId));
        Assert.True(await Store.HasSeenVersionAsync(item.ContentItemVersionId, Cancel));
        Assert.False(await Store.HasSeenVersionAsync("never", Cancel));
    }

    [Fact]
    public async Task Pruning_does_not_reach_into_another_item()
    {
        var (item, other) = (An.Article("Sleep"), An.Article("Other"));
        await PublishAsync(item);
        var second = An.NextVersion(item, "Second");
        await Store.SaveAsync(Published(second, expected: item.ContentItemVersionId), Cancel);

        Assert.Equal(0, await Store.PruneAsync(other.ContentItemId, [item.ContentItemVersionId], Cancel));

        Assert.Equal(2, (await Store.ListVersionsAsync(item.ContentItemId, Cancel)).Count);
    }

    [Fact]
    public async Task A_removed_item_is_in_no_list_and_its_path_leads_nowhere()
    {
        var item = An.Article("Sleep");
        await PublishAsync(item);

        await Store.SaveAsync(Removed(item), Cancel);

        Assert.Null(await Store.FindLatestAsync(item.ContentItemId, Cancel));
        Assert.Null(await Store.FindPublishedAsync(item.ContentItemId, Cancel));
        Assert.Null(await Store.FindRouteAsync("guides/sleep", Cancel));
        Assert.Empty(await Store.ListAsync(new ContentQuery { ContentType = "Article", Status = ContentStatus.All }, Cancel));
        Assert.Single(await Store.ListVersionsAsync(item.ContentItemId, Cancel));
    }

    [Fact]
    public async Task A_path_leads_to_its_item_or_to_the_item_inside()
    {
        var item = An.Article("Sleep");
        await Store.SaveAsync(Published(item, expected: null, routes: [new("guides/sleep", item.ContentItemId, null), new("keywords/rest", item.ContentItemId, "term1")]), Cancel);

        Assert.Equal(new Route("guides/sleep", item.ContentItemId, null), await Store.FindRouteAsync("guides/sleep", Cancel));
        Assert.Equal(new Route("keywords/rest", item.ContentItemId, "term1"), await Store.FindRouteAsync("keywords/rest", Cancel));
        Assert.Null(await Store.FindRouteAsync("guides/Sleep", Cancel));
    }

    [Fact]
    public async Task A_path_that_a_page_left_is_remembered_with_where_the_page_is_now()
    {
        var item = An.Article("Sleep");
        await Store.SaveAsync(Published(item, expected: null, routes: [new("guides/a", item.ContentItemId, null), new("keywords/a", item.ContentItemId, "term1")]), Cancel);
        var second = An.NextVersion(item, "Sleep");
        await Store.SaveAsync(Published(second, item.ContentItemVersionId, routes: [new("guides/b", item.ContentItemId, null), new("keywords/b", item.ContentItemId, "term1")]), Cancel);
        var third = An.NextVersion(item, "Sleep");
        await Store.SaveAsync(Published(third, second.ContentItemVersionId, routes: [new("guides/c", item.ContentItemId, null)]), Cancel);

        Assert.Equal(new FormerRoute("guides/a", "guides/c", IsRemoved: false), await Store.FindFormerRouteAsync("guides/a", Cancel));
        Assert.Equal(new FormerRoute("guides/b", "guides/c", IsRemoved: false), await Store.FindFormerRouteAsync("guides/b", Cancel));
        Assert.Equal(new FormerRoute("keywords/a", null, IsRemoved: true), await Store.FindFormerRouteAsync("keywords/a", Cancel));
        Assert.Null(await Store.FindFormerRouteAsync("guides/c", Cancel));
        Assert.Null(await Store.FindFormerRouteAsync("guides/never", Cancel));
    }

    [Fact]
    public async Task A_page_that_takes_a_path_ends_what_was_remembered_of_it()
    {
        var (item, other) = (An.Article("Sleep"), An.Article("Other"));
        await Store.SaveAsync(Published(item, expected: null, routes: [new("guides/a", item.ContentItemId, null)]), Cancel);
        var second = An.NextVersion(item, "Sleep");
        await Store.SaveAsync(Published(second, item.ContentItemVersionId, routes: [new("guides/b", item.ContentItemId, null)]), Cancel);

        await Store.SaveAsync(Published(other, expected: null, routes: [new("guides/a", other.ContentItemId, null)]), Cancel);
        await Store.SaveAsync(Removed(other), Cancel);
        var third = An.NextVersion(item, "Sleep");
        await Store.SaveAsync(Published(third, second.ContentItemVersionId, routes: [new("guides/b", item.ContentItemId, null)]), Cancel);

        Assert.Equal(new FormerRoute("guides/a", null, IsRemoved: true), await Store.FindFormerRouteAsync("guides/a", Cancel));
        Assert.Null(await Store.FindFormerRouteAsync("guides/b", Cancel));
    }

    [Fact]
    public async Task Paths_that_a_page_left_can_lead_to_another_page_and_go_with_it()
    {
        var (item, other) = (An.Article("Sleep"), An.Article("Other"));
        await Store.SaveAsync(Published(item, expected: null, routes: [new("guides/a", item.ContentItemId, null), new("keywords/a", item.ContentItemId, "term1"), new("keywords/b", item.ContentItemId, "term2")]), Cancel);
        await Store.SaveAsync(Published(other, expected: null, routes: [new("guides/x", other.ContentItemId, null)]), Cancel);
        var second = An.NextVersion(item, "Sleep");
        await Store.SaveAsync(Published(second, item.ContentItemVersionId, routes: [new("guides/b", item.ContentItemId, null), new("keywords/b", item.ContentItemId, "term2")]), Cancel);
        await Store.SaveAsync(Removed(second), Cancel);

        await Store.LeadElsewhereAsync(new PageOf(item.ContentItemId, null), new PageOf(other.ContentItemId, null), Cancel);
        var moved = An.NextVersion(other, "Other");
        await Store.SaveAsync(Published(moved, other.ContentItemVersionId, routes: [new("guides/y", other.ContentItemId, null), new("keywords/y", other.ContentItemId, "term3")]), Cancel);
        await Store.LeadElsewhereAsync(new PageOf(item.ContentItemId, "term1"), new PageOf(other.ContentItemId, "term3"), Cancel);

        Assert.Equal(
            ["guides/y", "guides/y", "guides/y", "keywords/y", null],
            await Task.WhenAll(new[] { "guides/a", "guides/b", "guides/x", "keywords/a", "keywords/b" }.Select(async path => (await Store.FindFormerRouteAsync(path, Cancel))?.Now)));
        Assert.True((await Store.FindFormerRouteAsync("keywords/b", Cancel))!.IsRemoved);
    }

    [Fact]
    public async Task A_path_of_an_item_that_is_no_longer_published_is_not_one_of_a_removed_item()
    {
        var item = An.Article("Sleep");
        await PublishAsync(item);

        await Store.SaveAsync(
            new ContentChange
            {
                ContentItemId = item.ContentItemId,
                ExpectedVersionId = item.ContentItemVersionId,
                Latest = new IndexedVersion(item, [An.Route(item)], []),
                Published = null,
                KeepHistory = true,
                Event = new ContentUnpublished(item.ContentItemId, item.ContentType),
            },
            Cancel);

        Assert.Equal(new FormerRoute("guides/sleep", null, IsRemoved: false), await Store.FindFormerRouteAsync("guides/sleep", Cancel));
    }

    [Fact]
    public async Task A_path_of_a_draft_is_taken_but_leads_nowhere()
    {
        var item = An.Article("Sleep");
        await Store.SaveAsync(Draft(null, item), Cancel);

        Assert.Null(await Store.FindRouteAsync("guides/sleep", Cancel));
        Assert.Equal(["guides/sleep"], await Store.ListTakenPathsAsync(["guides/sleep", "guides/other"], "somebody-else", Cancel));
        Assert.Empty(await Store.ListTakenPathsAsync(["guides/sleep"], item.ContentItemId, Cancel));
    }

    [Fact]
    public async Task Published_items_are_listed_in_the_order_of_the_ids_asked_for()
    {
        var (one, two) = (An.Article("One"), An.Article("Two"));
        await PublishAsync(one);
        await PublishAsync(two);

        var found = await Store.ListByIdsAsync([two.ContentItemId, "missing", one.ContentItemId], ContentStatus.Published, Cancel);

        Assert.Equal(["Two", "One"], found.Select(item => item.DisplayText));
    }

    [Theory]
    [InlineData(ContentStatus.Published, "Published", "Changed")]
    [InlineData(ContentStatus.Draft, "New", "Changed since")]
    [InlineData(ContentStatus.Latest, "New", "Published", "Changed since")]
    [InlineData(ContentStatus.All, "New", "Published", "Changed since", "Changed")]
    public async Task Items_are_listed_by_id_in_every_status(ContentStatus status, params string[] expected)
    {
        var (draft, published, changed, removed) = (An.Article("New"), An.Article("Published"), An.Article("Changed"), An.Article("Removed"));
        await Store.SaveAsync(Draft(null, draft), Cancel);
        await PublishAsync(published);
        await PublishAsync(changed);
        await DraftAsync(changed, An.NextVersion(changed, "Changed since"));
        await PublishAsync(removed);
        await Store.SaveAsync(Removed(removed), Cancel);

        var found = await Store.ListByIdsAsync([draft.ContentItemId, removed.ContentItemId, published.ContentItemId, changed.ContentItemId], status, Cancel);

        Assert.Equal(expected, found.Select(item => item.DisplayText));
        Assert.Empty(await Store.ListByIdsAsync([], status, Cancel));
    }

    [Fact]
    public async Task Nothing_of_a_transaction_that_is_not_committed_stays()
    {
        var item = An.Article("Sleep");

        await using (await Opened.Work.BeginAsync(Cancel))
            await PublishAsync(item);

        Assert.Null(await Store.FindLatestAsync(item.ContentItemId, Cancel));
    }

    [Fact]
    public async Task An_inner_transaction_that_is_not_committed_takes_only_its_own_work_back()
    {
        var (kept, lost) = (An.Article("Kept"), An.Article("Lost"));

        await using (var outer = await Opened.Work.BeginAsync(Cancel))
        {
            await PublishAsync(kept);
            await using (await Opened.Work.BeginAsync(Cancel))
                await PublishAsync(lost);
            await outer.CommitAsync(Cancel);
        }

        Assert.NotNull(await Store.FindLatestAsync(kept.ContentItemId, Cancel));
        Assert.Null(await Store.FindLatestAsync(lost.ContentItemId, Cancel));
    }

    [Fact]
    public async Task A_draft_that_goes_on_takes_the_place_of_the_one_before_and_never_of_what_is_published()
    {
        var published = An.Article("Sleep");
        await PublishAsync(published);
        var first = published with { ContentItemVersionId = ContentId.New(), DisplayText = "Sleep w" };
        var second = first with { ContentItemVersionId = ContentId.New(), DisplayText = "Sleep well" };

        await Store.SaveAsync(Draft(published, first) with { GoesOn = true }, Cancel);
        await Store.SaveAsync(Draft(published, second) with { ExpectedVersionId = first.ContentItemVersionId, GoesOn = true }, Cancel);

        Assert.Equal([second.ContentItemVersionId, published.ContentItemVersionId], (await Store.ListVersionsAsync(published.ContentItemId, Cancel)).Select(version => version.ContentItemVersionId));
        Assert.Equal("Sleep well", (await Store.FindLatestAsync(published.ContentItemId, Cancel))!.DisplayText);
        Assert.Equal("Sleep", (await Store.FindPublishedAsync(published.ContentItemId, Cancel))!.DisplayText);
        Assert.True(await Store.HasSeenVersionAsync(first.ContentItemVersionId, Cancel));
    }

    protected static ContentChange Published(ContentItem item, string? expected, bool keepHistory = true, IReadOnlyList<Route>? routes = null, IReadOnlyList<TermUse>? terms = null)
    {
        var indexed = new IndexedVersion(item with { PublishedUtc = item.ModifiedUtc }, routes ?? [An.Route(item)], terms ?? []);
        return new ContentChange
        {
            ContentItemId = item.ContentItemId,
            ExpectedVersionId = expected,
            NewVersion = item,
            Latest = indexed,
            Published = indexed,
            KeepHistory = keepHistory,
            Event = new ContentPublished(item.ContentItemId, item.ContentType),
        };
    }

    internal static ContentChange Draft(ContentItem? published, ContentItem draft) => new()
    {
        ContentItemId = draft.ContentItemId,
        ExpectedVersionId = published?.ContentItemVersionId,
        NewVersion = draft,
        Latest = new IndexedVersion(draft, [An.Route(draft)], []),
        Published = published is null ? null : new IndexedVersion(published, [An.Route(published)], []),
        KeepHistory = true,
        Event = new DraftSaved(draft.ContentItemId, draft.ContentType),
    };

    protected static ContentChange Removed(ContentItem item, DateTime? atUtc = null) => new()
    {
        ContentItemId = item.ContentItemId,
        ExpectedVersionId = item.ContentItemVersionId,
        Latest = null,
        Published = null,
        Removal = new Removal("ben", atUtc ?? item.ModifiedUtc),
        KeepHistory = true,
        Event = new ContentRemoved(item.ContentItemId, item.ContentType),
    };

    private Task PublishAsync(ContentItem item, bool keepHistory = true) => Store.SaveAsync(Published(item, expected: null, keepHistory), Cancel);

    private Task DraftAsync(ContentItem published, ContentItem draft) => Store.SaveAsync(Draft(published, draft), Cancel);
}

/// <summary>An open store of one tenant.</summary>
public sealed record StoreUnderTest(ContentStore Content, TenantWork Work, Func<Func<ContentStore, Task>, Task> InOtherScopeAsync, Func<ValueTask> Close)
{
    /// <summary>Search in what it stores.</summary>
    public required ContentSearch Search { get; init; }
}
