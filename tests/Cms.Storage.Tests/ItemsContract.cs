using Cms.Content;
using Cms.Events;
using Cms.Search;

namespace Cms.Storage.Tests;

/// <summary>What every content store promises of lists over several types, as editors have them.</summary>
public abstract class ItemsContract : StoreContract
{
    private static readonly VisibleItems Everything = new(["Article", "Page"], [], "");

    protected override async Task PrepareAsync()
    {
        // Seen by visitors as it is; changed since; never seen; of another type and somebody else's; of a type that is not asked for.
        await SaveAsync(An.Article("Sleep", day: 1), owner: "anna", published: true, words: "night rest");
        var changed = await SaveAsync(An.Article("Walks", day: 2), owner: "anna", published: true);
        await SaveAsync(An.NextVersion(changed, "Long walks") with { ModifiedUtc = changed.ModifiedUtc.AddDays(7) }, owner: "anna", published: false, before: changed, words: "night sky");
        await SaveAsync(An.Article("apples", day: 3), owner: "ben", published: false, due: new Due(ScheduledKind.Publish, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), null));
        await SaveAsync(An.Article("Contact", day: 4, type: "Page"), owner: "ben", published: true);
        await SaveAsync(An.Article("Words", day: 5, type: "Taxonomy"), owner: "ben", published: true);
    }

    [Fact]
    public async Task Each_item_comes_once_with_its_latest_version_and_how_it_stands()
    {
        var items = await Store.ListItemsAsync(Query(ContentColumn.ModifiedUtc, descending: true), Cancel);

        Assert.Equal(
            [("Long walks", ItemState.Changed), ("Contact", ItemState.Published), ("apples", ItemState.Draft), ("Sleep", ItemState.Published)], items.Select(item => (item.DisplayText, item.State)));
        Assert.Equal(("Page", "ben", "anna", DateTimeKind.Utc, DateTimeKind.Utc), (items[1].ContentType, items[1].Owner, items[1].Author, items[1].ModifiedUtc.Kind, items[1].PublishedUtc!.Value.Kind));
        Assert.Null(items[2].PublishedUtc);
    }

    [Theory]
    [InlineData(ContentColumn.DisplayText, false, "Contact,Long walks,Sleep,apples")]
    [InlineData(ContentColumn.CreatedUtc, true, "Contact,apples,Long walks,Sleep")]
    [InlineData(ContentColumn.PublishedUtc, false, "apples,Sleep,Long walks,Contact")]
    [InlineData(ContentColumn.PublishedUtc, true, "Contact,Long walks,Sleep,apples")]
    public async Task They_are_in_order_page_by_page(ContentColumn column, bool descending, string titles)
    {
        var query = Query(column, descending) with { First = 3 };

        Assert.Equal(titles, string.Join(',', (await TitlesAsync(query)).Concat(await TitlesAsync(query with { Skip = 3 }))));
    }

    [Fact]
    public async Task Somebody_gets_what_they_may_see_of_drafts_of_their_own_and_of_what_is_published()
    {
        Assert.Equal(["Contact", "Long walks", "Sleep"], await TitlesAsync(ByTitle with { Visible = new VisibleItems(["Page"], ["Article"], "anna") }));
        Assert.Equal(["Sleep", "Walks"], await TitlesAsync(ByTitle with { Visible = new VisibleItems([], [], "anna"), PublishedTypes = ["Article"] }));
        Assert.Equal(["Contact", "Sleep", "Walks", "apples"], await TitlesAsync(ByTitle with { Visible = new VisibleItems([], ["Article", "Page"], "ben"), PublishedTypes = ["Article", "Page"] }));
        Assert.Equal(["Contact", "Long walks", "Sleep"], await TitlesAsync(ByTitle with { Visible = new VisibleItems([], ["Article", "Page"], "anna"), PublishedTypes = ["Article", "Page"] }));
        Assert.Equal(["apples"], await TitlesAsync(ByTitle with { Visible = new VisibleItems([], ["Article"], "ben"), PublishedTypes = ["Article", "Page"], OnlyDrafts = true }));
        Assert.Empty(await TitlesAsync(ByTitle with { Visible = new VisibleItems([], [], "anna") }));
        Assert.Equal(ItemState.Published, (await Store.ListItemsAsync(ByTitle with { Visible = new VisibleItems([], [], ""), PublishedTypes = ["Article"] }, Cancel))[1].State);
    }

    public static TheoryData<ContentFilter, string> Filters => new()
    {
        { new HasPublished(), "Contact,Long walks,Sleep" },
        { new Not(new HasPublished()), "apples" },
        { new HasSchedule(), "apples" },
        { new HasWords(SearchTerm.Read("night").Value), "Long walks,Sleep" },
        { new HasWords(SearchTerm.Read("\"night sky\"").Value), "Long walks" },
        { new HasWords(SearchTerm.Read("sle").Value), "Sleep" },
        { new ColumnIs(ContentColumn.DisplayText, Comparison.Contains, "walks"), "Long walks" },
        { new ColumnIs(ContentColumn.DisplayText, Comparison.Contains, "on"), "Contact,Long walks" },
        { new AllOf([new ColumnIs(ContentColumn.DisplayText, Comparison.Contains, "e"), new ColumnIs(ContentColumn.Owner, Comparison.Equal, "ben")]), "apples" },
        { new AnyOf([new HasSchedule(), new ColumnIs(ContentColumn.Published, Comparison.Equal, true)]), "Contact,Sleep,apples" },
        { new HasTerm("keywords", ["rest"]), "Sleep" },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task A_filter_takes_just_what_it_says(ContentFilter filter, string titles)
    {
        Assert.Equal(titles.Split(','), await TitlesAsync(ByTitle with { Where = filter }));
        Assert.Equal(titles.Split(',').Length, await Store.CountItemsAsync(ByTitle with { Where = filter, First = 1, Skip = 1 }, most: 100, Cancel));
    }

    [Fact]
    public async Task Drafts_can_be_asked_for_alone_and_counting_ends_where_it_is_told_to()
    {
        Assert.Equal(["Long walks", "apples"], await TitlesAsync(ByTitle with { OnlyDrafts = true }));
        Assert.Equal((4, 3), (await Store.CountItemsAsync(ByTitle, most: 100, Cancel), await Store.CountItemsAsync(ByTitle, most: 3, Cancel)));
    }

    private static ItemsQuery ByTitle => Query(ContentColumn.DisplayText, descending: false);

    private static ItemsQuery Query(ContentColumn column, bool descending) => new(Everything) { OrderBy = new ContentOrder(column, descending) };

    private async Task<IReadOnlyList<string>> TitlesAsync(ItemsQuery query) => [.. (await Store.ListItemsAsync(query, Cancel)).Select(item => item.DisplayText)];

    private async Task<ContentItem> SaveAsync(ContentItem item, string owner, bool published, ContentItem? before = null, string words = "", Due? due = null)
    {
        item = item with { Owner = owner, PublishedUtc = published ? item.ModifiedUtc : before?.PublishedUtc };
        var indexed = new IndexedVersion(item, [], words.Contains("rest", StringComparison.Ordinal) ? [new TermUse("keywords", "rest")] : [])
        {
            Text = IndexedText.Of(item.DisplayText.ToLowerInvariant(), words),
            Due = due is null ? [] : [due],
        };
        await Store.SaveAsync(
            new ContentChange
            {
                ContentItemId = item.ContentItemId,
                ExpectedVersionId = before?.ContentItemVersionId,
                NewVersion = item,
                Latest = indexed,
                Published = published ? indexed : before is null ? null : new IndexedVersion(before, [], []),
                KeepHistory = true,
                Event = new DraftSaved(item.ContentItemId, item.ContentType),
            },
            Cancel);
        return item;
    }
}

public sealed class MemoryItemsTests : ItemsContract
{
    protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult(MemoryStore.Open());
}

public sealed class SqliteItemsTests : ItemsContract
{
    protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult(SqliteStore.Open());
}

public sealed class PostgresItemsTests : ItemsContract
{
    public PostgresItemsTests() => PostgresStore.SkipWithoutServer();

    protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult(PostgresStore.Open());
}
