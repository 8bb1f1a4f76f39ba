using System.Text.Json.Nodes;
using Cms.Definitions;

namespace Cms.Content;

/// <summary>
/// The current tenant's versions as they lie in the store, for work that follows a change of definitions through all of them. Implemented
/// by Cms.Storage and, in tests, in memory; held to the same behaviour by ChangeDefinitionsContract (SQL), IndexFollowsContract and OneItemForEachPathContract.
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

    /// <summary>Those of the next versions of <see cref="ListAsync"/> whose JSON has a member of this name somewhere; it may give others too.</summary>
    public abstract Task<IReadOnlyList<StoredVersion>> ListWithMemberAsync(string name, long after, int count, CancellationToken cancel);

    /// <summary>Writes the JSON of these versions. Needs a transaction. Their index rows stay as they are until <see cref="ReindexAsync"/>.</summary>
    public abstract Task RewriteAsync(IReadOnlyList<StoredVersion> versions, CancellationToken cancel);

    /// <summary>How many latest and published versions there are of each type; types without any are left out.</summary>
    public abstract Task<IReadOnlyDictionary<string, int>> CountIndexedAsync(CancellationToken cancel);

    /// <summary>The next latest and published versions in the order of <see cref="ListAsync"/>, with their index rows as they stand.</summary>
    /// <param name="types">Only of these types; null takes all.</param>
    /// <param name="after">The <see cref="StoredIndex.Row"/> of the last one before; 0 begins.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="cancel">Stops the work.</param>
    public abstract Task<IReadOnlyList<StoredIndex>> ListIndexedAsync(IReadOnlyCollection<string>? types, long after, int count, CancellationToken cancel);

    /// <summary>The latest and published versions that stand in the index under one of these paths, their own or of an item inside, or one of these aliases.</summary>
    public abstract Task<IReadOnlyList<StoredIndex>> ListHoldersAsync(IReadOnlyCollection<string> paths, IReadOnlyCollection<string> aliases, CancellationToken cancel);

    /// <summary>
    /// Puts these rows in the place of those that the versions have. Needs a transaction. A public path that is left is remembered as by a save; a
    /// moment that stays the same keeps its failures.
    /// </summary>
    public abstract Task ReindexAsync(IReadOnlyList<StoredIndex> versions, CancellationToken cancel);

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
        if (!definitions.Pending.Any(rewrite => rewrite.ChangesJson))
            return item;

        var parts = JsonNode.Parse(item.PartsJson)!.AsObject();
        var (type, changed) = (item.ContentType, false);
        foreach (var rewrite in definitions.Pending)
        {
            changed |= rewrite.Apply(parts, type);
            type = rewrite.TypeAfter(type);
        }

        return item with { ContentType = type, PartsJson = changed ? parts.ToJsonString(ContentItemJson.Options) : item.PartsJson };
    }
}

/// <summary>A version with its place in the order in which versions were saved.</summary>
public sealed record StoredVersion(long Row, ContentItem Item);

/// <summary>A latest or published version with its index rows.</summary>
/// <param name="Row">Its place in the order in which versions were saved.</param>
/// <param name="Version">
/// The version, with its JSON as it is stored, and its rows. Of the moments that it names only those of <see cref="Schedules"/> are rows.
/// </param>
public sealed record StoredIndex(long Row, IndexedVersion Version)
{
    /// <summary>What a version in its state can schedule: what visitors see ends at a moment, a draft is published at one.</summary>
    public ScheduledKind Schedules => Version.Item.Published ? ScheduledKind.Unpublish : ScheduledKind.Publish;
}
