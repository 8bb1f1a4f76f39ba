using Cms.Content;
using Cms.Definitions;
using Cms.Editing.Scheduling;
using Cms.Editing.Versions;
using Cms.Events;
using Cms.Users;

namespace Cms.Editing;

/// <summary>An item that visitors no longer see.</summary>
/// <param name="Item">Its latest version.</param>
/// <param name="StillUsedBy">What refers to it all the same, some at most: visitors now find nothing there.</param>
public sealed record UnpublishedItem(ContentItem Item, IReadOnlyList<ReferenceUse> StillUsedBy);

/// <summary>Takes an item away from visitors; its latest version stays as a draft.</summary>
public sealed class Unpublish(
    ContentAccess access, TenantWork work, ContentStore store, TenantDefinitions definitions, UncheckedRows rows, PruneVersions prune, WhereUsed whereUsed, TimeProvider clock)
{
    private const int MostUses = 50;

    /// <summary>The latest version, with what still refers to the item. An item that is not published is given back as it is.</summary>
    public async Task<Outcome<UnpublishedItem>> RunAsync(string contentItemId, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        if (await store.FindLatestAsync(contentItemId, cancel) is not { } latest)
            return ContentAccess.Missing(contentItemId);

        if (await access.RefuseAsync(ContentAction.Publish, latest, cancel) is { } refused)
            return refused;

        var uses = await access.VisibleAsync(await whereUsed.ListAllAsync(latest, MostUses, cancel), cancel);
        if (await store.FindPublishedAsync(contentItemId, cancel) is null)
            return new UnpublishedItem(latest, uses);

        var known = await definitions.GetAsync(cancel);

        // An end that has come is dismissed, or the item would end again as soon as it is published; versions are never edited, so this makes
        // one more. An end to come stays.
        var now = clock.GetUtcNow().UtcDateTime;
        var ended = Schedules.Without(latest, known, due => due.Kind == ScheduledKind.Unpublish && due.DueUtc <= now);
        var draft = (ended is null ? latest : ended with { ContentItemVersionId = ContentId.New() }) with { Published = false };
        await store.SaveAsync(
            new ContentChange
            {
                ContentItemId = contentItemId,
                ExpectedVersionId = latest.ContentItemVersionId,
                NewVersion = ended is null ? null : draft,
                Latest = await rows.OfAsync(draft, known, cancel),
                Published = null,
                KeepHistory = known.FindType(latest.ContentType)?.Versionable ?? true,
                Event = new ContentUnpublished(contentItemId, latest.ContentType),
            },
            cancel);
        if (ended is not null)
            await prune.RunAsync(contentItemId, cancel);
        await transaction.CommitAsync(cancel);
        return new UnpublishedItem(draft, uses);
    }
}
