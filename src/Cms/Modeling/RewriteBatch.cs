using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;

namespace Cms.Modeling;

/// <summary>What a change of stored items makes of some versions.</summary>
/// <param name="Changed">Those that it changes, with their new JSON.</param>
/// <param name="Blocked">Ids of the items in which something stands under a new name already.</param>
internal sealed record RewriteBatch(IReadOnlyList<StoredVersion> Changed, IReadOnlySet<string> Blocked)
{
    /// <summary>Applies it to the versions.</summary>
    public static RewriteBatch Of(ItemRewrite rewrite, IReadOnlyList<StoredVersion> versions)
    {
        var changed = new List<StoredVersion>();
        var blocked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var version in versions)
        {
            var item = version.Item;
            var parts = JsonNode.Parse(item.PartsJson)!.AsObject();
            if (rewrite.IsBlockedIn(parts, item.ContentType))
                blocked.Add(item.ContentItemId);
            if (rewrite.Apply(parts, item.ContentType))
                changed.Add(version with { Item = item with { PartsJson = parts.ToJsonString(ContentItemJson.Options) } });
        }

        return new RewriteBatch(changed, blocked);
    }
}
