using Cms.Content;
using Cms.Definitions;
using Cms.Editing.Replacing;
using Cms.Editing.Scheduling;
using Cms.Editing.Versions;
using Cms.Events;
using Cms.Parts;
using Cms.Search;
using Cms.Users;

namespace Cms.Editing.Trash;

/// <summary>An item that is back from the trash.</summary>
/// <param name="Item">Its latest version.</param>
/// <param name="Remarks">What is not as it was before; empty when all of it is.</param>
public sealed record RestoredItem(ContentItem Item, IReadOnlyList<string> Remarks);

/// <summary>Brings an item back from the trash as it was: its draft, what visitors saw of it, its path and keywords.</summary>
public sealed class RestoreRemoved(
    ContentAccess access, TenantWork work, ContentStore store, TenantDefinitions definitions, PruneVersions prune, MendReferences mend, IEnumerable<ContentRule> rules, TimeProvider clock)
{
    /// <summary>
    /// The item. A path that belongs to another item by now is replaced by a free one, in a new version, with a remark; a moment at which a
    /// draft was to be published, and that is over, is dismissed in the same way, and what was replaced or taken out everywhere meanwhile is so here too. <see cref="ProblemKind.Invalid"/> when another item took its
    /// alias or its type is not defined any more. Success also for an item that somebody else brought back
    /// first.
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

        if (access.Refuse(ContentAction.Delete, trashed) is { } refused)
            return refused;

        var known = await definitions.GetAsync(cancel);
        if (known.FindType(trashed.ContentType) is null)
            return Problem.Invalid($"\"{trashed.DisplayText}\" ({contentItemId}) is of the type {trashed.ContentType}, which is not defined any more; define it again, or purge the item.");

        var versions = await store.ListVersionsAsync(contentItemId, cancel);
        var latest = Version(trashed.LatestVersionId);
        var published = trashed.PublishedVersionId is { } id ? Version(id) : null;
        ContentItem[] coming = published is null ? [latest] : [latest, published];

        // An alias is what other systems ask for: one with a number would answer nobody, so whoever restores decides.
        foreach (var version in coming)
        {
            if (await rules.OfType<AliasIsFree>().Single().CheckAsync(version, known, cancel) is { Count: > 0 } complaints)
                return Problem.Invalid($"\"{trashed.DisplayText}\"", complaints);
        }

        // A path that follows its container's cannot be given another whole one; where it is taken, an editor decides.
        var paths = await FreePathsAsync(coming, known, cancel);
        foreach (var version in coming)
        {
            if (await rules.OfType<PathsAreFree>().Single().CheckAsync(Moved(version), known, cancel) is { Count: > 0 } complaints)
                return Problem.Invalid($"\"{trashed.DisplayText}\"", complaints);
        }

        var remarks = paths.Select(path => $"The path \"{path.Key}\" belongs to another item by now; this one has the path \"{path.Value}\".").ToList();

        var mended = new List<string>();

        // A version that visitors saw beside a newer draft comes first; as only one version is added at a time, the draft follows.
        var first = await SaveAsync(published ?? latest, expected: null, published: null, new ContentRestored(contentItemId, trashed.ContentType));
        var last = published is null || published.ContentItemVersionId == latest.ContentItemVersionId
            ? first
            : await SaveAsync(latest, first.Item.ContentItemVersionId, first, new DraftSaved(contentItemId, trashed.ContentType));
        if (await DescribeMendedAsync(mended, cancel) is { } what)
            remarks.Add(what);
        if (remarks.Count > 0 || mended.Count > 0)
            await prune.RunAsync(contentItemId, cancel);
        await transaction.CommitAsync(cancel);
        return new RestoredItem(last.Item, remarks);

        ContentItem Moved(ContentItem version) =>
            CopiedParts.WithPaths(version, paths, known) is { } parts ? version with { PartsJson = parts.ToJsonString(ContentItemJson.Options) } : version;

        ContentItem Version(string versionId) => versions.First(version => version.ContentItemVersionId == versionId) with { PublishedUtc = trashed.PublishedUtc };

        async Task<IndexedVersion> SaveAsync(ContentItem version, string? expected, IndexedVersion? published, ContentEvent happened)
        {
            var now = clock.GetUtcNow().UtcDateTime;
            var visible = version.ContentItemVersionId == trashed.PublishedVersionId;
            var dismissed = visible ? null : Schedules.Without(version, known, due => due.Kind == ScheduledKind.Publish && due.DueUtc <= now);
            if (dismissed is not null)
                remarks.Add("The moment at which its draft was to be published is over; schedule it again or publish it.");
            var (kept, places) = await mend.RunAsync(Moved(dismissed ?? version), known, cancel);
            mended.AddRange(places);
            var changed = ReferenceEquals(kept, version) ? null : kept with { ContentItemVersionId = ContentId.New(), ModifiedUtc = now, Author = by.UserName };
            var indexed = IndexRows.Of((changed ?? version) with { Latest = true, Published = visible }, known);
            await store.SaveAsync(
                new ContentChange
                {
                    ContentItemId = contentItemId,
                    ExpectedVersionId = expected,
                    NewVersion = changed,
                    Latest = indexed,
                    Published = visible ? indexed : published,
                    KeepHistory = true,
                    Event = happened,
                },
                cancel);
            return indexed;
        }
    }

    // Places that the caller may not see are not told.
    private async Task<string?> DescribeMendedAsync(IEnumerable<string> places, CancellationToken cancel)
    {
        var fields = await access.FieldsAsync(cancel);
        var seen = places.Distinct().Where(fields.MaySeePlace).ToList();
        return seen.Count == 0 ? null : $"What it referred to in {string.Join(", ", seen)} was removed or replaced meanwhile, and so it was here.";
    }

    private async Task<IReadOnlyDictionary<string, string>> FreePathsAsync(ContentItem[] versions, ContentDefinitions known, CancellationToken cancel)
    {
        var wanted = versions.SelectMany(version => ItemRoutes.In(version, known)).Select(route => route.Path).ToHashSet(StringComparer.Ordinal);
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
