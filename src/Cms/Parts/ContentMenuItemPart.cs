using Cms.Fields;

namespace Cms.Parts;

/// <summary>Marks an item of a menu that leads to another item, which a field of the part names: <c>{"SelectedContentItem":{"ContentItemIds":["..."]}}</c>.</summary>
public sealed class ContentMenuItemPart : PartType
{
    public override string Name => "ContentMenuItemPart";

    public override Shape Shape => new NoShape();
}
