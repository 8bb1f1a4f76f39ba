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
        if (definitions.FindType(item.ContentType) is { } type)
            Check(type, item.Parts, "", definitions, complaints);

        // The part of an item in a list is attached to no type.
        if (definitions.FindType(item.ContentType)?.FindPart(ContainedPart.Unattached.Name) is null && item.Part(ContainedPart.Unattached.Name) is { ValueKind: not JsonValueKind.Undefined } inList)
            CheckPart(ContainedPart.Unattached, inList, "", complaints);
        return Task.FromResult<IReadOnlyList<Complaint>>(complaints);
    }

    private static void Check(ContentType type, JsonElement parts, string path, ContentDefinitions definitions, List<Complaint> complaints)
    {
        foreach (var attached in type.Parts)
        {
            var part = parts.TryGetProperty(attached.Name, out var found) ? found : default;
            if (!CheckPart(attached, part, path, complaints))
                continue;

            var fieldPath = attached.Name == type.Name ? path : $"{path}{attached.Name}.";
            foreach (var field in definitions.FieldsOf(attached.PartName))
                CheckField(part, field, fieldPath + field.Name, complaints);
        }

        foreach (var inside in ContainedItems.Of(type, parts))
        {
            if (definitions.FindType(inside.ContentType) is { } insideType)
                Check(insideType, inside.Json, $"{path}{inside.Path}.", definitions, complaints);
        }
    }

    private static bool CheckPart(TypePart attached, JsonElement part, string path, List<Complaint> complaints)
    {
        if (part.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Object))
        {
            complaints.Add(new Complaint(path + attached.Name, "must be a JSON object"));
            return false;
        }

        foreach (var complaint in PartTypes.Find(attached.PartName)?.Check(part, attached) ?? [])
            complaints.Add(complaint with { Path = path + attached.Name + (complaint.Path is "" or ['[', ..] ? "" : ".") + complaint.Path });
        return true;
    }

    private static void CheckField(JsonElement part, PartField field, string path, List<Complaint> complaints)
    {
        if (FieldTypes.Find(field.FieldName) is not { } fieldType)
            return;

        var value = part.ValueKind == JsonValueKind.Object && part.TryGetProperty(field.Name, out var found) && found.ValueKind != JsonValueKind.Null
            ? found
            : NoValue;
        var before = complaints.Count;
        complaints.AddRange(fieldType.CheckJson(value).Select(message => new Complaint(path, message)));
        if (complaints.Count == before)
            complaints.AddRange(fieldType.Check(value, field).Select(message => new Complaint(path, message)));
    }
}
