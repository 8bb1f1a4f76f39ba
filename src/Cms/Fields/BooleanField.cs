using System.Text.Json;
using Cms.Definitions;

namespace Cms.Fields;

/// <summary>Yes or no: <c>{"Value":true}</c>.</summary>
public sealed class BooleanField : FieldType
{
    public override string Name => "BooleanField";

    public override Shape Shape => new ScalarShape("Value", ScalarKind.Boolean);

    public override IEnumerable<string> Check(JsonElement value, PartField field)
    {
        if (field.Required && IsMissing(value, "Value"))
            yield return "is required";
    }
}
