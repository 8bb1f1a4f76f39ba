using Cms.Content;
using Cms.Definitions;
using Cms.Search;
using Cms.Tests.Memory;

namespace Cms.GraphQL.Tests;

/// <summary>Published and draft versions in a list, good enough for queries; nothing can be saved. Remembers what was read.</summary>
public sealed class MemoryContentStore(ContentDefinitions definitions) : PartialContentStore
{
    public List<ContentItem> Items { get; } = [];

    /// <summary>Each read as a word and what it asked for.</summary>
    public List<(string Name, object Asked)> Reads { get; } = [];

    /// <summary>Thrown by the next reads, when set.</summary>
    public Exception? Broken { get; set; }

    /// <summary>Lists wait for this before they answer, when set.</summary>
    public Func<CancellationToken, Task>? Wait { get; set; }

    public override Task<ContentItem?> FindLatestAsync(string contentItemId, CancellationToken cancel) =>
        Read("latest", contentItemId, () => Items.FirstOrDefault(item => item.ContentItemId == contentItemId && item.Latest));

    public override Task<ContentItem?> FindPublishedAsync(string contentItemId, CancellationToken cancel) =>
        Read("published", contentItemId, () => Items.FirstOrDefault(item => item.ContentItemId == contentItemId && item.Published));

    public override Task<IReadOnlyList<ContentItem>> ListByIdsAsync(IReadOnlyCollection<string> contentItemIds, ContentStatus status, CancellationToken cancel) =>
        Read<IReadOnlyList<ContentItem>>("many", contentItemIds.ToArray(), () =>
            [.. contentItemIds.SelectMany(id => Items.Where(item => item.ContentItemId == id && HasStatus(item, status)).OrderByDescending(item => item.Latest))]);

    public override Task<IReadOnlyList<Route>> ListPublicRoutesAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancel) =>
        Read<IReadOnlyList<Route>>("routes", contentItemIds.ToArray(), () =>
            [.. Items.Where(item => item.Published).SelectMany(item => IndexRows.Of(item, definitions).Routes).Where(route => contentItemIds.Contains(route.ContainedItemId ?? route.ContentItemId))]);

    /// <summary>The versions with their index rows.</summary>
    public IEnumerable<IndexedVersion> Indexed => Items.Select(item => IndexRows.Of(item, definitions));

    /// <summary>What became of paths that pages left.</summary>
    public Dictionary<string, FormerRoute> FormerRoutes { get; } = [];

    public override Task<Route?> FindRouteAsync(string path, CancellationToken cancel) => Read("route", path, () =>
        Items.Where(item => item.Published).SelectMany(item => IndexRows.Of(item, definitions).Routes).FirstOrDefault(route => route.Path == path));

    public override Task<FormerRoute?> FindFormerRouteAsync(string path, CancellationToken cancel) => Read("former route", path, () => FormerRoutes.GetValueOrDefault(path));

    public override async Task<IReadOnlyList<ContentItem>> ListAsync(ContentQuery query, CancellationToken cancel)
    {
        await (Wait?.Invoke(cancel) ?? Task.CompletedTask);
        return await Read<IReadOnlyList<ContentItem>>("list", query, () =>
        {
            var found = Items.Where(item => item.ContentType == query.ContentType && HasStatus(item, query.Status) && (query.Where is null || Matches(item, query.Where)));
            var orders = query.OrderBy.Count > 0 ? query.OrderBy : [new ContentOrder(ContentColumn.CreatedUtc, Descending: true)];
            var sorted = orders.Aggregate(
                found.OrderBy(_ => 0),
                (list, order) => order.Descending
                    ? list.ThenByDescending(item => MemoryFilter.Value(item, order), Comparer<object?>.Create(Compare))
                    : list.ThenBy(item => MemoryFilter.Value(item, order), Comparer<object?>.Create(Compare)));
            return [.. (orders[0].Descending ? sorted.ThenByDescending(item => item.ContentItemId, StringComparer.Ordinal) : sorted.ThenBy(item => item.ContentItemId, StringComparer.Ordinal)).Skip(query.Skip).Take(query.First)];
        });
    }

    public override Task<int> CountAsync(ContentQuery query, CancellationToken cancel) => Read("count", query, () =>
        Items.Count(item => item.ContentType == query.ContentType && HasStatus(item, query.Status) && (query.Where is null || Matches(item, query.Where))));

    public override Task<IReadOnlyDictionary<string, int>> CountContainedAsync(ContainedQuery query, CancellationToken cancel) => Read<IReadOnlyDictionary<string, int>>("list counts", query.ListContentItemIds.ToArray(), () =>
        query.ListContentItemIds.ToDictionary(list => list, list => InList(list, query).Count()));

    public override Task<IReadOnlyList<ContentItem>> ListByPartValueAsync(PartColumn column, IReadOnlyCollection<string> values, ContentStatus status, CancellationToken cancel) =>
        Read<IReadOnlyList<ContentItem>>($"by {column}", values.ToArray(), () =>
            [.. Items.Where(item => HasStatus(item, status) && PartValues.In(item, definitions).GetValueOrDefault(column) is string value && values.Contains(value)).OrderBy(item => item.ContentItemId, StringComparer.Ordinal)]);

    public override Task<ILookup<string, ContentItem>> ListContainedAsync(ContainedQuery query, CancellationToken cancel) => Read("lists", query.ListContentItemIds.ToArray(), () =>
        (from list in query.ListContentItemIds
         let items = InList(list, query)
         from item in (query.LastFirst ? items.Reverse() : items).Skip(query.Skip).Take(query.First)
         select (list, item)).ToLookup(one => one.list, one => one.item));

    private IEnumerable<ContentItem> InList(string list, ContainedQuery query) => Items
        .Where(item => HasStatus(item, query.Status) && PartValues.In(item, definitions).GetValueOrDefault(PartColumn.ListContentItemId) as string == list && (query.Visible is null || query.Visible.Has(item)))
        .Where(item => (query.After is null || Compare(item, query.After) > 0) && (query.Before is null || Compare(item, query.Before) < 0))
        .OrderBy(PlaceOf).ThenByDescending(item => item.CreatedUtc).ThenByDescending(item => item.ContentItemId, StringComparer.Ordinal);

    private int PlaceOf(ContentItem item) => PartValues.In(item, definitions).GetValueOrDefault(PartColumn.Order) as int? ?? 0;

    private int Compare(ContentItem item, ContainedPlace place) =>
        PlaceOf(item).CompareTo(place.Order) is var order and not 0 ? order
        : place.CreatedUtc.CompareTo(item.CreatedUtc) is var created and not 0 ? created
        : string.CompareOrdinal(place.ContentItemId, item.ContentItemId);

    private Task<T> Read<T>(string name, object asked, Func<T> read)
    {
        lock (Reads)
            Reads.Add((name, asked));
        return Broken is null ? Task.FromResult(read()) : Task.FromException<T>(Broken);
    }

    private static bool HasStatus(ContentItem item, ContentStatus status) => status switch
    {
        ContentStatus.Published => item.Published,
        ContentStatus.Draft => item is { Latest: true, Published: false },
        ContentStatus.Latest => item.Latest,
        _ => item.Latest || item.Published,
    };

    private bool Matches(ContentItem item, ContentFilter filter) => filter switch
    {
        AllOf all => all.Filters.All(one => Matches(item, one)),
        AnyOf any => any.Filters.Any(one => Matches(item, one)),
        Not not => !Matches(item, not.Filter),
        ColumnIs column => Holds(item.ValueOf(column.Column), column.Comparison, column.Value),
        PathIs path => Holds(IndexRows.Of(item, definitions).Routes.FirstOrDefault(route => route.ContainedItemId is null)?.Path, path.Comparison, path.Value),
        PartValueIs part => Holds(PartValues.In(item, definitions).GetValueOrDefault(part.Column), part.Comparison, part.Value),
        HasTerm term => IndexRows.Of(item, definitions).Terms.Any(use => use.TaxonomyContentItemId == term.TaxonomyContentItemId && term.TermContentItemIds.Contains(use.TermContentItemId)),
        _ => MemoryFilter.Matches(filter, IndexRows.Of(item, definitions), Indexed.Where(version => version.Item.Published)),
    };

    private static bool Holds(object? actual, Comparison comparison, object? wanted) => comparison switch
    {
        Comparison.Equal => Compare(actual, wanted) == 0,
        Comparison.In => ((IReadOnlyList<object?>)wanted!).Any(one => Compare(actual, one) == 0),
        Comparison.Contains => actual is string text && text.Contains((string)wanted!, StringComparison.OrdinalIgnoreCase),
        Comparison.StartsWith => actual is string text && text.StartsWith((string)wanted!, StringComparison.OrdinalIgnoreCase),
        Comparison.EndsWith => actual is string text && text.EndsWith((string)wanted!, StringComparison.OrdinalIgnoreCase),
        Comparison.Greater => actual is not null && Compare(actual, wanted) > 0,
        Comparison.GreaterOrEqual => actual is not null && Compare(actual, wanted) >= 0,
        Comparison.Less => actual is not null && Compare(actual, wanted) < 0,
        _ => actual is not null && Compare(actual, wanted) <= 0,
    };

    private static int Compare(object? one, object? other) => (one, other) switch
    {
        (string a, string b) => string.CompareOrdinal(a, b),
        (DateTime { Kind: DateTimeKind.Utc } a, DateTime { Kind: DateTimeKind.Utc } b) => a.CompareTo(b),
        (bool a, bool b) => a.CompareTo(b),
        (decimal a, decimal b) => a.CompareTo(b),
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        _ => throw new InvalidOperationException($"{one} ({one.GetType().Name}) cannot be compared with {other} ({other.GetType().Name})."),
    };
}
