using Cms.Content;
using Cms.Definitions;
using Cms.Editing.Versions;
using Cms.Events;
using Cms.Parts;
using Cms.Search;

namespace Cms.Editing.Trash;

/// <summary>An item that is back from the trash.</summary>
/// <param name="Item">Its latest version.</param>
/// <param name="Remarks">What is not as it was before; empty when all of it is.</param>
public sealed record RestoredItem(ContentItem Item, IReadOnlyList<string> Remarks);

/// <summary>Brings an item back from the trash as it was: its draft, what visitors saw of it, its path and keywords.</summary>
public sealed class RestoreRemoved(TenantWork work, ContentStore store, TenantDefinitions definitions, PruneVersions prune, TimeProvider clock)
{
    /// <summary>
    /// The item. A path that belongs to another item by now is replaced by a free one, in a new version, with a remark. Success also for
    /// an item that somebody else brought back first.
    /// </summary>
    public async Task<Outcome<RestoredItem>> RunAsync(string contentItemId, Editor by, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        if (await store.FindTrashedAsync(contentItemId, cancel) is not { } trashed)
        {
            return await store.FindLatestAsync(contentItemId, cancel) is { } live
                ? new RestoredItem(live, [])
                : Problem.NotFound($"There is no content item {contentItemId} in the trash.");
        }

        var known = await definitions.GetAsync(cancel);
        if (known.FindType(trashed.ContentType) is null)
            return Problem.Invalid($"\"{trashed.DisplayText}\" ({contentItemId}) is of the type {trashed.ContentType}, which is not defined any more; define it again, or purge the item.");

        var versions = await store.ListVersionsAsync(contentItemId, cancel);
        var latest = Version(trashed.LatestVersionId);
        var published = trashed.PublishedVersionId is { } id ? Version(id) : null;
        var paths = await FreePathsAsync(published is null ? [latest] : [latest, published], known, cancel);

        // A version that visitors saw beside a newer draft comes first; as only one version is added at a time, the draft follows.
        var first = await SaveAsync(published ?? latest, expected: null, published: null, new ContentRestored(contentItemId, trashed.ContentType));
        var last = published is null || published.ContentItemVersionId == latest.ContentItemVersionId
            ? first
            : await SaveAsync(latest, first.Item.ContentItemVersionId, first, new DraftSaved(contentItemId, trashed.ContentType));
        if (paths.Count > 0)
            await prune.RunAsync(contentItemId, cancel);
        await transaction.CommitAsync(cancel);
        return new RestoredItem(last.Item, [.. paths.Select(path => $"The path \"{path.Key}\" belongs to another item by now; this one has the path \"{path.Value}\".")]);

        ContentItem Version(string versionId) => versions.First(version => version.ContentItemVersionId == versionId) with { PublishedUtc = trashed.PublishedUtc };

        async Task<IndexedVersion> SaveAsync(ContentItem version, string? expected, IndexedVersion? published, ContentEvent happened)
        {
            var moved = CopiedParts.WithPaths(version, paths, known) is { } parts
                ? version with { ContentItemVersionId = ContentId.New(), PartsJson = parts.ToJsonString(ContentItemJson.Options), ModifiedUtc = clock.GetUtcNow().UtcDateTime, Author = by.UserName }
                : null;
            var visible = version.ContentItemVersionId == trashed.PublishedVersionId;
            var indexed = IndexRows.Of((moved ?? version) with { Latest = true, Published = visible }, known);
            await store.SaveAsync(
                new ContentChange
                {
                    ContentItemId = contentItemId,
                    ExpectedVersionId = expected,
                    NewVersion = moved,
                    Latest = indexed,
                    Published = visible ? indexed : published,
                    KeepHistory = true,
                    Event = happened,
                },
                cancel);
            return indexed;
        }
    }

    private async Task<IReadOnlyDictionary<string, string>> FreePathsAsync(IReadOnlyList<ContentItem> versions, ContentDefinitions known, CancellationToken cancel)
    {
        var wanted = versions.SelectMany(version => IndexRows.Of(version, known).Routes).Select(route => route.Path).ToHashSet(StringComparer.Ordinal);
        var free = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var taken in await store.ListTakenPathsAsync(wanted, versions[0].ContentItemId, cancel))
        {
            for (var number = 2; !free.ContainsKey(taken); number++)
            {
                var candidate = RoutePath.Numbered(taken, number);
                if (!wanted.Contains(candidate) && !free.ContainsValue(candidate) && (await store.ListTakenPathsAsync([candidate], versions[0].ContentItemId, cancel)).Count == 0)
                    free.Add(taken, candidate);
            }
        }

        return free;
    }
}
