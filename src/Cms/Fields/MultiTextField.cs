using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Definitions;

namespace Cms.Fields;

/// <summary>Several texts, chosen from a list where the settings have <c>Options</c>: <c>{"Values":["r","b"]}</c>.</summary>
public sealed class MultiTextField : FieldType
{
    public override string Name => "MultiTextField";

    public override Shape Shape => new TextsShape("Values");

    public override IEnumerable<string> Check(JsonElement value, PartField field)
    {
        var values = TextsOf(value, "Values");
        if (values.Count == 0 && field.Required)
            yield return "is required";

        var allowed = OptionValues(field.Setting("Options"));
        foreach (var one in values.Where(one => allowed.Count > 0 && !allowed.Contains(one)))
            yield return $"must have only {string.Join(", ", allowed)}, not \"{one}\"";
    }
}
