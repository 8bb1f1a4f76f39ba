using Cms.Content;
using Cms.Events;

namespace Cms.Storage.Tests;

/// <summary>What every content store promises of its lists.</summary>
public abstract class ContentListContract : StoreContract
{
    protected override async Task PrepareAsync()
    {
        foreach (var (number, title) in new[] { "Sleep", "sleepless", "100% rest", "A_b", "Zzz" }.Index())
        {
            var item = An.Article(title, day: number, author: number % 2 == 0 ? "anna" : "ben");
            var indexed = new IndexedVersion(
                item with { PublishedUtc = number == 4 ? null : item.ModifiedUtc },
                number == 3 ? [] : [An.Route(item)],
                number < 2 ? [new TermUse("keywords", "rest"), new TermUse("keywords", $"term{number}")] : []);
            await Store.SaveAsync(
                new ContentChange
                {
                    ContentItemId = item.ContentItemId,
                    ExpectedVersionId = null,
                    NewVersion = item,
                    Latest = indexed,
                    Published = number == 4 ? null : indexed,
                    KeepHistory = true,
                    Event = new ContentPublished(item.ContentItemId, item.ContentType),
                },
                Cancel);
        }
    }

    [Fact]
    public async Task The_newest_come_first_unless_asked_otherwise() =>
        Assert.Equal(["A_b", "100% rest", "sleepless", "Sleep"], await TitlesAsync(new ContentQuery { ContentType = "Article" }));

    [Theory]
    [InlineData(ContentStatus.Published, 4)]
    [InlineData(ContentStatus.Draft, 1)]
    [InlineData(ContentStatus.Latest, 5)]
    [InlineData(ContentStatus.All, 5)]
    public async Task The_status_says_which_versions_are_listed(ContentStatus status, int count) =>
        Assert.Equal(count, (await TitlesAsync(new ContentQuery { ContentType = "Article", Status = status })).Count);

    [Fact]
    public async Task Another_type_is_another_list() =>
        Assert.Empty(await TitlesAsync(new ContentQuery { ContentType = "Page" }));

    [Fact]
    public async Task Pages_follow_each_other_without_gap()
    {
        var query = new ContentQuery { ContentType = "Article", OrderBy = [new(ContentColumn.DisplayText, Descending: false)], First = 3 };

        Assert.Equal(["100% rest", "A_b", "Sleep"], await TitlesAsync(query));
        Assert.Equal(["sleepless"], await TitlesAsync(query with { Skip = 3 }));
        Assert.Empty(await TitlesAsync(query with { First = 0 }));
    }

    [Fact]
    public async Task Several_keys_order_one_after_the_other() => Assert.Equal(
        ["100% rest", "Sleep", "A_b", "sleepless"],
        await TitlesAsync(new ContentQuery { ContentType = "Article", OrderBy = [new(ContentColumn.Author, false), new(ContentColumn.CreatedUtc, true)] }));

    public static TheoryData<ContentFilter, string[]> Filters => new()
    {
        { new ColumnIs(ContentColumn.DisplayText, Comparison.Equal, "Sleep"), ["Sleep"] },
        { new Not(new ColumnIs(ContentColumn.DisplayText, Comparison.Equal, "Sleep")), ["A_b", "100% rest", "sleepless"] },
        { new ColumnIs(ContentColumn.DisplayText, Comparison.In, new object?[] { "Sleep", "A_b" }), ["A_b", "Sleep"] },
        { new ColumnIs(ContentColumn.DisplayText, Comparison.In, Array.Empty<object?>()), [] },
        { new ColumnIs(ContentColumn.DisplayText, Comparison.Contains, "SLEEP"), ["sleepless", "Sleep"] },
        { new ColumnIs(ContentColumn.DisplayText, Comparison.Contains, "%"), ["100% rest"] },
        { new ColumnIs(ContentColumn.DisplayText, Comparison.Contains, "_"), ["A_b"] },
        { new ColumnIs(ContentColumn.DisplayText, Comparison.Contains, "\\"), [] },
        { new ColumnIs(ContentColumn.DisplayText, Comparison.StartsWith, "sleep"), ["sleepless", "Sleep"] },
        { new ColumnIs(ContentColumn.DisplayText, Comparison.EndsWith, "rest"), ["100% rest"] },
        { new ColumnIs(ContentColumn.CreatedUtc, Comparison.Greater, new DateTime(2025, 1, 3, 10, 0, 0, DateTimeKind.Utc)), ["A_b"] },
        { new ColumnIs(ContentColumn.CreatedUtc, Comparison.LessOrEqual, new DateTime(2025, 1, 2, 10, 0, 0, DateTimeKind.Utc)), ["sleepless", "Sleep"] },
        { new ColumnIs(ContentColumn.PublishedUtc, Comparison.Equal, null), [] },
        { new ColumnIs(ContentColumn.Author, Comparison.Equal, "ben"), ["A_b", "sleepless"] },
        { new ColumnIs(ContentColumn.Owner, Comparison.Equal, null), ["A_b", "100% rest", "sleepless", "Sleep"] },
        { new PathIs(Comparison.Equal, "guides/sleep"), ["Sleep"] },
        { new PathIs(Comparison.Equal, null), ["A_b"] },
        { new Not(new PathIs(Comparison.StartsWith, "guides/s")), ["A_b", "100% rest"] },
        { new HasTerm("keywords", ["rest"]), ["sleepless", "Sleep"] },
        { new HasTerm("keywords", ["term0", "unknown"]), ["Sleep"] },
        { new HasTerm("other", ["rest"]), [] },
        { new HasTerm("keywords", []), [] },
        { new AllOf([]), ["A_b", "100% rest", "sleepless", "Sleep"] },
        { new AnyOf([]), [] },
        { new AnyOf([new HasTerm("keywords", ["term1"]), new PathIs(Comparison.Equal, null)]), ["A_b", "sleepless"] },
        { new AllOf([new HasTerm("keywords", ["rest"]), new Not(new ColumnIs(ContentColumn.Author, Comparison.Equal, "ben"))]), ["Sleep"] },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task A_filter_takes_just_what_it_says(ContentFilter filter, string[] titles) =>
        Assert.Equal(titles, await TitlesAsync(new ContentQuery { ContentType = "Article", Where = filter }));

    private async Task<List<string>> TitlesAsync(ContentQuery query) =>
        [.. (await Store.ListAsync(query, Cancel)).Select(item => item.DisplayText)];
}
