using System.Text.Json;
using Cms.Definitions;
using Cms.Fields;

namespace Cms.Parts;

/// <summary>The item's main text written in HTML: <c>{"Html":"..."}</c>. Kept as it was written; what is shown of it is made safe.</summary>
public sealed class HtmlBodyPart : PartType
{
    public override string Name => "HtmlBodyPart";

    public override Shape Shape => new FormattedTextShape("HtmlBodyPart", "Html", TextFormat.Html);
}
