using System.Text.Json;
using Cms.Content;
using Cms.Definitions;

namespace Cms.Fields;

/// <summary>Other content items: <c>{"ContentItemIds":["..."]}</c>.</summary>
public sealed class ContentPickerField : FieldType
{
    public override string Name => "ContentPickerField";

    public override Shape Shape => new ReferencesShape("ContentPickerField", "ContentItemIds");

    public override IEnumerable<string> Check(JsonElement value, PartField field)
    {
        var ids = TextsOf(value, "ContentItemIds");
        if (ids.Count == 0 && field.Required)
            yield return "is required";

        if (ids.Count > 1 && !field.Settings.Flag("ContentPickerFieldSettings", "Multiple"))
            yield return $"must name one content item, not {ids.Count}";

        foreach (var id in ids.Where(id => !ContentId.IsValid(id)))
            yield return $"must name content items by id, and \"{id}\" is none ({ContentId.Form})";
    }
}
