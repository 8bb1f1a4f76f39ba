using System.Text.Json;
using Cms.Content;
using Cms.Definitions;
using Cms.Fields;
using Cms.Parts;

namespace Cms.Editing;

/// <summary>Every part and field, also of the items inside, is what its definition says.</summary>
public sealed class PartsAreValid : ContentRule
{
    private static readonly JsonElement NoValue = JsonElement.Parse("{}");

    public override Task<IReadOnlyList<Complaint>> CheckAsync(ContentItem item, ContentDefinitions definitions, CancellationToken cancel)
    {
        var complaints = new List<Complaint>();
        foreach (var part in PlacedParts.In(item, definitions))
            Check(part, definitions, complaints);
        return Task.FromResult<IReadOnlyList<Complaint>>(complaints);
    }

    private static void Check(PlacedPart part, ContentDefinitions definitions, List<Complaint> complaints)
    {
        if (part.Json.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Object))
        {
            complaints.Add(new Complaint(part.Place, "must be a JSON object"));
            return;
        }

        foreach (var complaint in PartTypes.Find(part.Attached.PartName)?.Check(part.Json, part.Attached) ?? [])
            complaints.Add(complaint with { Path = part.Place + (complaint.Path is "" or ['[', ..] ? "" : ".") + complaint.Path });

        foreach (var field in definitions.FieldsOf(part.Attached.PartName))
            CheckField(part.Find(field), field, part.PlaceOf(field), complaints);
    }

    private static void CheckField(JsonElement found, PartField field, string path, List<Complaint> complaints)
    {
        if (FieldTypes.Find(field.FieldName) is not { } fieldType)
            return;

        var value = found.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? NoValue : found;
        var before = complaints.Count;
        complaints.AddRange(fieldType.CheckJson(value).Select(message => new Complaint(path, message)));
        if (complaints.Count > before)
            return;

        string[]? never = null;
        foreach (var message in fieldType.Check(value, field))
            complaints.Add(new Complaint(path, message) { MayWait = !(never ??= [.. fieldType.CheckDraft(value, field)]).Contains(message) });
    }
}
