using Cms.Content;
using Cms.Definitions;
using Cms.Events;
using Cms.Users;

namespace Cms.Editing;

/// <summary>Throws away what was saved since the item was published; the published version is the latest again.</summary>
public sealed class DiscardDraft(ContentAccess access, TenantWork work, ContentStore store, TenantDefinitions definitions, UncheckedRows rows)
{
    /// <summary>The published version. <see cref="ProblemKind.Invalid"/> for an item that was never published: it would be gone.</summary>
    public async Task<Outcome<ContentItem>> RunAsync(string contentItemId, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        if (await store.FindLatestAsync(contentItemId, cancel) is not { } latest)
            return ContentAccess.Missing(contentItemId);

        if (await access.RefuseAsync(ContentAction.Edit, latest, cancel) is { } refused)
            return refused;

        if (latest.Published)
            return latest;

        if (await store.FindPublishedAsync(contentItemId, cancel) is not { } published)
            return Problem.Invalid($"\"{latest.DisplayText}\" is not published, so there is no version to go back to; remove it instead.");

        var known = await definitions.GetAsync(cancel);
        var indexed = await rows.OfAsync(published with { Latest = true }, known, cancel);
        await store.SaveAsync(
            new ContentChange
            {
                ContentItemId = contentItemId,
                ExpectedVersionId = latest.ContentItemVersionId,
                Latest = indexed,
                Published = indexed,
                KeepHistory = known.FindType(latest.ContentType)?.Versionable ?? true,
                Event = new DraftDiscarded(contentItemId, latest.ContentType),
            },
            cancel);
        await transaction.CommitAsync(cancel);
        return indexed.Item;
    }
}
