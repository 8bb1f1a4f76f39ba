using System.Collections.Immutable;
using Cms.Content;
using Cms.Definitions;
using Cms.Linking;

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

    public override Task RewriteAsync(IReadOnlyList<StoredVersion> versions, ContentDefinitions definitions, CancellationToken cancel)
    {
        foreach (var (_, item) in versions)
        {
            Change(
                version => version.ContentItemVersionId == item.ContentItemVersionId,
                version => version with { PartsJson = item.PartsJson },
                current => current with { References = References.In(item, definitions) });
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
