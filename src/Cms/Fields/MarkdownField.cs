using System.Text.Json;
using Cms.Definitions;

namespace Cms.Fields;

/// <summary>A text written in Markdown: <c>{"Markdown":"..."}</c>. Kept as it was written; what is shown of it is made safe.</summary>
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
