using System.Text.Json;
using Cms.Content;
using Cms.Definitions;
using Cms.Fields;

namespace Cms.Parts;

/// <summary>Puts the item into a list: <c>{"ListContentItemId":"...","ListContentType":"Blog","Order":1}</c>.</summary>
/// <remarks>As in Orchard Core no type attaches it: an item has it when its JSON does.</remarks>
public sealed class ContainedPart : PartType
{
    private const string List = "ListContentItemId";

    /// <summary>How an item has the part whose type does not attach it.</summary>
    public static TypePart Unattached { get; } = new("ContainedPart", "ContainedPart", DefinitionSettings.None);

    public override string Name => "ContainedPart";

    public override Shape Shape => new InListShape(
        "ContainedPart",
        [
            new(List, ScalarKind.Text) { Column = PartColumn.ListContentItemId },
            new("ListContentType", ScalarKind.Text),
            new("Order", ScalarKind.WholeNumber) { Column = PartColumn.Order, Standard = 0 },
        ]);

    /// <summary>The parts of an item that stands on its own: those of its type, and this one when only the JSON has it.</summary>
    public static IEnumerable<TypePart> WithUnattached(ContentType type, Func<string, bool> hasPart) =>
        hasPart(Unattached.Name) && type.FindPart(Unattached.Name) is null ? [.. type.Parts, Unattached] : type.Parts;

    public override async Task CompleteAsync(PartBeingSaved part, CancellationToken cancel)
    {
        if (part.Item.Container is not null || JsonText.Find(part.Json, List) is not { } id || await part.Completing.FindLatestAsync(id, cancel) is not { } list)
            return;

        part.Json["ListContentType"] = list.ContentType;
        if (part.Json["Order"] is null)
            part.Json["Order"] = ListPart.Find(part.Completing.Definitions.FindType(list.ContentType)) is { } attached && ListPart.KeepsOrder(attached) ? await part.Completing.NextOrderAsync(id, cancel) : 0;
    }
}
