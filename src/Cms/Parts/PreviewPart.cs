using Cms.Fields;

namespace Cms.Parts;

/// <summary>Says where the item is previewed, as a pattern in its settings, which is kept. Keeps nothing of its own.</summary>
public sealed class PreviewPart : PartType
{
    public override string Name => "PreviewPart";

    public override Shape Shape => new NoShape();
}
