using Cms.Content;
using Cms.Definitions;
using Cms.Editing.Versions;
using Cms.Events;

namespace Cms.Editing.Scheduling;

/// <summary>What the verbs of scheduling share: versions that differ from the present ones only in their moments are stored.</summary>
public sealed class Reschedule(ContentStore store, TenantDefinitions definitions, UncheckedRows rows, PruneVersions prune, TimeProvider clock)
{
    /// <summary>Stores the changed versions in the caller's transaction. The latest version afterwards.</summary>
    /// <param name="latest">The latest version.</param>
    /// <param name="published">The published version; null when there is none or when it is the latest one.</param>
    /// <param name="change">Makes of a version one with other moments; null leaves it as it is.</param>
    /// <param name="by">Who changes it.</param>
    /// <param name="cancel">Stops the work.</param>
    internal async Task<ContentItem> RunAsync(ContentItem latest, ContentItem? published, Func<ContentItem, ContentItem?> change, Editor by, CancellationToken cancel)
    {
        var known = await definitions.GetAsync(cancel);
        if (published is not null && Stamped(change(published)) is { } visible)
        {
            await SaveAsync(latest, visible, latest, visible);
            published = visible;
        }

        if (Stamped(change(latest)) is { } newest)
        {
            await SaveAsync(latest, newest, newest, latest.Published ? newest : published);
            latest = newest;
        }

        await prune.RunAsync(latest.ContentItemId, cancel);
        return latest;

        ContentItem? Stamped(ContentItem? version) => version is null ? null : version with { ContentItemVersionId = ContentId.New(), ModifiedUtc = clock.GetUtcNow().UtcDateTime, Author = by.UserName };

        async Task SaveAsync(ContentItem expected, ContentItem added, ContentItem newLatest, ContentItem? newPublished) => await store.SaveAsync(
            new ContentChange
            {
                ContentItemId = expected.ContentItemId,
                ExpectedVersionId = expected.ContentItemVersionId,
                NewVersion = added,
                Latest = await rows.OfAsync(newLatest, known, cancel),
                Published = newPublished is null ? null : await rows.OfAsync(newPublished, known, cancel),
                KeepHistory = known.FindType(expected.ContentType)?.Versionable ?? true,
                Event = new ContentRescheduled(expected.ContentItemId, expected.ContentType),
            },
            cancel);
    }
}
