using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Definitions;
using Cms.Fields;

namespace Cms.Tests.Fields;

/// <summary>What a kind of field says of a value.</summary>
internal static class FieldCheck
{
    /// <summary>The complaints in the order in which an editor sees them. Settings are members of the kind's own section.</summary>
    public static IReadOnlyList<string> Of(FieldType type, string value, string settings = "") =>
        WithSections(type, value, $$"""{"{{type.Name}}Settings":{ {{settings}} } }""");

    /// <summary>The same with whole sections of settings.</summary>
    public static IReadOnlyList<string> WithSections(FieldType type, string value, string sections)
    {
        var json = JsonElement.Parse(value);
        var field = new PartField(type.Name, "Field", new DefinitionSettings(JsonNode.Parse(sections)!.AsObject()));
        return type.CheckJson(json).ToList() is { Count: > 0 } complaints ? complaints : [.. type.Check(json, field)];
    }
}
