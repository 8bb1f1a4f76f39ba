using Cms.Content;
using Cms.Definitions;
using Cms.Editing.Scheduling;
using Cms.Editing.Versions;
using Cms.Events;
using Cms.Search;

namespace Cms.Editing;

/// <summary>Takes an item away from visitors; its latest version stays as a draft.</summary>
public sealed class Unpublish(TenantWork work, ContentStore store, TenantDefinitions definitions, PruneVersions prune, TimeProvider clock)
{
    /// <summary>The latest version. An item that is not published is given back as it is.</summary>
    public async Task<Outcome<ContentItem>> RunAsync(string contentItemId, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        if (await store.FindLatestAsync(contentItemId, cancel) is not { } latest)
            return Problem.NotFound($"There is no content item {contentItemId}.");

        if (await store.FindPublishedAsync(contentItemId, cancel) is null)
            return latest;

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
                Latest = IndexRows.Of(draft, known),
                Published = null,
                KeepHistory = known.FindType(latest.ContentType)?.Versionable ?? true,
                Event = new ContentUnpublished(contentItemId, latest.ContentType),
            },
            cancel);
        if (ended is not null)
            await prune.RunAsync(contentItemId, cancel);
        await transaction.CommitAsync(cancel);
        return draft;
    }
}
