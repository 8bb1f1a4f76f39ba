using Cms.Fields;

namespace Cms.Parts;

/// <summary>Lets editors set owner and creation date, which every item has; keeps nothing of its own.</summary>
public sealed class CommonPart : PartType
{
    public override string Name => "CommonPart";

    public override Shape Shape => new NoShape();
}
