using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Events;
using Cms.Search;
using Cms.Settings;

namespace Cms.Tests.Memory;

/// <summary>Settings in memory.</summary>
public sealed class MemorySettingsStore(MemoryTenant tenant) : SettingsStore
{
    public override Task<JsonObject?> FindAsync(string section, CancellationToken cancel) =>
        Task.FromResult(tenant.State.Settings.TryGetValue(section, out var json) ? JsonNode.Parse(json)!.AsObject() : null);

    public override Task<IReadOnlyDictionary<string, JsonObject>> ListAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyDictionary<string, JsonObject>>(
        tenant.State.Settings.ToDictionary(section => section.Key, section => JsonNode.Parse(section.Value)!.AsObject(), StringComparer.Ordinal));

    public override async Task SaveAsync(string section, JsonObject json, TenantEvent happened, CancellationToken cancel)
    {
        if (JsonNode.DeepEquals(await FindAsync(section, cancel), json))
            return;

        tenant.State = tenant.State with
        {
            Settings = tenant.State.Settings.SetItem(section, json.ToJsonString()),
            Events = tenant.State.Events.Add(happened),
        };
        if (section == SiteSettings.Section)
            tenant.State = tenant.State.WithLook(DateTime.UnixEpoch);
    }
}

/// <summary>Content in memory.</summary>
public sealed class MemoryContentStore(MemoryTenant tenant) : ContentStore
{
    private IEnumerable<IndexedVersion> Published => tenant.State.Items.Values.Select(item => item.Published).OfType<IndexedVersion>();

    /// <summary>Each latest and each published version, once where they are the same.</summary>
    public IEnumerable<IndexedVersion> Versions => tenant.State.Items.Values
        .SelectMany(item => item.Latest?.Item.ContentItemVersionId == item.Published?.Item.ContentItemVersionId ? new[] { item.Latest } : [item.Latest, item.Published])
        .OfType<IndexedVersion>();

    public override Task<ContentItem?> FindLatestAsync(string contentItemId, CancellationToken cancel) =>
        Task.FromResult(tenant.State.Items.GetValueOrDefault(contentItemId).Latest?.Item);

    public override Task<ContentItem?> FindPublishedAsync(string contentItemId, CancellationToken cancel) =>
        Task.FromResult(tenant.State.Items.GetValueOrDefault(contentItemId).Published?.Item);

    public override Task<IReadOnlyList<ContentItem>> ListByIdsAsync(IReadOnlyCollection<string> contentItemIds, ContentStatus status, CancellationToken cancel)
    {
        var byId = InStatus(status).Select(version => version.Item).OrderByDescending(item => item.Latest).ToLookup(item => item.ContentItemId);
        return Task.FromResult<IReadOnlyList<ContentItem>>([.. contentItemIds.SelectMany(id => byId[id])]);
    }

    public override Task<IReadOnlyList<ContentItem>> ListAsync(ContentQuery query, CancellationToken cancel)
    {
        var found = InStatus(query.Status)
            .Where(version => version.Item.ContentType == query.ContentType && (query.Where is null || MemoryFilter.Matches(query.Where, version, InStatus(ContentStatus.Published))))
            .Select(version => version.Item);
        var keys = query.OrderBy.Count > 0 ? query.OrderBy : [new ContentOrder(ContentColumn.CreatedUtc, Descending: true)];
        var ordered = keys.Skip(1).Aggregate(Order(found, keys[0]), (items, key) => key.Descending
            ? items.ThenByDescending(item => MemoryFilter.Value(item, key), MemoryFilter.Comparer)
            : items.ThenBy(item => MemoryFilter.Value(item, key), MemoryFilter.Comparer));
        ordered = keys[0].Descending
            ? ordered.ThenByDescending(item => item.ContentItemId, StringComparer.Ordinal)
            : ordered.ThenBy(item => item.ContentItemId, StringComparer.Ordinal);
        return Task.FromResult<IReadOnlyList<ContentItem>>([.. ordered.Skip(query.Skip).Take(query.First)]);
    }

    public override Task<int> CountAsync(ContentQuery query, CancellationToken cancel) =>
        Task.FromResult(InStatus(query.Status).Count(version => version.Item.ContentType == query.ContentType && (query.Where is null || MemoryFilter.Matches(query.Where, version, InStatus(ContentStatus.Published)))));

    public override Task<IReadOnlyList<ListedItem>> ListItemsAsync(ItemsQuery query, CancellationToken cancel)
    {
        var items = Listed(query);
        var ordered = query.OrderBy.Descending
            ? items.OrderByDescending(item => MemoryFilter.Value(item, query.OrderBy), MemoryFilter.Comparer).ThenByDescending(item => item.ContentItemId, StringComparer.Ordinal)
            : items.OrderBy(item => MemoryFilter.Value(item, query.OrderBy), MemoryFilter.Comparer).ThenBy(item => item.ContentItemId, StringComparer.Ordinal);
        return Task.FromResult<IReadOnlyList<ListedItem>>([.. ordered.Skip(query.Skip).Take(query.First).Select(item => new ListedItem
        {
            ContentItemId = item.ContentItemId,
            ContentType = item.ContentType,
            DisplayText = item.DisplayText,
            State = item.Published ? ItemState.Published : tenant.State.Items[item.ContentItemId].Published is not null ? ItemState.Changed : ItemState.Draft,
            CreatedUtc = item.CreatedUtc,
            ModifiedUtc = item.ModifiedUtc,
            PublishedUtc = item.PublishedUtc,
            Owner = item.Owner,
            Author = item.Author,
        })]);
    }

    public override Task<int> CountItemsAsync(ItemsQuery query, int most, CancellationToken cancel) => Task.FromResult(Listed(query).Take(most).Count());

    private IEnumerable<ContentItem> Listed(ItemsQuery query) => tenant.State.Items.Values
        .Select(item => item.Latest is { } latest && query.Visible.Has(latest.Item) ? latest : item.Published is { } published && query.PublishedTypes.Contains(published.Item.ContentType) ? published : null)
        .OfType<IndexedVersion>()
        .Where(version => (!query.OnlyDrafts || !version.Item.Published) && (query.Where is null || Matches(query.Where, version)))
        .Select(version => version.Item);

    // What a version alone does not say.
    private bool Matches(ContentFilter filter, IndexedVersion version) => filter switch
    {
        AllOf all => all.Filters.All(one => Matches(one, version)),
        AnyOf any => any.Filters.Any(one => Matches(one, version)),
        Not not => !Matches(not.Filter, version),
        HasPublished => tenant.State.Items[version.Item.ContentItemId].Published is not null,
        HasSchedule => tenant.State.Schedule.Any(one => one.ContentItemId == version.Item.ContentItemId),
        HasWords words => MemoryContentSearch.Has(version, words.Term),
        _ => MemoryFilter.Matches(filter, version, InStatus(ContentStatus.Published)),
    };

    public override Task<IReadOnlyDictionary<string, IReadOnlyList<object?>>> ListFieldValuesAsync(IReadOnlyCollection<string> contentItemVersionIds, IReadOnlyList<FieldPath> fields, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyDictionary<string, IReadOnlyList<object?>>>(Versions.Select(version => version.Item).Where(item => contentItemVersionIds.Contains(item.ContentItemVersionId)).ToDictionary(
            item => item.ContentItemVersionId, item => (IReadOnlyList<object?>)[.. fields.Select(field => MemoryFilter.Value(item, ContentOrder.By(field, descending: false)))]));

    public override async Task<ContentItem?> FindVersionAsync(string contentItemId, string contentItemVersionId, CancellationToken cancel) =>
        (await ListVersionsAsync(contentItemId, cancel)).FirstOrDefault(version => version.ContentItemVersionId == contentItemVersionId);

    public override Task<IReadOnlyList<ContentItem>> ListVersionsAsync(string contentItemId, int skip, int first, CancellationToken cancel)
    {
        var (latest, published) = tenant.State.Items.GetValueOrDefault(contentItemId);
        return Task.FromResult<IReadOnlyList<ContentItem>>(
        [
            .. tenant.State.Versions.Where(version => version.ContentItemId == contentItemId).OrderByDescending(version => version.Number).Skip(skip).Take(first).Select(version => version with
            {
                Latest = version.ContentItemVersionId == latest?.Item.ContentItemVersionId,
                Published = version.ContentItemVersionId == published?.Item.ContentItemVersionId,
            }),
        ]);
    }

    public override Task<bool> HasSeenVersionAsync(string contentItemVersionId, CancellationToken cancel) => Task.FromResult(
        tenant.State.Pruned.Contains(contentItemVersionId) || tenant.State.Versions.Any(version => version.ContentItemVersionId == contentItemVersionId));

    public override Task<Route?> FindRouteAsync(string path, CancellationToken cancel) =>
        Task.FromResult(Published.SelectMany(version => version.Routes).FirstOrDefault(route => route.Path == path));

    public override Task<FormerRoute?> FindFormerRouteAsync(string path, CancellationToken cancel)
    {
        if (!tenant.State.FormerRoutes.TryGetValue(path, out var former))
            return Task.FromResult<FormerRoute?>(null);

        var item = tenant.State.Items.GetValueOrDefault(former.ContentItemId);
        var now = item.Published?.Routes.Where(route => route.ContainedItemId == former.ContainedItemId).Select(route => route.Path).Order(StringComparer.Ordinal).FirstOrDefault();
        var removed = now is null && (item.Latest is null || (former.ContainedItemId is not null && item.Published is not null));
        return Task.FromResult<FormerRoute?>(new FormerRoute(path, now, removed));
    }

    public override Task LeadElsewhereAsync(PageOf from, PageOf to, CancellationToken cancel)
    {
        var left = tenant.State.FormerRoutes.Values.Where(route => route.ContentItemId == from.ContentItemId && route.ContainedItemId == from.ContainedItemId);
        tenant.State = tenant.State with
        {
            FormerRoutes = tenant.State.FormerRoutes.SetItems(left.Select(route => KeyValuePair.Create(route.Path, new Route(route.Path, to.ContentItemId, to.ContainedItemId)))),
        };
        return Task.CompletedTask;
    }

    public override Task<IReadOnlySet<string>> ListTakenPathsAsync(IReadOnlyCollection<string> paths, string exceptContentItemId, CancellationToken cancel) =>
        Task.FromResult<IReadOnlySet<string>>(tenant.State.Items
            .Where(item => item.Key != exceptContentItemId)
            .SelectMany(item => new[] { item.Value.Latest, item.Value.Published })
            .SelectMany(version => version?.Routes ?? [])
            .Select(route => route.Path)
            .Intersect(paths)
            .ToHashSet());

    public override Task<IReadOnlyList<Route>> ListPublicRoutesAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<Route>>(
            [.. Published.SelectMany(version => version.Routes).Where(route => contentItemIds.Contains(route.ContainedItemId ?? route.ContentItemId))]);

    public override Task<IReadOnlyList<ReferenceUse>> ListReferencesAsync(ReferenceQuery query, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<ReferenceUse>>(
        [
            .. Versions
                .Where(version => version.Item.ContentItemId != query.ExceptContentItemId)
                .OrderBy(version => version.Item.ContentItemId, StringComparer.Ordinal).ThenByDescending(version => version.Item.Latest)
                .SelectMany(version => version.References.Select(reference => new ReferenceUse(
                    version.Item.ContentItemId, version.Item.ContentType, version.Item.DisplayText, version.Item.Latest, version.Item.Published, reference)))
                .Where(use => query.Targets.Contains(use.Reference.Target) && (query.Kinds.Count == 0 || query.Kinds.Contains(use.Reference.Kind)))
                .Skip(query.Skip).Take(query.First),
        ]);

    public override Task<IReadOnlyList<string>> ListTargetsAsync(ReferenceKind kind, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<string>>(
            [.. Versions.SelectMany(version => version.References).Where(reference => reference.Kind == kind).Select(reference => reference.Target).Distinct().Order(StringComparer.Ordinal)]);

    public override Task<TrashedItem?> FindTrashedAsync(string contentItemId, CancellationToken cancel) => Task.FromResult(tenant.State.Trash.GetValueOrDefault(contentItemId));

    public override Task<IReadOnlyList<TrashedItem>> ListTrashAsync(TrashQuery query, CancellationToken cancel) => Task.FromResult<IReadOnlyList<TrashedItem>>(
    [
        .. tenant.State.Trash.Values
            .Where(trashed => (query.RemovedUntilUtc is not { } until || trashed.RemovedUtc <= until) && (query.ContentTypes is null || query.ContentTypes.Contains(trashed.ContentType)))
            .OrderByDescending(trashed => trashed.RemovedUtc).ThenBy(trashed => trashed.ContentItemId, StringComparer.Ordinal)
            .Skip(query.Skip).Take(query.First),
    ]);

    public override Task<DateTime?> FindOldestRemovalAsync(CancellationToken cancel) => Task.FromResult(tenant.State.Trash.Values.Min(trashed => (DateTime?)trashed.RemovedUtc));

    public override Task<IReadOnlyList<ScheduledChange>> ListScheduledAsync(ScheduleQuery query, CancellationToken cancel) => Task.FromResult<IReadOnlyList<ScheduledChange>>(
    [
        .. tenant.State.Schedule
            .Where(one => query.UntilUtc is not { } until || one.NextTryUtc <= until)
            .Where(one => (query.ContentItemIds is null || query.ContentItemIds.Contains(one.ContentItemId)) && (!query.OnlyFailed || one.Failures > 0))
            .Where(one => query.Visible is null || query.Visible.Has(tenant.State.Items[one.ContentItemId].Latest!.Item))
            .OrderBy(one => one.NextTryUtc).ThenBy(one => one.ContentItemId, StringComparer.Ordinal).ThenBy(one => one.Due.Kind)
            .Skip(query.Skip).Take(query.First),
    ]);

    public override Task<ScheduledChange?> FindScheduledAsync(string contentItemId, ScheduledKind kind, CancellationToken cancel) =>
        Task.FromResult(tenant.State.Schedule.Find(one => one.ContentItemId == contentItemId && one.Due.Kind == kind));

    public override Task PutOffAsync(ScheduledChange scheduled, DateTime untilUtc, string error, CancellationToken cancel)
    {
        var index = tenant.State.Schedule.FindIndex(one => (one.ContentItemId, one.Due.Kind, one.Due.DueUtc) == (scheduled.ContentItemId, scheduled.Due.Kind, scheduled.Due.DueUtc));
        if (index >= 0)
        {
            var now = tenant.State.Schedule[index];
            var putOff = tenant.State.Schedule.SetItem(index, now with { NextTryUtc = untilUtc, Failures = now.Failures + 1, Error = error });
            tenant.State = (tenant.State with { Schedule = putOff }).WithLook(untilUtc);
        }

        return Task.CompletedTask;
    }

    public override Task SetNextLookAsync(DateTime? atUtc, CancellationToken cancel)
    {
        tenant.State = tenant.State with { NextLook = atUtc };
        return Task.CompletedTask;
    }

    public override Task<IReadOnlyList<ContentItem>> ListByPartValueAsync(PartColumn column, IReadOnlyCollection<string> values, ContentStatus status, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<ContentItem>>(
        [
            .. InStatus(status)
                .Where(version => version.PartValues.GetValueOrDefault(column) is string value && values.Contains(value))
                .Select(version => version.Item).OrderBy(item => item.ContentItemId, StringComparer.Ordinal).ThenBy(item => item.Latest),
        ]);

    public override Task<ILookup<string, ContentItem>> ListContainedAsync(ContainedQuery query, CancellationToken cancel)
    {
        var found = new List<(string List, ContentItem Item)>();
        foreach (var list in query.ListContentItemIds)
        {
            var items = InList(list, query).Select(version => (list, version.Item)).ToList();
            if (query.LastFirst)
                items.Reverse();
            found.AddRange(items.Skip(query.Skip).Take(query.First));
        }

        return Task.FromResult(found.ToLookup(one => one.List, one => one.Item));
    }

    public override Task<IReadOnlyDictionary<string, int>> CountContainedAsync(ContainedQuery query, CancellationToken cancel) => Task.FromResult<IReadOnlyDictionary<string, int>>(
        query.ListContentItemIds.Distinct().Select(list => (list, Count: InList(list, query).Count())).Where(one => one.Count > 0).ToDictionary(one => one.list, one => one.Count));

    private IOrderedEnumerable<IndexedVersion> InList(string list, ContainedQuery query) => InStatus(query.Status)
        .Where(version => version.PartValues.GetValueOrDefault(PartColumn.ListContentItemId) as string == list && (query.Visible is null || query.Visible.Has(version.Item)))
        .Where(version => (query.After is null || Compare(version, query.After) > 0) && (query.Before is null || Compare(version, query.Before) < 0))
        .OrderBy(PlaceOf)
        .ThenByDescending(version => version.Item.CreatedUtc)
        .ThenByDescending(version => version.Item.ContentItemId, StringComparer.Ordinal);

    private static int PlaceOf(IndexedVersion version) => version.PartValues.GetValueOrDefault(PartColumn.Order) as int? ?? 0;

    private static int Compare(IndexedVersion version, ContainedPlace place) =>
        PlaceOf(version).CompareTo(place.Order) is var order and not 0 ? order
        : place.CreatedUtc.CompareTo(version.Item.CreatedUtc) is var created and not 0 ? created
        : string.CompareOrdinal(place.ContentItemId, version.Item.ContentItemId);

    public override Task SaveAsync(ContentChange change, CancellationToken cancel)
    {
        var state = tenant.State;
        var (latest, wasPublished) = state.Items.GetValueOrDefault(change.ContentItemId);
        if (latest?.Item.ContentItemVersionId != change.ExpectedVersionId)
            throw new VersionConflictException(change.ContentItemId);

        var trash = state.Trash.Remove(change.ContentItemId);
        if (change.Latest is null)
        {
            var removal = change.Removal ?? throw new ArgumentException("A change that removes an item says who removes it.", nameof(change));
            var item = latest!.Item;
            trash = trash.Add(item.ContentItemId, new TrashedItem(
                item.ContentItemId, item.ContentType, item.DisplayText, removal.AtUtc, removal.By, item.ContentItemVersionId, wasPublished?.Item.ContentItemVersionId, item.PublishedUtc));
        }

        var versions = state.Versions;
        if (change.NewVersion is { } added)
        {
            var number = versions.Where(version => version.ContentItemId == change.ContentItemId).Select(version => version.Number).DefaultIfEmpty(0).Max() + 1;
            versions = versions.Add(added with { Number = number });
        }

        var newLatest = WithState(change.Latest, latest: true, change.Published?.Item.ContentItemVersionId == change.Latest?.Item.ContentItemVersionId);
        var newPublished = WithState(change.Published, change.Published?.Item.ContentItemVersionId == change.Latest?.Item.ContentItemVersionId, published: true);
        var pruned = state.Pruned;
        if (!change.KeepHistory || change.GoesOn)
        {
            var old = versions.Where(version => version.ContentItemId == change.ContentItemId && (!change.KeepHistory || version.ContentItemVersionId == change.ExpectedVersionId)
                && version.ContentItemVersionId != newLatest?.Item.ContentItemVersionId && version.ContentItemVersionId != newPublished?.Item.ContentItemVersionId
                && !IsInTrash(version, trash)).ToList();
            pruned = pruned.Union(old.Select(version => version.ContentItemVersionId));
            versions = versions.RemoveRange(old);
        }

        var (before, now) = (state.Items.GetValueOrDefault(change.ContentItemId).Published?.Routes ?? [], newPublished?.Routes ?? []);
        tenant.State = state with
        {
            FormerRoutes = state.FormerRoutes
                .SetItems(before.Select(route => KeyValuePair.Create(route.Path, route)))
                .RemoveRange(now.Select(route => route.Path)),
            Versions = versions,
            Pruned = pruned,
            Items = newLatest is null && newPublished is null ? state.Items.Remove(change.ContentItemId) : state.Items.SetItem(change.ContentItemId, (newLatest, newPublished)),
            Trash = trash,
            Schedule = state.Schedule.RemoveAll(one => one.ContentItemId == change.ContentItemId).AddRange(change.ListScheduled()),
            Events = state.Events.Add(change.Event),
        };
        tenant.State = change.ListScheduled().Select(one => (DateTime?)one.NextTryUtc).Append(change.Removal?.AtUtc).Aggregate(tenant.State, (now, look) => now.WithLook(look));
        return Task.CompletedTask;

        IndexedVersion? WithState(IndexedVersion? version, bool latest, bool published) => version is null
            ? null
            : version with
            {
                Item = version.Item with
                {
                    Latest = latest,
                    Published = published,
                    Number = versions.First(one => one.ContentItemVersionId == version.Item.ContentItemVersionId).Number,
                },
            };
    }

    public override Task<int> PruneAsync(string contentItemId, IReadOnlyCollection<string> contentItemVersionIds, CancellationToken cancel)
    {
        var (latest, published) = tenant.State.Items.GetValueOrDefault(contentItemId);
        var old = tenant.State.Versions
            .Where(version => version.ContentItemId == contentItemId && contentItemVersionIds.Contains(version.ContentItemVersionId)
                && version.ContentItemVersionId != latest?.Item.ContentItemVersionId && version.ContentItemVersionId != published?.Item.ContentItemVersionId
                && !IsInTrash(version, tenant.State.Trash))
            .ToList();
        tenant.State = tenant.State with
        {
            Versions = tenant.State.Versions.RemoveRange(old),
            Pruned = tenant.State.Pruned.Union(old.Select(version => version.ContentItemVersionId)),
        };
        return Task.FromResult(old.Count);
    }

    public override Task<bool> PurgeAsync(ContentPurged happened, CancellationToken cancel)
    {
        var state = tenant.State;
        if (!state.Trash.ContainsKey(happened.ContentItemId))
            return Task.FromResult(false);

        var gone = state.Versions.Where(version => version.ContentItemId == happened.ContentItemId).ToList();
        tenant.State = state with
        {
            Trash = state.Trash.Remove(happened.ContentItemId),
            Versions = state.Versions.RemoveRange(gone),
            Pruned = state.Pruned.Union(gone.Select(version => version.ContentItemVersionId)),
            Events = state.Events.Add(happened),
        };
        return Task.FromResult(true);
    }

    private static bool IsInTrash(ContentItem version, ImmutableDictionary<string, TrashedItem> trash) =>
        trash.TryGetValue(version.ContentItemId, out var trashed)
        && (version.ContentItemVersionId == trashed.LatestVersionId || version.ContentItemVersionId == trashed.PublishedVersionId);

    private IEnumerable<IndexedVersion> InStatus(ContentStatus status) => tenant.State.Items.Values.SelectMany(item => status switch
    {
        ContentStatus.Published => new[] { item.Published },
        ContentStatus.Draft => [item.Latest is { Item.Published: false } ? item.Latest : null],
        ContentStatus.Latest => [item.Latest],
        _ => item.Latest?.Item.ContentItemVersionId == item.Published?.Item.ContentItemVersionId ? [item.Latest] : [item.Latest, item.Published],
    }).OfType<IndexedVersion>();

    private static IOrderedEnumerable<ContentItem> Order(IEnumerable<ContentItem> items, ContentOrder key) => key.Descending
        ? items.OrderByDescending(item => MemoryFilter.Value(item, key), MemoryFilter.Comparer)
        : items.OrderBy(item => MemoryFilter.Value(item, key), MemoryFilter.Comparer);
}
