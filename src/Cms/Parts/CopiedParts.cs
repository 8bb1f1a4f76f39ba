using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;

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
