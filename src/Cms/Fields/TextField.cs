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

        if (field.Settings.Text("TextFieldSettings", "Pattern") is { Length: > 0 } pattern && PatternComplaint(text, pattern) is { } complaint)
            yield return complaint;

        var allowed = AllowedValues(field);
        if (allowed.Count > 0 && !allowed.Contains(text))
            yield return $"must be one of {string.Join(", ", allowed)}, not \"{text}\"";
    }

    // Editors wrote the pattern, so a wrong or an endless one is their mistake to mend, not a failure of the program.
    private static string? PatternComplaint(string text, string pattern)
    {
        try
        {
            return Regex.IsMatch(text, $@"\A(?:{pattern})\z", RegexOptions.CultureInvariant, PatternTimeout) ? null : $"must match the pattern {pattern}";
        }
        catch (RegexMatchTimeoutException)
        {
            return $"could not be compared with the pattern {pattern} in time; write a simpler one";
        }
        catch (RegexParseException)
        {
            return $"cannot be compared with the pattern {pattern}, which is no regular expression";
        }
    }

    // Orchard Core lists the choices in the settings of the editor that shows them.
    private static IReadOnlyList<string> AllowedValues(PartField field) =>
        field.Editor == "PredefinedList" ? OptionValues(field.Settings.Find("TextFieldPredefinedListEditorSettings", "Options")) : [];

    private static int? Whole(PartField field, string setting) =>
        field.Setting(setting) is JsonValue value && value.TryGetValue(out int whole) ? whole : null;
}
