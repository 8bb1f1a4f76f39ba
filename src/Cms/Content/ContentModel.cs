using System.Text.Json.Nodes;

namespace Cms.Content;

/// <summary>What a Liquid pattern sees of an item: <c>ContentItem</c> and, as Orchard Core's patterns write it, <c>Model.ContentItem</c>.</summary>
public static class ContentModel
{
    /// <summary>The model; <c>ContentItem.Content</c> has the parts.</summary>
    public static JsonObject Of(string contentItemId, string contentType, string displayText, JsonObject parts)
    {
        var item = new JsonObject
        {
            ["ContentItemId"] = contentItemId,
            ["ContentType"] = contentType,
            ["DisplayText"] = displayText,
            ["Content"] = parts.DeepClone(),
        };
        return new JsonObject
        {
            ["ContentItem"] = item,
            ["Model"] = new JsonObject { ["ContentItem"] = item.DeepClone() },
        };
    }
}
