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
        ["OrchardCore.Menu"] = JsonNode.Parse("""
            {"ContentTypes":[
              {"Name":"Menu","DisplayName":"Menu",
               "Settings":{"ContentTypeSettings":{"Creatable":true,"Listable":true,"Draftable":true,"Versionable":true}},
               "ContentTypePartDefinitionRecords":[
                {"PartName":"TitlePart","Name":"TitlePart","Settings":{"ContentTypePartSettings":{"Position":"1"}}},
                {"PartName":"AliasPart","Name":"AliasPart","Settings":{"ContentTypePartSettings":{"Position":"2"},"AliasPartSettings":{"Pattern":"SLUG"}}},
                {"PartName":"MenuPart","Name":"MenuPart","Settings":{"ContentTypePartSettings":{"Position":"3"}}},
                {"PartName":"MenuItemsListPart","Name":"MenuItemsListPart","Settings":{"ContentTypePartSettings":{"Position":"4"}}}]},
              {"Name":"LinkMenuItem","DisplayName":"Link menu item","Settings":{"ContentTypeSettings":{"Stereotype":"MenuItem"}},
               "ContentTypePartDefinitionRecords":[{"PartName":"LinkMenuItemPart","Name":"LinkMenuItemPart","Settings":{}}]},
              {"Name":"ContentMenuItem","DisplayName":"Content menu item","Settings":{"ContentTypeSettings":{"Stereotype":"MenuItem"}},
               "ContentTypePartDefinitionRecords":[{"PartName":"ContentMenuItemPart","Name":"ContentMenuItemPart","Settings":{}}]},
              {"Name":"HtmlMenuItem","DisplayName":"HTML menu item","Settings":{"ContentTypeSettings":{"Stereotype":"MenuItem"}},
               "ContentTypePartDefinitionRecords":[{"PartName":"HtmlMenuItemPart","Name":"HtmlMenuItemPart","Settings":{}}]}],
             "ContentParts":[
              {"Name":"ContentMenuItemPart","Settings":{},"ContentPartFieldDefinitionRecords":[
                {"FieldName":"ContentPickerField","Name":"SelectedContentItem","Settings":{"ContentPartFieldSettings":{"DisplayName":"Selected content item"},
                  "ContentPickerFieldSettings":{"Required":true,"DisplayAllContentTypes":true}}}]}]}
            """.Replace("SLUG", Slug, StringComparison.Ordinal))!.AsObject(),
    };

    /// <summary>The types and parts of this feature that are missing in the definitions and that these steps of a recipe do not define themselves; null when there are none.</summary>
    public static JsonObject? FindMissing(ContentDefinitions definitions, string feature, IReadOnlyList<JsonObject> steps)
    {
        if (!ByFeature.TryGetValue(feature, out var provided))
            return null;

        var types = Missing("ContentTypes", name => definitions.FindType(name) is null);
        var parts = Missing("ContentParts", name => definitions.FindPart(name) is null);
        return types.Length + parts.Length > 0 ? new JsonObject { ["ContentTypes"] = new JsonArray(types), ["ContentParts"] = new JsonArray(parts) } : null;

        JsonNode[] Missing(string list, Func<string, bool> isMissing)
        {
            var own = steps
                .Where(step => Recipe.FindText(step, "name") is { } name && name.EndsWith("ContentDefinition", StringComparison.OrdinalIgnoreCase))
                .SelectMany(step => JsonText.FindMember(step, list) is JsonArray all ? all.OfType<JsonObject>() : [])
                .Select(one => Recipe.FindText(one, "Name"))
                .ToHashSet();
            return [.. (provided[list] as JsonArray ?? []).Where(one => (string)one!["Name"]! is var name && isMissing(name) && !own.Contains(name)).Select(one => one!.DeepClone())];
        }
    }
}
