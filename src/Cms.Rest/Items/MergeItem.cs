using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;

namespace Cms.Rest.Items;

/// <summary>Works out what an item is to be from what it is and what a request says of it. Pure: nothing that is handed in changes.</summary>
internal static class MergeItem
{
    private static readonly HashSet<string> Settable = [nameof(ContentItem.DisplayText), nameof(ContentItem.Owner)];

    /// <summary>The object with the other one written over it: objects merge, everything else is replaced.</summary>
    /// <param name="target">What there is.</param>
    /// <param name="over">What is written over it.</param>
    /// <param name="nullRemoves">True as RFC 7396 says; false as Orchard Core has it, where null leaves alone what is there.</param>
    public static JsonObject Merge(JsonObject target, JsonObject over, bool nullRemoves)
    {
        var merged = target.DeepClone().AsObject();
        foreach (var (name, value) in over)
        {
            if (value is null && nullRemoves)
                merged.Remove(name);
            else if (value is null)
                merged.TryAdd(name, null);
            else if (value is JsonObject members && (nullRemoves || merged[name] is JsonObject))
                merged[name] = Merge(merged[name] as JsonObject ?? [], members, nullRemoves);
            else
                merged[name] = value.DeepClone();
        }

        return merged;
    }

    /// <summary>What is wrong with an item that a request sends, whatever its type says.</summary>
    public static IEnumerable<Complaint> Check(JsonObject body)
    {
        foreach (var (name, value) in body)
        {
            if (ItemMembers.Names.Contains(name))
            {
                if (name is nameof(ContentItem.ContentItemId) or nameof(ContentItem.ContentType) or nameof(ContentItem.DisplayText) or nameof(ContentItem.Owner) && value is not null && !IsText(value))
                    yield return new Complaint(name, "must be a text");
            }
            else if (ItemMembers.Names.FirstOrDefault(member => member.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } meant)
            {
                yield return new Complaint(name, $"must be written {meant}");
            }
            else if (value is not (null or JsonObject))
            {
                yield return new Complaint(name, "must be a JSON object, as every part is");
            }
        }
    }

    /// <summary>What of a patched item only the site itself may say.</summary>
    public static IEnumerable<Complaint> Kept(JsonObject before, JsonObject after) =>
        from name in ItemMembers.Names
        where !Settable.Contains(name) && !JsonNode.DeepEquals(before[name], after[name])
        select new Complaint(name, "is kept by the site and cannot be changed");

    private static bool IsText(JsonNode value) => value.GetValueKind() == System.Text.Json.JsonValueKind.String;
}
