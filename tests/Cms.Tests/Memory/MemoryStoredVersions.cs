using System.Collections.Immutable;
using Cms.Content;

namespace Cms.Tests.Memory;

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

    public override async Task<IReadOnlyList<StoredVersion>> ListWithMemberAsync(string name, long after, int count, CancellationToken cancel) =>
        [.. (await ListAsync(after, int.MaxValue, cancel)).Where(version => version.Item.PartsJson.Contains($"\"{name}\"", StringComparison.Ordinal)).Take(count)];

    public override Task RewriteAsync(IReadOnlyList<StoredVersion> versions, CancellationToken cancel)
    {
        foreach (var (_, item) in versions)
            Change(version => version.ContentItemVersionId == item.ContentItemVersionId, version => version with { PartsJson = item.PartsJson });
        return Task.CompletedTask;
    }

    public override Task<IReadOnlyDictionary<string, int>> CountIndexedAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyDictionary<string, int>>(
        Indexed().CountBy(stored => stored.Version.Item.ContentType).ToDictionary());

    public override Task<IReadOnlyList<StoredIndex>> ListIndexedAsync(IReadOnlyCollection<string>? types, long after, int count, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<StoredIndex>>(
            [.. Indexed().Where(stored => stored.Row > after && types?.Contains(stored.Version.Item.ContentType) != false).Take(count)]);

    public override Task<IReadOnlyList<StoredIndex>> ListHoldersAsync(IReadOnlyCollection<string> paths, IReadOnlyCollection<string> aliases, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<StoredIndex>>(
        [
            .. Indexed().Where(stored => stored.Version.Routes.Any(route => paths.Contains(route.Path))
                || (stored.Version.Alias is { } alias && aliases.Contains(alias))),
        ]);

    public override Task ReindexAsync(IReadOnlyList<StoredIndex> versions, CancellationToken cancel)
    {
        foreach (var stored in versions)
        {
            var (state, item) = (tenant.State, stored.Version.Item);
            var (latest, published) = state.Items[item.ContentItemId];
            var former = state.FormerRoutes;
            if (item.Published)
                former = former.SetItems(published!.Routes.Select(route => KeyValuePair.Create(route.Path, route))).RemoveRange(stored.Version.Routes.Select(route => route.Path));

            var schedule = state.Schedule.RemoveAll(one => one.ContentItemId == item.ContentItemId && one.Due.Kind == stored.Schedules && !stored.Version.Due.Contains(one.Due));
            foreach (var due in stored.Version.Due.Where(due => !schedule.Any(one => one.ContentItemId == item.ContentItemId && one.Due == due)))
            {
                schedule = schedule.Add(new ScheduledChange(item.ContentItemId, item.ContentType, item.DisplayText, due));
                state = state.WithLook(due.DueUtc);
            }

            tenant.State = state with
            {
                FormerRoutes = former,
                Schedule = schedule,
                Items = state.Items.SetItem(item.ContentItemId, (Of(latest), Of(published))),
            };

            IndexedVersion? Of(IndexedVersion? indexed) => indexed?.Item.ContentItemVersionId == item.ContentItemVersionId ? stored.Version with { Item = indexed.Item } : indexed;
        }

        return Task.CompletedTask;
    }

    public override Task<int> RenameTypeAsync(string from, string to, CancellationToken cancel)
    {
        var count = Change(version => version.ContentType == from, version => version with { ContentType = to });
        tenant.State = tenant.State with
        {
            Trash = tenant.State.Trash.ToImmutableDictionary(item => item.Key, item => item.Value.ContentType == from ? item.Value with { ContentType = to } : item.Value),
            Schedule = [.. tenant.State.Schedule.Select(one => one.ContentType == from ? one with { ContentType = to } : one)],
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
            Schedule = state.Schedule.RemoveAll(one => one.ContentType == contentType),
            FormerRoutes = state.FormerRoutes.SetItems(left.Select(route => KeyValuePair.Create(route.Path, route))),
        };
        return Task.FromResult(purged.Count);
    }

    private IEnumerable<StoredIndex> Indexed()
    {
        var state = tenant.State;
        foreach (var (index, version) in state.Versions.Index())
        {
            var (latest, published) = state.Items.GetValueOrDefault(version.ContentItemId);
            if (new[] { latest, published }.FirstOrDefault(one => one?.Item.ContentItemVersionId == version.ContentItemVersionId) is not { } indexed)
                continue;

            var stored = new StoredIndex(index + 1, indexed);
            var due = state.Schedule.Where(one => one.ContentItemId == version.ContentItemId && one.Due.Kind == stored.Schedules).Select(one => one.Due);
            yield return stored with { Version = indexed with { Due = [.. due] } };
        }
    }

    private int Change(Func<ContentItem, bool> which, Func<ContentItem, ContentItem> change)
    {
        var state = tenant.State;
        tenant.State = state with
        {
            Versions = [.. state.Versions.Select(version => which(version) ? change(version) : version)],
            Items = state.Items.ToImmutableDictionary(item => item.Key, item => (Of(item.Value.Latest), Of(item.Value.Published))),
        };
        return state.Versions.Count(which);

        IndexedVersion? Of(IndexedVersion? indexed) => indexed is not null && which(indexed.Item)
            ? indexed with { Item = change(indexed.Item) }
            : indexed;
    }
}
