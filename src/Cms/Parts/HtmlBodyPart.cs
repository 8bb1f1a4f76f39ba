using System.Text.Json;
using Cms.Definitions;
using Cms.Fields;

namespace Cms.Parts;

/// <summary>The item's main text written in HTML: <c>{"Html":"..."}</c>. What could do harm is taken out when it is saved, unless its settings say <c>"SanitizeHtml": false</c>, and when it is shown, whatever they say.</summary>
public sealed class HtmlBodyPart : PartType
{
    public override string Name => "HtmlBodyPart";

    public override Shape Shape => new FormattedTextShape("HtmlBodyPart", "Html", TextFormat.Html);

    public override IEnumerable<Complaint> Check(JsonElement part, TypePart attached)
    {
        foreach (var complaint in base.Check(part, attached))
            yield return complaint;
        if (((FormattedTextShape)Shape).Complaint(JsonText.Find(part, "Html") ?? "") is { } tooDeep)
            yield return new Complaint("", tooDeep);
    }
}
