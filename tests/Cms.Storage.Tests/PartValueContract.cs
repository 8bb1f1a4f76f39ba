using Cms.Content;
using Cms.Events;

namespace Cms.Storage.Tests;

/// <summary>What every content store promises of items that are found by what their parts say.</summary>
public abstract class PartValueContract : StoreContract
{
    [Fact]
    public async Task An_item_is_found_by_its_alias_whatever_the_case_of_the_letters()
    {
        var item = await SaveAsync("About us", published: true, (PartColumn.Alias, "about-us"));
        await SaveAsync("Other", published: true, (PartColumn.Alias, "other"));

        Assert.Equal(item.ContentItemId, (await Store.FindPublishedByAliasAsync("About-Us", Cancel))?.ContentItemId);
        Assert.Null(await Store.FindPublishedByAliasAsync("about", Cancel));
    }

    [Fact]
    public async Task A_draft_is_found_in_its_status_only()
    {
        await SaveAsync("Draft", published: false, (PartColumn.LocalizationSet, "set1"));

        Assert.Equal(
            (0, 1, 1, 1),
            (await CountAsync(ContentStatus.Published), await CountAsync(ContentStatus.Draft), await CountAsync(ContentStatus.Latest), await CountAsync(ContentStatus.All)));

        async Task<int> CountAsync(ContentStatus status) => (await Store.ListByPartValueAsync(PartColumn.LocalizationSet, ["set1"], status, Cancel)).Count;
    }

    [Fact]
    public async Task Items_of_several_values_come_in_order_of_their_ids_and_of_any_type()
    {
        var first = await SaveAsync("A", published: true, (PartColumn.LocalizationSet, "set1"));
        var second = await SaveAsync("B", published: true, (PartColumn.LocalizationSet, "set2"));
        var third = await SaveAsync("C", published: true, (PartColumn.LocalizationSet, "set1"));
        await SaveAsync("D", published: true);

        var found = await Store.ListByPartValueAsync(PartColumn.LocalizationSet, ["set2", "set1", "none"], ContentStatus.Published, Cancel);

        Assert.Equal(new[] { first, second, third }.Select(item => item.ContentItemId).Order(StringComparer.Ordinal), found.Select(item => item.ContentItemId));
        Assert.Empty(await Store.ListByPartValueAsync(PartColumn.LocalizationSet, [], ContentStatus.All, Cancel));
    }

    [Fact]
    public async Task A_version_that_says_something_else_is_found_by_that()
    {
        var item = await SaveAsync("A", published: true, (PartColumn.Alias, "old"));

        await SaveAsync(An.NextVersion(item, "A"), item.ContentItemVersionId, published: true, (PartColumn.Alias, "new"));

        Assert.Null(await Store.FindPublishedByAliasAsync("old", Cancel));
        Assert.NotNull(await Store.FindPublishedByAliasAsync("new", Cancel));
    }

    [Fact]
    public async Task Lists_are_filtered_by_what_parts_say()
    {
        await SaveAsync("Czech", published: true, (PartColumn.Culture, "cs"), (PartColumn.Alias, "a"));
        await SaveAsync("English", published: true, (PartColumn.Culture, "en-US"), (PartColumn.Alias, "b"));
        await SaveAsync("Neither", published: true);

        Assert.Equal(["Czech"], await TitlesAsync(new PartValueIs(PartColumn.Culture, Comparison.Equal, "cs")));
        Assert.Equal(["English", "Neither"], await TitlesAsync(new Not(new PartValueIs(PartColumn.Culture, Comparison.Equal, "cs"))));
        Assert.Equal(["Neither"], await TitlesAsync(new PartValueIs(PartColumn.Culture, Comparison.Equal, null)));
        Assert.Equal(["English"], await TitlesAsync(new PartValueIs(PartColumn.Culture, Comparison.StartsWith, "EN")));
        Assert.Equal(["Czech", "English"], await TitlesAsync(new PartValueIs(PartColumn.Alias, Comparison.In, new object?[] { "a", "b", "c" })));
    }

    [Fact]
    public async Task Each_list_is_paged_by_itself_in_the_order_of_its_places()
    {
        foreach (var (list, title, place) in new[] { ("l1", "C", 3), ("l1", "A", 1), ("l2", "X", 1), ("l1", "B", 2), ("l3", "Other", 1), ("l2", "Y", 2) })
            await SaveAsync(title, published: true, (PartColumn.ListContentItemId, list), (PartColumn.Order, place));
        await SaveAsync("Draft", published: false, (PartColumn.ListContentItemId, "l1"), (PartColumn.Order, 9));

        var all = await Store.ListContainedAsync(new ContainedQuery(["l1", "l2", "none"]), Cancel);
        var second = await Store.ListContainedAsync(new ContainedQuery(["l2", "l1"]) { First = 1, Skip = 1 }, Cancel);
        var last = await Store.ListContainedAsync(new ContainedQuery(["l1"]) { Status = ContentStatus.Latest, First = 2, LastFirst = true }, Cancel);

        Assert.Equal(("A B C", "X Y", ""), (TitlesOf(all, "l1"), TitlesOf(all, "l2"), TitlesOf(all, "none")));
        Assert.Equal(("B", "Y"), (TitlesOf(second, "l1"), TitlesOf(second, "l2")));
        Assert.Equal("Draft C", TitlesOf(last, "l1"));
        Assert.Empty(await Store.ListContainedAsync(new ContainedQuery([]), Cancel));
    }

    [Fact]
    public async Task Lists_go_on_after_and_before_a_place_and_count_what_somebody_may_see()
    {
        var made = new Dictionary<string, ContentItem>();
        foreach (var (title, place) in new[] { ("A", 1), ("B", 2), ("C", 2), ("D", 3) })
            await SaveAsync(made[title] = An.Article(title, day: -place, author: "bob") with { Owner = title == "B" ? "anna" : "bob" }, null, published: true, (PartColumn.ListContentItemId, "l1"), (PartColumn.Order, place));
        var second = (await Store.ListContainedAsync(new ContainedQuery(["l1"]), Cancel))["l1"].ElementAt(1);
        var place2 = new ContainedPlace(2, second.CreatedUtc, second.ContentItemId);
        var (all, own) = (new VisibleItems(["Article"], [], ""), new VisibleItems(["Other"], ["Article"], "anna"));

        var after = await Store.ListContainedAsync(new ContainedQuery(["l1", "l2"]) { After = place2, Visible = all }, Cancel);
        var before = await Store.ListContainedAsync(new ContainedQuery(["l1"]) { Before = place2, LastFirst = true }, Cancel);
        var owned = await Store.ListContainedAsync(new ContainedQuery(["l1"]) { Visible = own }, Cancel);
        var counts = await Store.CountContainedAsync(new ContainedQuery(["l1", "l2"]) { First = 1 }, Cancel);
        var countsAfter = await Store.CountContainedAsync(new ContainedQuery(["l1"]) { After = place2 }, Cancel);
        var ownCounts = await Store.CountContainedAsync(new ContainedQuery(["l1"]) { Visible = own }, Cancel);

        Assert.Equal((second.DisplayText == "B" ? "C D" : "B D", "A", "B"), (TitlesOf(after, "l1"), TitlesOf(before, "l1"), TitlesOf(owned, "l1")));
        Assert.Equal((4, 1, 2, 1), (counts["l1"], counts.Count, countsAfter["l1"], ownCounts["l1"]));
    }

    [Fact]
    public async Task Items_without_a_place_come_newest_first()
    {
        foreach (var (number, title) in new[] { "Old", "Newer", "Newest" }.Index())
            await SaveAsync(An.Article(title, day: number), null, published: true, (PartColumn.ListContentItemId, "l1"));

        Assert.Equal("Newest Newer Old", TitlesOf(await Store.ListContainedAsync(new ContainedQuery(["l1"]), Cancel), "l1"));
    }

    private static string TitlesOf(ILookup<string, ContentItem> lists, string list) => string.Join(' ', lists[list].Select(item => item.DisplayText));

    private async Task<IEnumerable<string>> TitlesAsync(ContentFilter filter) =>
        (await Store.ListAsync(new ContentQuery { ContentType = "Article", Where = filter, OrderBy = [new ContentOrder(ContentColumn.DisplayText, Descending: false)] }, Cancel))
            .Select(item => item.DisplayText);

    private async Task<ContentItem> SaveAsync(string title, bool published, params (PartColumn Column, object Value)[] values)
    {
        var item = An.Article(title);
        await SaveAsync(item, null, published, values);
        return item;
    }

    private Task SaveAsync(ContentItem item, string? expected, bool published, params (PartColumn Column, object Value)[] values)
    {
        var indexed = new IndexedVersion(item, [], []) { PartValues = values.ToDictionary(value => value.Column, value => value.Value) };
        return Store.SaveAsync(
            new ContentChange
            {
                ContentItemId = item.ContentItemId,
                ExpectedVersionId = expected,
                NewVersion = item,
                Latest = indexed,
                Published = published ? indexed : null,
                KeepHistory = true,
                Event = new ContentPublished(item.ContentItemId, item.ContentType),
            },
            Cancel);
    }
}
