using System.Text.Json;
using Cms.Definitions;

namespace Cms.Fields;

/// <summary>A text written in HTML: <c>{"Html":"..."}</c>. Kept as it was written; what is shown of it is made safe.</summary>
public sealed class HtmlField : FieldType
{
    public override string Name => "HtmlField";

    public override Shape Shape => new FormattedTextShape("HtmlField", "Html", TextFormat.Html);

    public override IEnumerable<string> Check(JsonElement value, PartField field)
    {
        if (field.Required && string.IsNullOrWhiteSpace(TextOf(value, "Html")))
            yield return "is required";
    }
}
