using System.Text.Json.Nodes;
using Cms.Definitions;

namespace Cms.Recipes.Steps;

/// <summary>Content types that come with a feature, as in Orchard Core: enabling the feature makes those that are missing.</summary>
internal static class FeatureDefinitions
{
    private const string Slug = "{{ Model.ContentItem | display_text | slugify }}";

    private static readonly Dictionary<string, JsonObject> ByFeature = new(StringComparer.Ordinal)
    {
        ["OrchardCore.Taxonomies"] = JsonNode.Parse("""
            {"ContentTypes":[{"Name":"Taxonomy","DisplayName":"Taxonomy",
              "Settings":{"ContentTypeSettings":{"Creatable":true,"Listable":true,"Draftable":true,"Versionable":true}},
              "ContentTypePartDefinitionRecords":[
                {"PartName":"TitlePart","Name":"TitlePart","Settings":{"ContentTypePartSettings":{"Position":"1"}}},
                {"PartName":"AliasPart","Name":"AliasPart","Settings":{"ContentTypePartSettings":{"Position":"2"},"AliasPartSettings":{"Pattern":"SLUG"}}},
                {"PartName":"AutoroutePart","Name":"AutoroutePart","Settings":{"ContentTypePartSettings":{"Position":"3"},
                  "AutoroutePartSettings":{"Pattern":"SLUG","AllowRouteContainedItems":true}}},
                {"PartName":"TaxonomyPart","Name":"TaxonomyPart","Settings":{"ContentTypePartSettings":{"Position":"4"}}}]}]}
            """.Replace("SLUG", Slug, StringComparison.Ordinal))!.AsObject(),
    };

    /// <summary>The types of this feature that are missing in the definitions and that the recipe does not define itself; null when there are none.</summary>
    public static JsonObject? FindMissing(ContentDefinitions definitions, string feature, Recipe recipe)
    {
        if (!ByFeature.TryGetValue(feature, out var provided))
            return null;

        var own = recipe.Steps
            .Where(step => Recipe.FindText(step, "name") is { } name && name.EndsWith("ContentDefinition", StringComparison.OrdinalIgnoreCase))
            .SelectMany(step => JsonText.FindMember(step, "ContentTypes") is JsonArray types ? types.OfType<JsonObject>() : [])
            .Select(type => Recipe.FindText(type, "Name"))
            .ToHashSet();
        var missing = provided["ContentTypes"]!.AsArray()
            .Where(type => (string)type!["Name"]! is var name && definitions.FindType(name) is null && !own.Contains(name))
            .Select(type => type!.DeepClone())
            .ToArray();
        return missing.Length > 0 ? new JsonObject { ["ContentTypes"] = new JsonArray(missing) } : null;
    }
}
