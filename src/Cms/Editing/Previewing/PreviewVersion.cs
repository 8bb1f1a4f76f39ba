using Cms.Content;
using Cms.Editing.Versions;
using Cms.Users;

namespace Cms.Editing.Previewing;

/// <summary>Shows in this request a stored version of an item, as if it were published.</summary>
public sealed class PreviewVersion(ContentAccess access, ContentStore store, ShowPreview show)
{
    /// <summary>The version as it is shown. <see cref="ProblemKind.NotFound"/> when it is not there; <see cref="ProblemKind.Forbidden"/> when the caller may not see drafts of the item.</summary>
    /// <param name="contentItemId">The item.</param>
    /// <param name="contentItemVersionId">The version; null for the latest one.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<ContentItem>> RunAsync(string contentItemId, string? contentItemVersionId, CancellationToken cancel)
    {
        var found = await FindAsync(access, store, contentItemId, contentItemVersionId, cancel);
        return found.Problem is { } problem ? problem : await show.RunAsync(found.Value, showsFields: true, cancel);
    }

    /// <summary>The stored version, when the caller may see drafts of the item.</summary>
    internal static async Task<Outcome<ContentItem>> FindAsync(ContentAccess access, ContentStore store, string contentItemId, string? contentItemVersionId, CancellationToken cancel)
    {
        if (!ContentId.IsValid(contentItemId) || await store.FindLatestAsync(contentItemId, cancel) is not { } latest)
            return ContentAccess.Missing(contentItemId);

        if (await access.RefuseAsync(ContentAction.Preview, latest, cancel) is { } refused)
            return refused;

        return await ShowPreview.FindAsync(store, latest, contentItemVersionId, cancel) is { } version ? version : RestoreVersion.UnknownVersion(latest, contentItemVersionId!);
    }
}
