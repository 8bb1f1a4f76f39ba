using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Fields;

namespace Cms.Parts;

/// <summary>The parts of an item made fit for another item.</summary>
public static class CopiedParts
{
    /// <summary>A copy of the parts without what only one item can have: ids of the items inside, and what the part types name.</summary>
    public static JsonObject Of(ContentItem item, ContentDefinitions definitions)
    {
        var parts = JsonNode.Parse(item.PartsJson)!.AsObject();
        MakeFit(item.ContentType, parts, definitions);
        return parts;
    }

    /// <summary>A copy of the parts with other paths, also of the items inside; null when the item has none of these paths.</summary>
    public static JsonObject? WithPaths(ContentItem item, IReadOnlyDictionary<string, string> others, ContentDefinitions definitions)
    {
        var parts = JsonNode.Parse(item.PartsJson)!.AsObject();
        return Move(item.ContentType, parts, others, definitions) ? parts : null;
    }

    private static bool Move(string typeName, JsonObject parts, IReadOnlyDictionary<string, string> others, ContentDefinitions definitions)
    {
        if (definitions.FindType(typeName) is not { } type)
            return false;

        var moved = false;
        foreach (var attached in type.Parts)
        {
            if (PartTypes.Find(attached.PartName)?.Shape is PathShape shape && parts[attached.Name] is JsonObject part
                && JsonText.Find(part, shape.Member) is { } path && others.TryGetValue(path, out var other))
            {
                part[shape.Member] = other;
                moved = true;
            }
        }

        foreach (var inside in ContainedItems.In(type, parts))
            moved |= Move(JsonText.Find(inside, "ContentType") ?? "", inside, others, definitions);
        return moved;
    }

    private static void MakeFit(string typeName, JsonObject parts, ContentDefinitions definitions)
    {
        if (definitions.FindType(typeName) is not { } type)
            return;

        foreach (var attached in type.Parts)
        {
            if (PartTypes.Find(attached.PartName) is { } partType && parts[attached.Name] is JsonObject part)
                partType.LeaveUnique(part);
        }

        foreach (var inside in ContainedItems.In(type, parts))
        {
            inside.Remove("ContentItemId");
            inside.Remove("ContentItemVersionId");
            MakeFit(JsonText.Find(inside, "ContentType") ?? "", inside, definitions);
        }
    }
}
