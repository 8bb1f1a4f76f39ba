using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;

namespace Cms.Modeling;

/// <summary>Items that stand in the way of a rename, because something is stored under the new name already.</summary>
internal static class BlockedItems
{
    private const int Examples = 3;

    /// <summary>Why the rename is refused, or null when nothing is in its way. Reads only the versions that mention the new name.</summary>
    public static async Task<Problem?> CheckAsync(StoredVersions versions, ContentDefinitions known, ItemRewrite rewrite, int batch, CancellationToken cancel)
    {
        var blocked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in StoredNames(known, rewrite))
        {
            var row = 0L;
            while (await versions.ListWithMemberAsync(name, row, batch, cancel) is { Count: > 0 } read)
            {
                blocked.UnionWith(read.Select(version => StoredVersions.Current(version.Item, known)).Where(item => IsBlocked(rewrite, item)).Select(item => item.ContentItemId));
                row = read[^1].Row;
            }
        }

        return Refuse(rewrite, blocked);
    }

    /// <summary>The refusal, or null when there are no such items.</summary>
    public static Problem? Refuse(ItemRewrite rewrite, IReadOnlyCollection<string> items) => items.Count == 0 ? null : Problem.Conflict(
        $"{rewrite.Title}: {items.Count} content {(items.Count == 1 ? "item has" : "items have")} something stored under the new name already, such as {string.Join(", ", items.Take(Examples))}. "
        + "It was left by a field or part that was removed; purge that first.");

    private static bool IsBlocked(ItemRewrite rewrite, ContentItem item) => rewrite.IsBlockedIn(JsonNode.Parse(item.PartsJson)!.AsObject(), item.ContentType);

    // What a pending rename has not reached yet is stored under the name of before.
    private static HashSet<string> StoredNames(ContentDefinitions known, ItemRewrite rewrite)
    {
        var names = rewrite.Moves.Select(move => move.To).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var move in known.Pending.Reverse().SelectMany(pending => pending.Moves))
        {
            if (move.To is not null && names.Contains(move.To))
                names.Add(move.From);
        }

        return names;
    }
}
