using Cms.Events;

namespace Cms.Content;

/// <summary>
/// The stored content with one version in the place of all that is stored of its item. Lists have it where the database would have put it. It is for fronts, which only read. What follows from words (search,
/// related items, counts of values) and conditions of other items on this one are as published, as the database alone knows them.
/// </summary>
internal sealed class PreviewedContent(ContentStore stored, IndexedVersion shown) : ContentStore
{
    private static readonly ContentOrder[] StandardOrder = [new(ContentColumn.CreatedUtc, Descending: true)];

    // An item has a latest version and a published one at most.
    private const int MostVersions = 2;

    private readonly string _id = shown.Item.ContentItemId;

    private string? ListId => shown.PartValues.GetValueOrDefault(PartColumn.ListContentItemId) as string;

    public override async Task<ContentItem?> FindLatestAsync(string contentItemId, CancellationToken cancel) => contentItemId == _id ? shown.Item : await stored.FindLatestAsync(contentItemId, cancel);

    public override async Task<ContentItem?> FindPublishedAsync(string contentItemId, CancellationToken cancel) => contentItemId == _id ? shown.Item : await stored.FindPublishedAsync(contentItemId, cancel);

    public override async Task<IReadOnlyList<ContentItem>> ListByIdsAsync(IReadOnlyCollection<string> contentItemIds, ContentStatus status, CancellationToken cancel)
    {
        if (!contentItemIds.Contains(_id))
            return await stored.ListByIdsAsync(contentItemIds, status, cancel);

        var others = contentItemIds.Where(id => id != _id).Distinct(StringComparer.Ordinal).ToList();
        var found = (others.Count == 0 ? [] : await stored.ListByIdsAsync(others, status, cancel)).ToLookup(item => item.ContentItemId, StringComparer.Ordinal);
        return [.. contentItemIds.SelectMany(id => id != _id ? found[id] : HasStatus(status) ? [shown.Item] : [])];
    }

    public override async Task<IReadOnlyList<ContentItem>> ListAsync(ContentQuery query, CancellationToken cancel)
    {
        if (query.ContentType != shown.Item.ContentType)
            return await stored.ListAsync(query, cancel);

        var others = WithoutShown(query);
        if (query.First == 0 || !await IsInAsync(query, cancel))
            return await stored.ListAsync(others, cancel);

        // With the one before the page it is known whether the version comes before it, and so moves everything on by one.
        var before = Math.Min(query.Skip, 1);
        var found = (await stored.ListAsync(others with { Skip = query.Skip - before, First = query.First + before }, cancel)).ToList();
        if (before == 1 && found.Count == 0)
            return [];

        var place = await PlaceAmongAsync(found, query.OrderBy.Count > 0 ? query.OrderBy : StandardOrder, cancel);
        if (before == 0 || place > 0)
        {
            found.Insert(place, shown.Item);
            found.RemoveRange(0, before);
        }

        return [.. found.Take(query.First)];
    }

    public override async Task<int> CountAsync(ContentQuery query, CancellationToken cancel) => query.ContentType != shown.Item.ContentType
        ? await stored.CountAsync(query, cancel)
        : await stored.CountAsync(WithoutShown(query), cancel) + (await IsInAsync(query, cancel) ? 1 : 0);

    public override async Task<IReadOnlyDictionary<string, IReadOnlyList<object?>>> ListFieldValuesAsync(IReadOnlyCollection<string> contentItemVersionIds, IReadOnlyList<FieldPath> fields, CancellationToken cancel)
    {
        var versionId = shown.Item.ContentItemVersionId;
        if (!contentItemVersionIds.Contains(versionId))
            return await stored.ListFieldValuesAsync(contentItemVersionIds, fields, cancel);

        var values = new Dictionary<string, IReadOnlyList<object?>>(await stored.ListFieldValuesAsync([.. contentItemVersionIds.Where(id => id != versionId)], fields, cancel), StringComparer.Ordinal)
        {
            [versionId] = [.. fields.Select(field => FilterMatch.ValueOf(shown.Item, field))],
        };
        return values;
    }

    public override async Task<Route?> FindRouteAsync(string path, CancellationToken cancel)
    {
        if (shown.Routes.FirstOrDefault(route => route.Path == path) is { } own)
            return own;

        // A path that the item would leave leads nowhere.
        return await stored.FindRouteAsync(path, cancel) is { } route && route.ContentItemId != _id ? route : null;
    }

    public override async Task<IReadOnlyList<Route>> ListPublicRoutesAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancel) =>
    [
        .. (await stored.ListPublicRoutesAsync(contentItemIds, cancel)).Where(route => route.ContentItemId != _id),
        .. shown.Routes.Where(route => contentItemIds.Contains(route.ContainedItemId ?? route.ContentItemId)),
    ];

    public override async Task<IReadOnlyList<ContentItem>> ListByPartValueAsync(PartColumn column, IReadOnlyCollection<string> values, ContentStatus status, CancellationToken cancel)
    {
        var others = (await stored.ListByPartValueAsync(column, values, status, cancel)).Where(item => item.ContentItemId != _id);
        return HasStatus(status) && shown.PartValues.GetValueOrDefault(column) is string value && values.Contains(value)
            ? [.. others.Append(shown.Item).OrderBy(item => item.ContentItemId, StringComparer.Ordinal)]
            : [.. others];
    }

    public override async Task<ILookup<string, ContentItem>> ListContainedAsync(ContainedQuery query, CancellationToken cancel)
    {
        // The versions of the item that are stored may go from it, and this one come: as many more tell what follows.
        var wanted = query with { Skip = 0, First = (int)Math.Min((long)query.Skip + query.First + MostVersions, int.MaxValue) };
        var found = await stored.ListContainedAsync(wanted, cancel);
        var lists = new List<(string List, ContentItem Item)>();
        foreach (var list in query.ListContentItemIds)
        {
            var items = found[list].Where(item => item.ContentItemId != _id).ToList();
            if (list == ListId && IsIn(query))
                items.Insert(await PlaceInListAsync(list, items, query, cancel), shown.Item);
            lists.AddRange(items.Skip(query.Skip).Take(query.First).Select(item => (list, item)));
        }

        return lists.ToLookup(one => one.List, one => one.Item);
    }

    // Lists within an item are short; how many of them are this item's own versions only they themselves say.
    public override async Task<IReadOnlyDictionary<string, int>> CountContainedAsync(ContainedQuery query, CancellationToken cancel)
    {
        var all = await ListContainedAsync(query with { Skip = 0, First = int.MaxValue }, cancel);
        return all.ToDictionary(list => list.Key, list => list.Count());
    }

    // Lists for editors tell what is stored; no page of a site has them.
    public override Task<IReadOnlyList<ListedItem>> ListItemsAsync(ItemsQuery query, CancellationToken cancel) => stored.ListItemsAsync(query, cancel);

    public override Task<int> CountItemsAsync(ItemsQuery query, int most, CancellationToken cancel) => stored.CountItemsAsync(query, most, cancel);

    public override Task<IReadOnlyList<ContentItem>> ListVersionsAsync(string contentItemId, int skip, int first, CancellationToken cancel) => stored.ListVersionsAsync(contentItemId, skip, first, cancel);

    public override Task<ContentItem?> FindVersionAsync(string contentItemId, string contentItemVersionId, CancellationToken cancel) => stored.FindVersionAsync(contentItemId, contentItemVersionId, cancel);

    public override Task<bool> HasSeenVersionAsync(string contentItemVersionId, CancellationToken cancel) => stored.HasSeenVersionAsync(contentItemVersionId, cancel);

    public override Task LeadElsewhereAsync(PageOf from, PageOf to, CancellationToken cancel) => throw OnlyReads();

    public override Task<FormerRoute?> FindFormerRouteAsync(string path, CancellationToken cancel) => stored.FindFormerRouteAsync(path, cancel);

    public override Task<IReadOnlySet<string>> ListTakenPathsAsync(IReadOnlyCollection<string> paths, string exceptContentItemId, CancellationToken cancel) => stored.ListTakenPathsAsync(paths, exceptContentItemId, cancel);

    public override Task<TrashedItem?> FindTrashedAsync(string contentItemId, CancellationToken cancel) => stored.FindTrashedAsync(contentItemId, cancel);

    public override Task<IReadOnlyList<TrashedItem>> ListTrashAsync(TrashQuery query, CancellationToken cancel) => stored.ListTrashAsync(query, cancel);

    public override Task<DateTime?> FindOldestRemovalAsync(CancellationToken cancel) => stored.FindOldestRemovalAsync(cancel);

    public override Task<IReadOnlyList<ScheduledChange>> ListScheduledAsync(ScheduleQuery query, CancellationToken cancel) => stored.ListScheduledAsync(query, cancel);

    public override Task<ScheduledChange?> FindScheduledAsync(string contentItemId, ScheduledKind kind, CancellationToken cancel) => stored.FindScheduledAsync(contentItemId, kind, cancel);

    public override Task<IReadOnlyList<ReferenceUse>> ListReferencesAsync(ReferenceQuery query, CancellationToken cancel) => stored.ListReferencesAsync(query, cancel);

    public override Task<IReadOnlyList<string>> ListTargetsAsync(ReferenceKind kind, CancellationToken cancel) => stored.ListTargetsAsync(kind, cancel);

    public override Task PutOffAsync(ScheduledChange scheduled, DateTime untilUtc, string error, CancellationToken cancel) => throw OnlyReads();

    public override Task SetNextLookAsync(DateTime? atUtc, CancellationToken cancel) => throw OnlyReads();

    public override Task SaveAsync(ContentChange change, CancellationToken cancel) => throw OnlyReads();

    public override Task<int> PruneAsync(string contentItemId, IReadOnlyCollection<string> contentItemVersionIds, CancellationToken cancel) => throw OnlyReads();

    public override Task<bool> PurgeAsync(ContentPurged happened, CancellationToken cancel) => throw OnlyReads();

    private static NotSupportedException OnlyReads() => new("A preview is looked at; nothing is changed through it.");

    // As it is shown it is the latest version and the published one, so it is no draft.
    private static bool HasStatus(ContentStatus status) => status != ContentStatus.Draft;

    private ContentQuery WithoutShown(ContentQuery query)
    {
        var others = new Not(new ColumnIs(ContentColumn.ContentItemId, Comparison.Equal, _id));
        return query with { Where = query.Where is null ? others : new AllOf([query.Where, others]) };
    }

    private async Task<bool> IsInAsync(ContentQuery query, CancellationToken cancel)
    {
        if (!HasStatus(query.Status))
            return false;
        if (query.Where is null)
            return true;

        var others = new Dictionary<HasOther, bool>(ReferenceEqualityComparer.Instance);
        foreach (var other in OthersIn(query.Where))
            others[other] = await HasOtherAsync(other, cancel);
        return FilterMatch.IsTrue(query.Where, shown, other => others[other]);
    }

    private async Task<bool> HasOtherAsync(HasOther other, CancellationToken cancel)
    {
        ContentFilter belongs = other.Place is { } place
            ? new ColumnIs(ContentColumn.ContentItemId, Comparison.In, shown.References.Where(reference => reference.Kind == ReferenceKind.Item && reference.Path == place).Select(reference => (object?)reference.Target).ToList())
            : new PartValueIs(PartColumn.ListContentItemId, Comparison.Equal, _id);
        return (await ListAsync(new ContentQuery { ContentType = other.ContentType, Where = new AllOf([belongs, other.Filter]), First = 1 }, cancel)).Count > 0;
    }

    private static IEnumerable<HasOther> OthersIn(ContentFilter filter) => filter switch
    {
        AllOf all => all.Filters.SelectMany(OthersIn),
        AnyOf any => any.Filters.SelectMany(OthersIn),
        Not not => OthersIn(not.Filter),
        HasOther other => [other],
        _ => [],
    };

    // How many of the items, which stand in this order, come before the version.
    private async Task<int> PlaceAmongAsync(List<ContentItem> items, IReadOnlyList<ContentOrder> keys, CancellationToken cancel)
    {
        FieldPath[] fields = [.. keys.Select(key => key.Field).OfType<FieldPath>()];
        var values = fields.Length == 0 || items.Count == 0
            ? new Dictionary<string, IReadOnlyList<object?>>()
            : await stored.ListFieldValuesAsync([.. items.Select(item => item.ContentItemVersionId)], fields, cancel);
        return items.TakeWhile(item => Compare(item) < 0).Count();

        int Compare(ContentItem item)
        {
            foreach (var key in keys)
            {
                var value = key.Field is { } field ? values.GetValueOrDefault(item.ContentItemVersionId)?[Array.IndexOf(fields, field)] : item.ValueOf(key.Column);
                if (FilterMatch.Comparer.Compare(value, FilterMatch.ValueOf(shown.Item, key)) is var order and not 0)
                    return key.Descending ? -order : order;
            }

            return string.CompareOrdinal(item.ContentItemId, _id) * (keys[0].Descending ? -1 : 1);
        }
    }

    private bool IsIn(ContainedQuery query) => HasStatus(query.Status) && query.Visible?.Has(shown.Item) != false
        && (query.After is null || ComesAfter(query.After)) && (query.Before is null || ComesBefore(query.Before));

    private bool ComesAfter(ContainedPlace place) => Compare(place) > 0;

    private bool ComesBefore(ContainedPlace place) => Compare(place) < 0;

    private int Order => shown.PartValues.GetValueOrDefault(PartColumn.Order) as int? ?? 0;

    private int Compare(ContainedPlace place) =>
        Order.CompareTo(place.Order) is var order and not 0 ? order
        : place.CreatedUtc.CompareTo(shown.Item.CreatedUtc) is var created and not 0 ? created
        : string.CompareOrdinal(place.ContentItemId, _id);

    // The items do not say their places themselves, but the store knows what comes before a place.
    private async Task<int> PlaceInListAsync(string list, List<ContentItem> items, ContainedQuery query, CancellationToken cancel)
    {
        var here = new ContainedPlace(Order, shown.Item.CreatedUtc, _id);
        var (mostItems, first) = (new ContainedQuery([list]) { Status = query.Status, Visible = query.Visible, LastFirst = query.LastFirst, After = query.After, Before = query.Before }, items.Count + MostVersions);
        var ahead = await stored.ListContainedAsync(query.LastFirst ? mostItems with { After = here, First = first } : mostItems with { Before = here, First = first }, cancel);
        return Math.Min(ahead[list].Count(item => item.ContentItemId != _id), items.Count);
    }
}
