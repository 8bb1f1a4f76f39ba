using System.Text.Json;
using Cms.Definitions;
using Cms.Fields;

namespace Cms.Parts;

/// <summary>The item's main text written in Markdown: <c>{"Markdown":"..."}</c>. Kept as it was written; HTML in it is shown as text, unless its settings say <c>"SanitizeHtml": false</c>, and made safe then.</summary>
public sealed class MarkdownBodyPart : PartType
{
    public override string Name => "MarkdownBodyPart";

    public override Shape Shape => new FormattedTextShape("MarkdownBodyPart", "Markdown", TextFormat.Markdown);
}
