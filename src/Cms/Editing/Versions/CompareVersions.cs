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
        var versions = await store.ListVersionsAsync(contentItemId, cancel);
        if (versions.Count == 0)
            return ContentAccess.Missing(contentItemId);

        if (await access.RefuseAsync(ContentAction.Preview, versions[0], cancel) is { } refused)
            return refused;

        var before = versions.FirstOrDefault(version => version.ContentItemVersionId == beforeVersionId);
        var after = versions.FirstOrDefault(version => version.ContentItemVersionId == afterVersionId);
        if (before is null || after is null)
            return RestoreVersion.UnknownVersion(versions[0], before is null ? beforeVersionId : afterVersionId);

        var fields = await access.FieldsAsync(cancel);
        (before, after) = (fields.Visible(before), fields.Visible(after));
        return new VersionComparison(before, after, VersionDifferences.Between(before, after, await definitions.GetAsync(cancel)));
    }
}
