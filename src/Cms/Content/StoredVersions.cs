using System.Text.Json.Nodes;
using Cms.Definitions;

namespace Cms.Content;

/// <summary>
/// The current tenant's versions as they lie in the store, for work that follows a change of definitions through all of them. Implemented
/// by Cms.Storage and, in tests, in memory; held to the same behaviour by StoredVersionsContract.
/// </summary>
public abstract class StoredVersions
{
    /// <summary>How many versions there are, of items that were removed too.</summary>
    public abstract Task<int> CountAsync(CancellationToken cancel);

    /// <summary>
    /// The next versions in the order in which they were saved, of all types and of items that were removed too, with their JSON as it is
    /// stored: what <see cref="ContentDefinitions.Pending"/> says is not applied.
    /// </summary>
    /// <param name="after">The <see cref="StoredVersion.Row"/> of the last one before; 0 begins.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="cancel">Stops the work.</param>
    public abstract Task<IReadOnlyList<StoredVersion>> ListAsync(long after, int count, CancellationToken cancel);

    /// <summary>
    /// Writes the JSON of these versions, and anew where in them other items are referred to. Needs a transaction. The values by which lists, paths
    /// and terms find them must be the same as before.
    /// </summary>
    /// <param name="versions">The versions with their new JSON.</param>
    /// <param name="definitions">The definitions that it is written under.</param>
    /// <param name="cancel">Stops the work.</param>
    public abstract Task RewriteAsync(IReadOnlyList<StoredVersion> versions, ContentDefinitions definitions, CancellationToken cancel);

    /// <summary>Gives every version of this type the other type. Needs a transaction. How many versions.</summary>
    public abstract Task<int> RenameTypeAsync(string from, string to, CancellationToken cancel);

    /// <summary>
    /// Throws away every version of every item of this type; their public paths answer as those of removed items. Needs a transaction.
    /// How many versions.
    /// </summary>
    public abstract Task<int> PurgeTypeAsync(string contentType, CancellationToken cancel);

    /// <summary>The item with the names that these definitions have, whatever is pending.</summary>
    public static ContentItem Current(ContentItem item, ContentDefinitions definitions)
    {
        if (definitions.Pending.Count == 0)
            return item;

        var parts = JsonNode.Parse(item.PartsJson)!.AsObject();
        var changed = false;
        foreach (var rewrite in definitions.Pending)
            changed |= rewrite.Apply(parts, item.ContentType);
        return changed ? item with { PartsJson = parts.ToJsonString(ContentItemJson.Options) } : item;
    }
}

/// <summary>A version with its place in the order in which versions were saved.</summary>
public sealed record StoredVersion(long Row, ContentItem Item);
