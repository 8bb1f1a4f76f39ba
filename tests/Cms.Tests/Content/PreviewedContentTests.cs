using System.Globalization;
using Cms.Content;
using Cms.Events;
using Cms.Tests.Memory;

namespace Cms.Tests.Content;

/// <summary>What a preview shows is what would be shown if the version were published, and nothing is changed by looking at it.</summary>
public sealed class PreviewedContentTests
{
    private static readonly FieldPath Price = new("Guide", "Guide", "Price", "Value", FieldValueKind.Number);
    private static readonly FieldPath Place = new("Guide", "Guide", "Place", "Text", FieldValueKind.Text);
    private static readonly BagPath Steps = new("Guide", "Steps", "ContentItems", "Step");
    private static readonly FieldPath Label = new("Step", "Step", "Label", "Text", FieldValueKind.Text);

    // What the others may refer to, in every store.
    private static readonly IndexedVersion Buddy = Version("buddy", "buddy", created: Day(1));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Every_reading_is_as_if_the_version_had_been_published(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 8; round++)
        {
            // Some have a draft over what visitors see.
            var items = Enumerable.Range(0, random.Next(12)).SelectMany(number => random.Next(3) == 0 ? new[] { Any(random, number), Any(random, number) } : [Any(random, number)]).ToList();
            var shown = Any(random, random.Next(12));
            var preview = new Preview();
            preview.Show(shown, showsFields: false);
            var seen = preview.Over(await StoreOfAsync(items));
            var published = await StoreOfAsync([.. items.Where(item => item.Item.ContentItemId != shown.Item.ContentItemId), shown]);

            for (var question = 0; question < 40; question++)
                await CompareAsync(random, seen, published, $"seed {seed}, round {round}, question {question}");
        }
    }

    [Fact]
    public async Task Another_request_sees_nothing_of_it_and_nothing_can_be_saved_through_it()
    {
        var stored = await StoreOfAsync([]);
        var preview = new Preview();
        preview.Show(Any(new Random(1), 3), showsFields: false);

        var seen = preview.Over(stored);

        Assert.Equal(2, (await seen.ListAsync(new ContentQuery { ContentType = "Guide" }, Cancel)).Count);
        Assert.Single(await new Preview().Over(stored).ListAsync(new ContentQuery { ContentType = "Guide" }, Cancel));
        Assert.Same(stored, new Preview().Over(stored));
        await Assert.ThrowsAsync<NotSupportedException>(() => seen.SaveAsync(Change(Any(new Random(1), 4)), Cancel));
        Assert.Throws<InvalidOperationException>(() => preview.Show(Any(new Random(1), 5), showsFields: false));
    }

    [Fact]
    public async Task A_path_that_the_version_leaves_leads_nowhere_and_its_new_one_to_it()
    {
        var before = Version("a", "Before", path: "guides/before");
        var preview = new Preview();
        preview.Show(Version("a", "After", path: "guides/after"), showsFields: false);

        var seen = preview.Over(await StoreOfAsync([before]));

        Assert.Null(await seen.FindRouteAsync("guides/before", Cancel));
        Assert.Equal("a", (await seen.FindRouteAsync("guides/after", Cancel))!.ContentItemId);
        Assert.Equal(["guides/after"], (await seen.ListPublicRoutesAsync(["a"], Cancel)).Select(route => route.Path));
    }

    private static async Task CompareAsync(Random random, ContentStore seen, ContentStore published, string where)
    {
        var list = Query(random);
        Assert.Equal(Ids(await published.ListAsync(list, Cancel)), Ids(await seen.ListAsync(list, Cancel)), Same($"{where}: {list}"));
        Assert.Equal(await published.CountAsync(list, Cancel), await seen.CountAsync(list, Cancel));

        string[] ids = [.. Enumerable.Range(0, 4).Select(_ => IdOf(random.Next(14)))];
        Assert.Equal(Ids(await published.ListByIdsAsync(ids, list.Status, Cancel)), Ids(await seen.ListByIdsAsync(ids, list.Status, Cancel)), Same(where));
        Assert.Equal((await published.FindPublishedAsync(ids[0], Cancel))?.ContentItemVersionId, (await seen.FindPublishedAsync(ids[0], Cancel))?.ContentItemVersionId);
        Assert.Equal(await published.FindRouteAsync($"guides/{ids[0]}", Cancel), await seen.FindRouteAsync($"guides/{ids[0]}", Cancel));
        Assert.Equal((await published.ListPublicRoutesAsync(ids, Cancel)).OrderBy(route => route.Path), (await seen.ListPublicRoutesAsync(ids, Cancel)).OrderBy(route => route.Path));
        Assert.Equal(
            Ids(await published.ListByPartValueAsync(PartColumn.Culture, ["en"], list.Status, Cancel)), Ids(await seen.ListByPartValueAsync(PartColumn.Culture, ["en"], list.Status, Cancel)), Same(where));

        var contained = new ContainedQuery(["list1", "list2"]) { Status = list.Status, First = random.Next(5), Skip = random.Next(3), LastFirst = random.Next(2) == 0, After = AnyPlace(random), Before = AnyPlace(random) };
        var (expected, found) = (await published.ListContainedAsync(contained, Cancel), await seen.ListContainedAsync(contained, Cancel));
        foreach (var one in contained.ListContentItemIds)
            Assert.Equal(Ids(expected[one]), Ids(found[one]), Same($"{where}: {one} {contained}"));
        Assert.Equal((await published.CountContainedAsync(contained, Cancel)).OrderBy(list => list.Key), (await seen.CountContainedAsync(contained, Cancel)).OrderBy(list => list.Key));

        string[] versions = [.. (await published.ListAsync(new ContentQuery { ContentType = "Guide" }, Cancel)).Select(item => item.ContentItemVersionId)];
        var (values, seenValues) = (await published.ListFieldValuesAsync(versions, [Price, Place], Cancel), await seen.ListFieldValuesAsync(versions, [Price, Place], Cancel));
        Assert.Equal(versions.SelectMany(version => values[version]), versions.SelectMany(version => seenValues[version]));
    }

    private static Func<string, string, bool> Same(string where) => (one, other) => one == other ? true : throw new InvalidOperationException($"{where}: expected {one}, found {other}.");

    private static IEnumerable<string> Ids(IEnumerable<ContentItem> items) => items.Select(item => item.ContentItemVersionId);

    private static ContainedPlace? AnyPlace(Random random) => random.Next(3) > 0 ? null : new ContainedPlace(random.Next(3), Day(random.Next(4)), IdOf(random.Next(12)));

    private static ContentQuery Query(Random random) => new()
    {
        ContentType = "Guide",
        Status = (ContentStatus)random.Next(4),
        Where = random.Next(3) == 0 ? null : Filter(random, 2),
        OrderBy = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Order(random))],
        First = random.Next(6),
        Skip = random.Next(8),
    };

    private static ContentOrder Order(Random random) => random.Next(4) switch
    {
        0 => ContentOrder.By(Price, random.Next(2) == 0),
        1 => ContentOrder.By(Place, random.Next(2) == 0),
        2 => new ContentOrder(ContentColumn.DisplayText, random.Next(2) == 0),
        _ => new ContentOrder(ContentColumn.CreatedUtc, random.Next(2) == 0),
    };

    private static ContentFilter Filter(Random random, int deep) => random.Next(deep > 0 ? 10 : 7) switch
    {
        0 => new ColumnIs(ContentColumn.DisplayText, Comparison.Contains, "A"),
        1 => new PathIs(Comparison.Equal, $"guides/{IdOf(random.Next(12))}"),
        2 => new FieldIs(Price, (Comparison)random.Next(5, 9), (decimal)random.Next(4)),
        3 => new HasTerm("taxonomy", [$"term{random.Next(3)}"]),
        4 => new PartValueIs(PartColumn.Culture, Comparison.Equal, "en"),
        5 => new HasInside(Steps, new FieldIs(Label, Comparison.Equal, $"label{random.Next(3)}")),
        6 => new HasOther("Related", "Guide", new ColumnIs(ContentColumn.DisplayText, Comparison.StartsWith, "b")),
        7 => new Not(Filter(random, deep - 1)),
        8 => new AnyOf([Filter(random, deep - 1), Filter(random, deep - 1)]),
        _ => new AllOf([Filter(random, deep - 1), Filter(random, deep - 1)]),
    };

    // Conditions of other items on the shown one stay as published, so nothing refers to one whose title the condition asks for and that may be shown.
    private static IndexedVersion Any(Random random, int number)
    {
        var (price, place) = (random.Next(3) == 0 ? "" : $$""" , "Price": { "Value": {{random.Next(4)}} } """, random.Next(3) == 0 ? "" : $$""" , "Place": { "Text": "place{{random.Next(3)}}" } """);
        var parts = $$"""{ "Guide": { "x": 1 {{price}} {{place}} }, "Steps": { "ContentItems": [{ "ContentType": "Step", "Step": { "Label": { "Text": "label{{random.Next(3)}}" } } }] } }""";
        var version = Version(IdOf(number), $"{"aAcd"[random.Next(4)]}{random.Next(3)}", random.Next(4) == 0 ? null : $"guides/{IdOf(number)}", parts, Day(random.Next(4)));
        var values = new Dictionary<PartColumn, object> { [PartColumn.Order] = random.Next(3) };
        if (random.Next(2) == 0)
            values[PartColumn.Culture] = random.Next(2) == 0 ? "en" : "de";
        if (random.Next(3) > 0)
            values[PartColumn.ListContentItemId] = $"list{random.Next(1, 3)}";
        return version with { PartValues = values, Terms = [new TermUse("taxonomy", $"term{random.Next(3)}")], References = [new Reference(ReferenceKind.Item, "buddy", random.Next(2) == 0 ? "Related" : "Other")] };
    }

    private static IndexedVersion Version(string id, string title, string? path = null, string parts = "{}", DateTime created = default) => new(
        new ContentItem { ContentItemId = id, ContentItemVersionId = ContentId.New(), ContentType = "Guide", DisplayText = title, Latest = true, Published = true, CreatedUtc = created, PartsJson = parts },
        path is null ? [] : [new Route(path, id, ContainedItemId: null)],
        []);

    private static string IdOf(int number) => $"item{number.ToString("00", CultureInfo.InvariantCulture)}";

    private static DateTime Day(int number) => new(2026, 1, 1 + number, 0, 0, 0, DateTimeKind.Utc);

    private static async Task<MemoryContentStore> StoreOfAsync(IReadOnlyList<IndexedVersion> versions)
    {
        var store = new MemoryContentStore(new MemoryTenant());
        foreach (var version in versions.Append(Buddy))
        {
            var before = await store.FindPublishedAsync(version.Item.ContentItemId, Cancel);
            var change = Change(version);
            await store.SaveAsync(before is null ? change : change with { ExpectedVersionId = before.ContentItemVersionId, Published = versions.First(one => one.Item.ContentItemVersionId == before.ContentItemVersionId) }, Cancel);
        }

        return store;
    }

    private static ContentChange Change(IndexedVersion version) => new()
    {
        ContentItemId = version.Item.ContentItemId,
        ExpectedVersionId = null,
        NewVersion = version.Item,
        Latest = version,
        Published = version,
        KeepHistory = true,
        Event = new ContentPublished(version.Item.ContentItemId, "Guide"),
    };
}
