using System.Text.Json;
using Cms.Definitions;
using Cms.Fields;

namespace Cms.Parts;

/// <summary>The item's main text written in Markdown: <c>{"Markdown":"..."}</c>. Kept as it was written; what is shown of it is made safe.</summary>
public sealed class MarkdownBodyPart : PartType
{
    public override string Name => "MarkdownBodyPart";

    public override Shape Shape => new FormattedTextShape("MarkdownBodyPart", "Markdown", TextFormat.Markdown);
}
