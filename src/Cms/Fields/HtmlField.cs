using System.Text.Json;
using Cms.Definitions;

namespace Cms.Fields;

/// <summary>A text written in HTML: <c>{"Html":"..."}</c>. What could do harm is taken out when it is saved, unless its settings say <c>"SanitizeHtml": false</c>, and when it is shown, whatever they say.</summary>
public sealed class HtmlField : FieldType
{
    public override string Name => "HtmlField";

    public override Shape Shape => new FormattedTextShape("HtmlField", "Html", TextFormat.Html);

    public override IEnumerable<string> Check(JsonElement value, PartField field)
    {
        if (field.Required && string.IsNullOrWhiteSpace(TextOf(value, "Html")))
            yield return "is required";
        if (((FormattedTextShape)Shape).Complaint(TextOf(value, "Html")) is { } complaint)
            yield return complaint;
    }
}
