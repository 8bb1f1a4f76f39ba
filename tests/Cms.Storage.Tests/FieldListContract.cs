using Cms.Content;
using Cms.Events;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Storage.Tests;

/// <summary>What every content store promises of lists by the values of fields.</summary>
public abstract class FieldListContract : StoreContract
{
    private static readonly FieldPath Minutes = Path("Minutes", FieldValueKind.Number);
    private static readonly FieldPath Lead = Path("Lead", FieldValueKind.Text, "Text");
    private static readonly FieldPath Free = Path("Free", FieldValueKind.Boolean);
    private static readonly FieldPath Day = Path("Day", FieldValueKind.Moment);

    private static readonly BagPath Sections = new("Article", "Sections", "ContentItems", "Section");
    private static readonly BagPath Bullets = new("Section", "Bullets", "ContentItems", "Bullet");
    private static readonly ContentFilter Calm = new FieldIs(new FieldPath("Section", "Section", "Heading", "Text", FieldValueKind.Text), Comparison.Contains, "CALM");
    private static readonly ContentFilter Second = new FieldIs(new FieldPath("Section", "Section", "Number", "Value", FieldValueKind.Number), Comparison.GreaterOrEqual, 2m);
    private static readonly ContentFilter Open = new FieldIs(new FieldPath("Bullet", "Bullet", "Open", "Value", FieldValueKind.Boolean), Comparison.Equal, true);

    private static readonly string Long = new('x', 800);

    private readonly Dictionary<string, string> _ids = [];

    protected override async Task PrepareAsync()
    {
        await SaveAsync("a", $$$"""{"Minutes":{"Value":5},"Lead":{"Text":"Zebra"},"Free":{"Value":true},"Day":{"Value":"2025-11-20T00:00:00Z"}}""", """[{"ContentType":"Section","Section":{"Heading":{"Text":"Be calm"},"Number":{"Value":1}},"Bullets":{"ContentItems":[{"ContentType":"Bullet","Bullet":{"Open":{"Value":true}}}]}},{"ContentType":"Section","Section":{"Heading":{"Text":"Sleep"},"Number":{"Value":2}}}]""");
        await SaveAsync("f", """{"Minutes":{"Value":5},"Lead":{"Text":"Zebra"}}""", type: "Other", list: "a");
        await SaveAsync("b", $$$"""{"Minutes":{"Value":12.5},"Lead":{"Text":"ape"},"Free":{"Value":false},"Day":{"Value":"2025-11-20T00:30:00+01:00"}}""", """[{"ContentType":"Section","Section":{"Heading":{"Text":"Calm again"},"Number":{"Value":3}}},"no item",{"ContentType":"Other","Section":{"Heading":{"Text":"Sleep"}}}]""");
        await SaveAsync("c", $$$"""{"Minutes":{"Value":100},"Lead":{"Text":"{{{Long}}}1"},"Day":{"Value":"2025-11-21"}}""", "[]");
        await SaveAsync("d", $$$"""{"Minutes":{"Value":"7"},"Lead":{"Text":"{{{Long}}}2"},"Free":{"Value":"true"},"Day":{"Value":"some day"}}""", """{"ContentType":"Section","Section":{"Heading":{"Text":"calm"}}}""");
        await SaveAsync("e", """{"Minutes":{"Value":null},"Lead":5}""");
    }

    public static TheoryData<ContentFilter, string> Filters => new()
    {
        { new FieldIs(Minutes, Comparison.Equal, 12.5m), "b" },
        { new FieldIs(Minutes, Comparison.Greater, 5m), "bc" },
        { new FieldIs(Minutes, Comparison.LessOrEqual, 12.5m), "ab" },
        { new FieldIs(Minutes, Comparison.Equal, null), "de" },
        { new Not(new FieldIs(Minutes, Comparison.Equal, null)), "abc" },
        { new FieldIs(Minutes, Comparison.In, new object?[] { 5m, 100m }), "ac" },
        { new Not(new FieldIs(Minutes, Comparison.Equal, 5m)), "bcde" },
        { new FieldIs(Lead, Comparison.Equal, "Zebra"), "a" },
        { new FieldIs(Lead, Comparison.Equal, Long + "2"), "d" },
        { new FieldIs(Lead, Comparison.In, new object?[] { "ape", Long + "1" }), "bc" },
        { new FieldIs(Lead, Comparison.Contains, "EB"), "a" },
        { new FieldIs(Lead, Comparison.StartsWith, "xxx"), "cd" },
        { new FieldIs(Lead, Comparison.Equal, null), "e" },
        { new FieldIs(Free, Comparison.Equal, true), "a" },
        { new FieldIs(Free, Comparison.Equal, false), "b" },
        { new FieldIs(Day, Comparison.Equal, new DateTime(2025, 11, 19, 23, 30, 0, DateTimeKind.Utc)), "b" },
        { new FieldIs(Day, Comparison.Equal, null), "de" },
        { new Not(new FieldIs(Day, Comparison.Equal, null)), "abc" },
        { new FieldIs(Day, Comparison.GreaterOrEqual, new DateTime(2025, 11, 20, 0, 0, 0, DateTimeKind.Utc)), "ac" },
        { new FieldIs(Day, Comparison.Less, new DateTime(2025, 11, 20, 0, 0, 0, DateTimeKind.Utc)), "b" },
        { new AllOf([new FieldIs(Minutes, Comparison.Greater, 1m), new FieldIs(Free, Comparison.Equal, null)]), "c" },
        { new HasInside(Sections, Calm), "ab" },
        { new HasInside(Sections, new AllOf([Calm, Second])), "b" },
        { new AllOf([new HasInside(Sections, Calm), new HasInside(Sections, Second)]), "ab" },
        { new Not(new HasInside(Sections, new Not(Calm))), "bcde" },
        { new Not(new HasInside(Sections, Calm)), "cde" },
        { new HasInside(Sections, new HasInside(Bullets, Open)), "a" },
        { new HasInside(Sections, new Not(new HasInside(Bullets, Open))), "ab" },
        { new HasInside(Sections, new FieldIs(new FieldPath("Section", "Section", "Heading", "Text", FieldValueKind.Text), Comparison.Equal, null)), "" },
        { new HasOther("Related", "Article", new FieldIs(Minutes, Comparison.Equal, 5m)), "bc" },
        { new HasOther("Related", "Article", new ColumnIs(ContentColumn.DisplayText, Comparison.Equal, "b")), "c" },
        { new Not(new HasOther("Related", "Article", new AllOf([]))), "ade" },
        { new HasOther("Elsewhere", "Article", new AllOf([])), "" },
        { new HasOther("Related", "Other", new AllOf([])), "c" },
        { new HasOther(null, "Other", new AllOf([])), "a" },
        { new HasOther(null, "Other", new HasOther("Related", "Article", new AllOf([]))), "" },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Filters))]
    public async Task A_filter_by_a_field_takes_just_what_it_says(ContentFilter filter, string titles) =>
        Assert.Equal(titles, await TitlesAsync(new ContentQuery { ContentType = "Article", Where = filter, OrderBy = [new ContentOrder(ContentColumn.DisplayText, Descending: false)] }));

    public static TheoryData<FieldPath, string> Orders => new() { { Minutes, "deabc" }, { Lead, "eabcd" }, { Free, "cdeba" }, { Day, "debac" } };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Orders))]
    public async Task An_order_by_a_field_puts_missing_values_first_and_the_other_way_round_last(FieldPath field, string titles)
    {
        var byTitle = new ContentOrder(ContentColumn.DisplayText, Descending: false);

        var ascending = await TitlesAsync(new ContentQuery { ContentType = "Article", OrderBy = [ContentOrder.By(field, descending: false), byTitle] });
        var descending = await TitlesAsync(new ContentQuery { ContentType = "Article", OrderBy = [ContentOrder.By(field, descending: true), byTitle with { Descending = true }] });

        Assert.Equal(titles, ascending);
        Assert.Equal(string.Concat(titles.Reverse()), descending);
    }

    private static FieldPath Path(string field, FieldValueKind kind, string member = "Value") => new("Article", "Article", field, member, kind);

    private async Task<string> TitlesAsync(ContentQuery query) => string.Concat((await Store.ListAsync(query, Cancel)).Select(item => item.DisplayText));

    // What each names is there before it.
    private static string[] Related(string title) => title switch { "b" => ["a"], "c" => ["a", "b", "f"], _ => [] };

    private async Task SaveAsync(string title, string fields, string sections = "null", string type = "Article", string? list = null)
    {
        var item = An.Article(title, type: type) with { PartsJson = $$$"""{"Article":{{{fields}}},"Sections":{"ContentItems":{{{sections}}}}}""" };
        var indexed = new IndexedVersion(item, [], [])
        {
            References = [.. Related(title).Select(target => new Reference(ReferenceKind.Item, _ids[target], "Related")), new Reference(ReferenceKind.Link, "nobody", "Elsewhere")],
            PartValues = list is null ? new Dictionary<PartColumn, object>() : new Dictionary<PartColumn, object> { [PartColumn.ListContentItemId] = _ids[list] },
        };
        _ids[title] = item.ContentItemId;
        await Store.SaveAsync(
            new ContentChange
            {
                ContentItemId = item.ContentItemId,
                ExpectedVersionId = null,
                NewVersion = item,
                Latest = indexed,
                Published = indexed,
                KeepHistory = true,
                Event = new ContentPublished(item.ContentItemId, item.ContentType),
            },
            Cancel);
    }
}

public sealed class MemoryFieldListTests : FieldListContract
{
    protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult(MemoryStore.Open());
}

public sealed class SqliteFieldListTests : FieldListContract
{
    protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult(SqliteStore.Open());
}

public sealed class PostgresFieldListTests : FieldListContract
{
    public PostgresFieldListTests() => PostgresStore.SkipWithoutServer();

    protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult(PostgresStore.Open());
}
