namespace Cms.Tests;

/// <summary>Recipes and their pieces as JSON text, in one short call each.</summary>
internal static class RecipeText
{
    public const string Editable = "\"Creatable\":true,\"Listable\":true,\"Draftable\":true,\"Versionable\":true";

    public static string Of(params string[] steps) => $$"""{"name":"test","issetuprecipe":true,"steps":[{{List(steps)}}]}""";

    public static string Definitions(params string[] typesAndParts) => $$"""
        {"name":"ContentDefinition",
         "ContentTypes":[{{List(typesAndParts.Where(IsType))}}],
         "ContentParts":[{{List(typesAndParts.Where(one => !IsType(one)))}}]}
        """;

    public static string Content(params string[] items) => $$"""{"name":"content","data":[{{List(items)}}]}""";

    /// <summary>A content type. Settings are members of <c>ContentTypeSettings</c>; parts come from <see cref="Attach"/>.</summary>
    public static string Type(string name, string settings, params string[] parts) => $$"""
        {"Name":"{{name}}","Settings":{"ContentTypeSettings":{ {{settings}} } },"ContentTypePartDefinitionRecords":[{{List(parts)}}]}
        """;

    /// <summary>A part of a type. Settings are whole sections.</summary>
    public static string Attach(string partName, string? name = null, string settings = "") =>
        $$"""{"PartName":"{{partName}}","Name":"{{name ?? partName}}","Settings":{ {{settings}} } }""";

    public static string Bag(string name, params string[] allowed) =>
        Attach("BagPart", name, $$"""
            "BagPartSettings":{"ContainedContentTypes":[{{List(allowed.Select(type => $"\"{type}\""))}}]}
            """);

    public static string Part(string name, params string[] fields) =>
        $$"""{"Name":"{{name}}","Settings":{},"ContentPartFieldDefinitionRecords":[{{List(fields)}}]}""";

    /// <summary>A field. Settings are members of the settings of the field's kind.</summary>
    public static string Field(string kind, string name, string settings = "") =>
        $$"""{"FieldName":"{{kind}}","Name":"{{name}}","Settings":{"{{kind}}Settings":{ {{settings}} } } }""";

    private static bool IsType(string json) => json.Contains("ContentTypePartDefinitionRecords", StringComparison.Ordinal);

    private static string List(IEnumerable<string> pieces) => string.Join(',', pieces);
}
