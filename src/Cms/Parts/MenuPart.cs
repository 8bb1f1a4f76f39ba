using Cms.Fields;

namespace Cms.Parts;

/// <summary>Marks an item as a menu; keeps nothing of its own. Its items are in <see cref="MenuItemsListPart"/>.</summary>
public sealed class MenuPart : PartType
{
    public override string Name => "MenuPart";

    public override Shape Shape => new NoShape();
}
