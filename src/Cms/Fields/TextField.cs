using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cms.Definitions;

namespace Cms.Fields;

/// <summary>Text, plain or Markdown source: <c>{"Text":"..."}</c>.</summary>
public sealed class TextField : FieldType
{
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromMilliseconds(250);

    public override string Name => "TextField";

    public override Shape Shape => new ScalarShape("Text", ScalarKind.Text);

    public override IEnumerable<string> Check(JsonElement value, PartField field)
    {
        var text = TextOf(value, "Text");
        if (string.IsNullOrWhiteSpace(text))
        {
            if (field.Required)
                yield return "is required";
            yield break;
        }

        if (Whole(field, "MinLength") is { } least && text.Length < least)
            yield return $"must have at least {least} characters, not {text.Length}";

        if (Whole(field, "MaxLength") is > 0 and var most && text.Length > most)
            yield return $"must have at most {most} characters, not {text.Length}";

        if (field.Setting("Pattern") is JsonValue pattern && pattern.TryGetValue(out string? expression) && expression.Length > 0
            && !Regex.IsMatch(text, $"^(?:{expression})$", RegexOptions.CultureInvariant, PatternTimeout))
        {
            yield return $"must match the pattern {expression}";
        }

        var allowed = AllowedValues(field);
        if (allowed.Count > 0 && !allowed.Contains(text))
            yield return $"must be one of {string.Join(", ", allowed)}, not \"{text}\"";
    }

    // Orchard Core lists the choices in the settings of the editor that shows them.
    private static List<string> AllowedValues(PartField field) =>
        field.Editor == "PredefinedList" && field.Settings.Find("TextFieldPredefinedListEditorSettings", "Options") is JsonArray options
            ? [.. options.OfType<JsonObject>().Select(option => (string?)(option["value"] ?? option["Value"])).OfType<string>()]
            : [];

    private static int? Whole(PartField field, string setting) =>
        field.Setting(setting) is JsonValue value && value.TryGetValue(out int whole) ? whole : null;
}
