using System.Text.Json;
using Cms.Definitions;

namespace Cms.Fields;

/// <summary>A text written in Markdown: <c>{"Markdown":"..."}</c>. Kept as it was written; HTML in it is shown as text, unless its settings say <c>"SanitizeHtml": false</c>, and made safe then.</summary>
public sealed class MarkdownField : FieldType
{
    public override string Name => "MarkdownField";

    public override Shape Shape => new FormattedTextShape("MarkdownField", "Markdown", TextFormat.Markdown);

    public override IEnumerable<string> Check(JsonElement value, PartField field)
    {
        if (field.Required && string.IsNullOrWhiteSpace(TextOf(value, "Markdown")))
            yield return "is required";
    }
}
