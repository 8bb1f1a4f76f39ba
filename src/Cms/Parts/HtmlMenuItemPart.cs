using System.Text.Json;
using Cms.Definitions;
using Cms.Fields;

namespace Cms.Parts;

/// <summary>
/// An item of a menu that is shown as a piece of HTML: <c>{"Html":"...","Url":"...","Target":"..."}</c>. What could do harm is taken out as in <see cref="HtmlBodyPart"/>.
/// </summary>
public sealed class HtmlMenuItemPart : PartType
{
    public override string Name => "HtmlMenuItemPart";

    public override Shape Shape => new FormattedTextShape("HtmlMenuItemPart", "Html", TextFormat.Html)
    {
        Beside = [new("Url", ScalarKind.Text), new("Target", ScalarKind.Text)],
    };

    public override IEnumerable<Complaint> Check(JsonElement part, TypePart attached)
    {
        foreach (var complaint in base.Check(part, attached).Concat(LinkMenuItemPart.Addresses(part)))
            yield return complaint;
        if (((FormattedTextShape)Shape).Complaint(JsonText.Find(part, "Html") ?? "") is { } tooDeep)
            yield return new Complaint("", tooDeep);
    }
}
