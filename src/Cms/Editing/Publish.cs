using Cms.Content;
using Cms.Definitions;
using Cms.Editing.Scheduling;
using Cms.Editing.Versions;
using Cms.Events;
using Cms.Search;
using Cms.Users;

namespace Cms.Editing;

/// <summary>Makes a version of an item the one that visitors see.</summary>
public sealed class Publish(ContentAccess access, TenantWork work, ContentStore store, TenantDefinitions definitions, Compose compose, StoreVersion storeVersion, SetHomePage setHomePage, PruneVersions prune, TimeProvider clock)
{
    /// <summary>Saves a new version and publishes it, in one transaction. Fails like <see cref="SaveDraft"/>.</summary>
    public Task<Outcome<ContentItem>> RunAsync(ContentDraft draft, Editor by, CancellationToken cancel) =>
        storeVersion.RunAsync(draft, publish: true, by, cancel);

    /// <summary>Publishes the latest version. An item whose latest version is published already is given back as it is.</summary>
    public async Task<Outcome<ContentItem>> RunAsync(string contentItemId, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        if (await store.FindLatestAsync(contentItemId, cancel) is not { } latest)
            return ContentAccess.Missing(contentItemId);

        if (await access.RefuseAsync(ContentAction.Publish, latest, cancel) is { } refused)
            return refused;

        if (latest.Published)
            return latest;

        // A draft may have been saved under an older definition of its type, so it is checked again here.
        var complaints = await compose.CheckAsync(latest, cancel);
        if (complaints.Count > 0)
            return Problem.Invalid($"\"{latest.DisplayText}\"", complaints);

        var known = await definitions.GetAsync(cancel);

        // Wishes that are fulfilled are dismissed, and versions are never edited, so this makes one more.
        var version = await setHomePage.RunAsync(Schedules.Published(latest, known) ?? latest, known, cancel);
        var isNew = !ReferenceEquals(version, latest);
        if (isNew)
            version = version with { ContentItemVersionId = ContentId.New() };
        var published = IndexRows.Of(version with { Published = true, PublishedUtc = clock.GetUtcNow().UtcDateTime }, known);
        await store.SaveAsync(
            new ContentChange
            {
                ContentItemId = contentItemId,
                ExpectedVersionId = latest.ContentItemVersionId,
                NewVersion = isNew ? published.Item : null,
                Latest = published,
                Published = published,
                KeepHistory = known.FindType(latest.ContentType)?.Versionable ?? true,
                Event = new ContentPublished(contentItemId, latest.ContentType),
            },
            cancel);
        if (isNew)
            await prune.RunAsync(contentItemId, cancel);
        await transaction.CommitAsync(cancel);
        return published.Item;
    }
}
