using Cms.Content;
using Cms.Definitions;
using Cms.Users;

namespace Cms.Editing.Versions;

/// <summary>Tells field by field what differs between two versions of an item.</summary>
public sealed class CompareVersions(ContentAccess access, ContentStore store, TenantDefinitions definitions)
{
    /// <summary>
    /// The differences from the first version to the second, whichever is older; also of a removed item. Items inside are matched by id, so
    /// that one that only stands elsewhere is moved, not removed and added. A missing value and an empty object are the same. Fields that the caller may not
    /// see are in neither version.
    /// </summary>
    public async Task<Outcome<VersionComparison>> RunAsync(string contentItemId, string beforeVersionId, string afterVersionId, CancellationToken cancel)
    {
        if (await store.ListVersionsAsync(contentItemId, 0, 1, cancel) is not [var newest])
            return ContentAccess.Missing(contentItemId);

        if (await access.RefuseAsync(ContentAction.Preview, newest, cancel) is { } refused)
            return refused;

        var before = await store.FindVersionAsync(contentItemId, beforeVersionId, cancel);
        var after = await store.FindVersionAsync(contentItemId, afterVersionId, cancel);
        if (before is null || after is null)
            return RestoreVersion.UnknownVersion(newest, before is null ? beforeVersionId : afterVersionId);

        var fields = await access.FieldsAsync(cancel);
        (before, after) = (fields.Visible(before), fields.Visible(after));
        return new VersionComparison(before, after, VersionDifferences.Between(before, after, await definitions.GetAsync(cancel)));
    }
}
