using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cms.Themes;

/// <summary>What an item tells search engines, as templates see it in <c>page.seo</c>.</summary>
internal static class SeoModel
{
    private static readonly (string Name, string Member)[] Texts =
        [("title", "PageTitle"), ("description", "MetaDescription"), ("keywords", "MetaKeywords"), ("robots", "MetaRobots")];

    private static readonly (string Name, string Member)[] TagTexts = [("name", "Name"), ("property", "Property"), ("content", "Content")];

    /// <summary>The model; null when the item tells nothing. Empty texts are left out.</summary>
    public static JsonObject? Of(JsonElement part)
    {
        if (part.ValueKind != JsonValueKind.Object)
            return null;

        var model = ModelOf(part, Texts);
        if (part.TryGetProperty("CustomMetaTags", out var tags) && tags.ValueKind == JsonValueKind.Array)
            model["tags"] = new JsonArray([.. tags.EnumerateArray().Select(tag => ModelOf(tag, TagTexts)).Where(tag => tag.ContainsKey("content"))]);
        return model;
    }

    private static JsonObject ModelOf(JsonElement json, (string Name, string Member)[] texts)
    {
        var model = new JsonObject();
        foreach (var (name, member) in texts)
        {
            if (JsonText.Find(json, member) is { } text)
                model[name] = text;
        }

        return model;
    }
}
