using System.Text.Json;
using Cms.Definitions;
using Cms.Fields;

namespace Cms.Parts;

/// <summary>The items of a menu, kept inside it in order, and those below an item of a menu: <c>{"MenuItems":[...]}</c>.</summary>
public sealed class MenuItemsListPart : PartType
{
    private const string Items = "MenuItems";

    private static readonly TypePart Unattached = new("MenuItemsListPart", "MenuItemsListPart", DefinitionSettings.None);

    public override string Name => "MenuItemsListPart";

    public override Shape Shape => new ContainedItemsShape("MenuItemsListPart", Items) { ShownAs = Items, Stereotype = ContentType.MenuItem };

    /// <summary>The parts of a type. An item of a menu may have items below it without its type saying so, as in Orchard Core.</summary>
    public static IReadOnlyList<TypePart> PartsOf(ContentType type) =>
        type.Stereotype == ContentType.MenuItem && type.Parts.All(part => part.PartName != Unattached.PartName) ? [.. type.Parts, Unattached] : type.Parts;

    public override IEnumerable<Complaint> Check(JsonElement part, TypePart attached) => ContainedItems.Complaints(part, Items, "content item");
}
