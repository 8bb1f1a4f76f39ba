using System.Text.Json;
using Cms.Definitions;

namespace Cms.Fields;

/// <summary>A moment in UTC: <c>{"Value":"2025-11-20T10:30:00Z"}</c>.</summary>
public sealed class DateTimeField : FieldType
{
    public override string Name => "DateTimeField";

    public override Shape Shape => new ScalarShape("Value", ScalarKind.Moment);

    public override IEnumerable<string> Check(JsonElement value, PartField field)
    {
        if (field.Required && TextOf(value, "Value").Length == 0)
            yield return "is required";
    }
}
