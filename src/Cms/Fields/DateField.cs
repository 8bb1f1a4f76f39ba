using System.Text.Json;
using Cms.Definitions;

namespace Cms.Fields;

/// <summary>A day without time: <c>{"Value":"2025-11-20T00:00:00Z"}</c>, as Orchard Core stores it.</summary>
public sealed class DateField : FieldType
{
    public override string Name => "DateField";

    public override Shape Shape => new ScalarShape("Value", ScalarKind.Date);

    public override IEnumerable<string> Check(JsonElement value, PartField field)
    {
        if (field.Required && TextOf(value, "Value").Length == 0)
            yield return "is required";
    }
}
