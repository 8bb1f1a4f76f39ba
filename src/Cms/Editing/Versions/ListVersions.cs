using Cms.Content;
using Cms.Users;

namespace Cms.Editing.Versions;

/// <summary>A page of an item's versions.</summary>
/// <param name="Versions">Newest first.</param>
/// <param name="HasMore">There are older ones.</param>
/// <param name="Latest">The latest version, whichever page this is.</param>
/// <param name="MayChange">The caller may bring old versions back.</param>
public sealed record VersionPage(IReadOnlyList<ContentItem> Versions, bool HasMore, ContentItem Latest, bool MayChange);

/// <summary>Lists the versions of an item for whoever may see its drafts.</summary>
public sealed class ListVersions(ContentAccess access, ContentStore store)
{
    /// <summary>The versions without the values of fields that the caller may not see. <see cref="ProblemKind.NotFound"/> for an item that is not there, or was removed; <see cref="ProblemKind.Forbidden"/> when the caller may not see its drafts.</summary>
    /// <param name="contentItemId">The item.</param>
    /// <param name="skip">How many of the newest are left out.</param>
    /// <param name="first">How many are listed at most.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<VersionPage>> RunAsync(string contentItemId, int skip, int first, CancellationToken cancel)
    {
        if (await store.FindLatestAsync(contentItemId, cancel) is not { } latest)
            return ContentAccess.Missing(contentItemId);

        if (await access.RefuseAsync(ContentAction.Preview, latest, cancel) is { } refused)
            return refused;

        var versions = await store.ListVersionsAsync(contentItemId, skip, first + 1, cancel);
        var fields = await access.FieldsAsync(cancel);
        return new VersionPage([.. versions.Take(first).Select(fields.Visible)], versions.Count > first, fields.Visible(latest), await access.RefuseAsync(ContentAction.Edit, latest, cancel) is null);
    }
}
