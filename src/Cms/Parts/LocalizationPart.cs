using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Fields;

namespace Cms.Parts;

/// <summary>
/// The culture in which the item is written, and what joins it to the same item in other cultures:
/// <c>{"Culture":"cs","LocalizationSet":"..."}</c>. A new item is in the site's own culture and in a set of its own.
/// </summary>
public sealed class LocalizationPart : PartType
{
    private const string Culture = "Culture";
    private const string Set = "LocalizationSet";

    public override string Name => "LocalizationPart";

    public override Shape Shape => new LocalizationShape(
        "LocalizationPart",
        [new(Culture, ScalarKind.Text) { Column = PartColumn.Culture }, new(Set, ScalarKind.Text) { Column = PartColumn.LocalizationSet }]);

    public override async Task CompleteAsync(PartBeingSaved part, CancellationToken cancel)
    {
        // What is inside an item is in its culture.
        if (part.Item.Container is not null)
            return;

        if (IsEmpty(part, Culture))
            part.Json[Culture] = await part.Completing.GetDefaultCultureAsync(cancel);
        if (IsEmpty(part, Set))
            part.Json[Set] = ContentId.New();
    }

    // A set has one item for each culture.
    public override void LeaveUnique(JsonObject part) => part.Remove(Set);

    public override IEnumerable<Complaint> Check(JsonElement part, TypePart attached)
    {
        foreach (var complaint in base.Check(part, attached))
            yield return complaint;

        if (JsonText.Find(part, Set) is { } id && !ContentId.IsValid(id))
            yield return new Complaint(Set, $"must be an id, and \"{id}\" is none ({ContentId.Form})");
    }

    // A value that is no text stays for the check to refuse.
    private static bool IsEmpty(PartBeingSaved part, string member) => part.Json[member] is not { } value || (value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Length == 0);
}
