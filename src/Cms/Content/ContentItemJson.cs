using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Definitions;

namespace Cms.Content;

/// <summary>Content items in Orchard Core's JSON: metadata members first, then one member for each part.</summary>
public static class ContentItemJson
{
    /// <summary>How JSON is written everywhere: readable Unicode; it is data, and every front encodes for its own place.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The whole item as JSON.</summary>
    public static JsonObject Write(ContentItem item)
    {
        var json = new JsonObject
        {
            ["ContentItemId"] = item.ContentItemId,
            ["ContentItemVersionId"] = item.ContentItemVersionId,
            ["ContentType"] = item.ContentType,
            ["DisplayText"] = item.DisplayText,
            ["Latest"] = item.Latest,
            ["Published"] = item.Published,
            ["ModifiedUtc"] = item.ModifiedUtc,
            ["PublishedUtc"] = item.PublishedUtc,
            ["CreatedUtc"] = item.CreatedUtc,
            ["Owner"] = item.Owner,
            ["Author"] = item.Author,
        };
        foreach (var (name, part) in JsonNode.Parse(item.PartsJson)!.AsObject())
            json[name] = part?.DeepClone();
        return json;
    }

    /// <summary>The parts of an item given as JSON, without its metadata. A copy.</summary>
    public static JsonObject PartsOf(JsonObject json)
    {
        var parts = new JsonObject();
        foreach (var (name, part) in json)
        {
            if (!ItemMembers.Names.Contains(name))
                parts[name] = part?.DeepClone();
        }

        return parts;
    }
}
