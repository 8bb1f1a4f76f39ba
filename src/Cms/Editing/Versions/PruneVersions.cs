using Cms.Content;
using Cms.Definitions;

namespace Cms.Editing.Versions;

/// <summary>Throws away the old versions of an item that its type does not keep.</summary>
public sealed class PruneVersions(TenantWork work, ContentStore store, TenantDefinitions definitions, TimeProvider clock)
{
    /// <summary>
    /// How many versions went. The latest and the published one always stay; of the others those that one of the type's limits rules out
    /// go, and all of them when the type keeps none. May run again and then finds nothing.
    /// </summary>
    public async Task<Outcome<int>> RunAsync(string contentItemId, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        if (await store.FindLatestAsync(contentItemId, cancel) is not { } latest)
            return Problem.NotFound($"There is no content item {contentItemId}.");

        var type = (await definitions.GetAsync(cancel)).FindType(latest.ContentType);
        if (type is null || (type.Versionable && type.VersionLimits == VersionLimits.None))
            return 0;

        var outdated = Outdated(await store.ListVersionsAsync(contentItemId, cancel), type, clock.GetUtcNow().UtcDateTime);
        if (outdated.Count == 0)
            return 0;

        var pruned = await store.PruneAsync(contentItemId, outdated, cancel);
        await transaction.CommitAsync(cancel);
        return pruned;
    }

    /// <summary>The ids of the versions that the type does not keep.</summary>
    /// <param name="versions">All versions of an item, newest first.</param>
    /// <param name="type">Its type.</param>
    /// <param name="nowUtc">The moment at which the age counts.</param>
    public static IReadOnlyList<string> Outdated(IReadOnlyList<ContentItem> versions, ContentType type, DateTime nowUtc)
    {
        var limits = type.VersionLimits;
        var oldest = limits.MaximumAgeInDays is { } days ? nowUtc.AddDays(-days) : DateTime.MinValue;
        return
        [
            .. versions.Index()
                .Where(version => version.Item is { Latest: false, Published: false }
                    && (!type.Versionable
                        || version.Index >= limits.MaximumVersions

                        // A text that stood for years was in use until yesterday, if it was replaced yesterday.
                        || (version.Index > 0 && versions[version.Index - 1].ModifiedUtc < oldest)))
                .Select(version => version.Item.ContentItemVersionId),
        ];
    }
}
