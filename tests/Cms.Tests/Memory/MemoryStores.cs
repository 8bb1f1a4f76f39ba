using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Events;
using Cms.Settings;

namespace Cms.Tests.Memory;

/// <summary>A tenant's data in memory: real stores, held to the same contract as SQL.</summary>
public sealed class MemoryTenant
{
    internal MemoryState State { get; set; } = new([], [], [], [], [], []);

    /// <summary>Every event that was told, oldest first.</summary>
    public IReadOnlyList<TenantEvent> Events => State.Events;

    /// <summary>Names of the types that any item has or had.</summary>
    public IEnumerable<string> ContentTypes => State.Versions.Select(version => version.ContentType).Distinct().Order(StringComparer.Ordinal);
}

internal sealed record MemoryState(
    ImmutableList<ContentItem> Versions,
    ImmutableDictionary<string, (IndexedVersion? Latest, IndexedVersion? Published)> Items,
    ImmutableDictionary<string, Route> FormerRoutes,
    ImmutableHashSet<string> Pruned,
    ImmutableDictionary<string, string> Settings,
    ImmutableList<TenantEvent> Events)
{
    public ImmutableDictionary<string, TrashedItem> Trash { get; init; } = ImmutableDictionary<string, TrashedItem>.Empty;
}

/// <summary>Transactions as snapshots: without a commit the state before comes back.</summary>
public sealed class MemoryWork(MemoryTenant tenant) : TenantWork
{
    public override Task<Transaction> BeginAsync(CancellationToken cancel) => Task.FromResult<Transaction>(new Snapshot(tenant));

    private sealed class Snapshot(MemoryTenant tenant) : Transaction
    {
        private MemoryState? _before = tenant.State;

        public override Task CommitAsync(CancellationToken cancel)
        {
            _before = null;
            return Task.CompletedTask;
        }

        public override ValueTask DisposeAsync()
        {
            if (_before is { } before)
                tenant.State = before;
            _before = null;
            return ValueTask.CompletedTask;
        }
    }
}

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
    }
}

/// <summary>Content in memory.</summary>
public sealed class MemoryContentStore(MemoryTenant tenant) : ContentStore
{
    private IEnumerable<IndexedVersion> Published => tenant.State.Items.Values.Select(item => item.Published).OfType<IndexedVersion>();

    // Each latest and each published version, once where they are the same.
    private IEnumerable<IndexedVersion> Versions => tenant.State.Items.Values
        .SelectMany(item => item.Latest?.Item.ContentItemVersionId == item.Published?.Item.ContentItemVersionId ? new[] { item.Latest } : [item.Latest, item.Published])
        .OfType<IndexedVersion>();

    public override Task<ContentItem?> FindLatestAsync(string contentItemId, CancellationToken cancel) =>
        Task.FromResult(tenant.State.Items.GetValueOrDefault(contentItemId).Latest?.Item);

    public override Task<ContentItem?> FindPublishedAsync(string contentItemId, CancellationToken cancel) =>
        Task.FromResult(tenant.State.Items.GetValueOrDefault(contentItemId).Published?.Item);

    public override Task<IReadOnlyList<ContentItem>> ListPublishedAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<ContentItem>>(
            [.. contentItemIds.Select(id => tenant.State.Items.GetValueOrDefault(id).Published?.Item).OfType<ContentItem>()]);

    public override Task<IReadOnlyList<ContentItem>> ListAsync(ContentQuery query, CancellationToken cancel)
    {
        var versions = tenant.State.Items.Values.SelectMany(item => query.Status switch
        {
            ContentStatus.Published => new[] { item.Published },
            ContentStatus.Draft => [item.Latest is { Item.Published: false } ? item.Latest : null],
            ContentStatus.Latest => [item.Latest],
            _ => item.Latest?.Item.ContentItemVersionId == item.Published?.Item.ContentItemVersionId ? [item.Latest] : [item.Latest, item.Published],
        });
        var found = versions.OfType<IndexedVersion>()
            .Where(version => version.Item.ContentType == query.ContentType && (query.Where is null || MemoryFilter.Matches(query.Where, version)))
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

    public override Task<IReadOnlyList<ContentItem>> ListVersionsAsync(string contentItemId, CancellationToken cancel)
    {
        var (latest, published) = tenant.State.Items.GetValueOrDefault(contentItemId);
        return Task.FromResult<IReadOnlyList<ContentItem>>(
        [
            .. tenant.State.Versions.Where(version => version.ContentItemId == contentItemId).OrderByDescending(version => version.Number).Select(version => version with
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
            .Where(trashed => query.RemovedUntilUtc is not { } until || trashed.RemovedUtc <= until)
            .OrderByDescending(trashed => trashed.RemovedUtc).ThenBy(trashed => trashed.ContentItemId, StringComparer.Ordinal)
            .Skip(query.Skip).Take(query.First),
    ]);

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
        if (!change.KeepHistory)
        {
            var old = versions.Where(version => version.ContentItemId == change.ContentItemId
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
            Events = state.Events.Add(change.Event),
        };
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

    private static IOrderedEnumerable<ContentItem> Order(IEnumerable<ContentItem> items, ContentOrder key) => key.Descending
        ? items.OrderByDescending(item => MemoryFilter.Value(item, key), MemoryFilter.Comparer)
        : items.OrderBy(item => MemoryFilter.Value(item, key), MemoryFilter.Comparer);
}

/// <summary>
/// Versions in memory. What is pending is not applied by <see cref="MemoryContentStore"/>, so <see cref="MemoryCms"/> does every change at once;
/// larger ones are tested on SQL.
/// </summary>
public sealed class MemoryStoredVersions(MemoryTenant tenant) : StoredVersions
{
    public override Task<int> CountAsync(CancellationToken cancel) => Task.FromResult(tenant.State.Versions.Count);

    public override Task<IReadOnlyList<StoredVersion>> ListAsync(long after, int count, CancellationToken cancel)
    {
        var state = tenant.State;
        return Task.FromResult<IReadOnlyList<StoredVersion>>(
        [
            .. state.Versions.Skip((int)after).Take(count).Select((version, index) =>
            {
                var (latest, published) = state.Items.GetValueOrDefault(version.ContentItemId);
                return new StoredVersion(after + index + 1, version with
                {
                    Latest = version.ContentItemVersionId == latest?.Item.ContentItemVersionId,
                    Published = version.ContentItemVersionId == published?.Item.ContentItemVersionId,
                });
            }),
        ]);
    }

    public override Task RewriteAsync(IReadOnlyList<IndexedStoredVersion> versions, CancellationToken cancel)
    {
        foreach (var (_, indexed) in versions)
        {
            Change(
                version => version.ContentItemVersionId == indexed.Item.ContentItemVersionId,
                version => version with { PartsJson = indexed.Item.PartsJson },
                current => current with { References = indexed.References });
        }

        return Task.CompletedTask;
    }

    public override Task<int> RenameTypeAsync(string from, string to, CancellationToken cancel)
    {
        var count = Change(version => version.ContentType == from, version => version with { ContentType = to });
        tenant.State = tenant.State with
        {
            Trash = tenant.State.Trash.ToImmutableDictionary(item => item.Key, item => item.Value.ContentType == from ? item.Value with { ContentType = to } : item.Value),
        };
        return Task.FromResult(count);
    }

    public override Task<int> PurgeTypeAsync(string contentType, CancellationToken cancel)
    {
        var state = tenant.State;
        var purged = state.Versions.Where(version => version.ContentType == contentType).ToList();
        var ids = purged.Select(version => version.ContentItemId).ToHashSet();
        var left = state.Items.Where(item => ids.Contains(item.Key)).SelectMany(item => item.Value.Published?.Routes ?? []);
        tenant.State = state with
        {
            Versions = state.Versions.RemoveRange(purged),
            Pruned = state.Pruned.Union(purged.Select(version => version.ContentItemVersionId)),
            Items = state.Items.RemoveRange(ids),
            Trash = state.Trash.RemoveRange(ids),
            FormerRoutes = state.FormerRoutes.SetItems(left.Select(route => KeyValuePair.Create(route.Path, route))),
        };
        return Task.FromResult(purged.Count);
    }

    private int Change(Func<ContentItem, bool> which, Func<ContentItem, ContentItem> change, Func<IndexedVersion, IndexedVersion>? reindex = null)
    {
        var state = tenant.State;
        tenant.State = state with
        {
            Versions = [.. state.Versions.Select(version => which(version) ? change(version) : version)],
            Items = state.Items.ToImmutableDictionary(item => item.Key, item => (Of(item.Value.Latest), Of(item.Value.Published))),
        };
        return state.Versions.Count(which);

        IndexedVersion? Of(IndexedVersion? indexed) => indexed is not null && which(indexed.Item)
            ? (reindex?.Invoke(indexed) ?? indexed) with { Item = change(indexed.Item) }
            : indexed;
    }
}
