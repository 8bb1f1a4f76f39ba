using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Definitions;
using static System.FormattableString;

namespace Cms.Fields;

/// <summary>A decimal number: <c>{"Value":12.5}</c>.</summary>
public sealed class NumericField : FieldType
{
    private const int MostDecimals = 28;

    public override string Name => "NumericField";

    public override Shape Shape => new ScalarShape("Value", ScalarKind.Number);

    public override IEnumerable<string> Check(JsonElement value, PartField field)
    {
        if (IsMissing(value, "Value"))
        {
            if (field.Required)
                yield return "is required";
            yield break;
        }

        var number = value.GetProperty("Value").GetDecimal();
        if (Limit(field, "Minimum") is { } minimum && number < minimum)
            yield return Invariant($"must be {minimum} or more, not {number}");

        if (Limit(field, "Maximum") is { } maximum && number > maximum)
            yield return Invariant($"must be {maximum} or less, not {number}");

        if (Limit(field, "Scale") is >= 0 and <= MostDecimals and var scale && decimal.Round(number, (int)scale) != number)
            yield return scale == 0 ? Invariant($"must be a whole number, not {number}") : Invariant($"must have at most {scale} decimals, not {number}");
    }

    // A limit that no decimal number can be limits none.
    private static decimal? Limit(PartField field, string setting) =>
        field.Setting(setting) is JsonValue value && value.GetValueKind() == JsonValueKind.Number && JsonElement.Parse(value.ToJsonString()).TryGetDecimal(out var limit)
            ? limit
            : null;
}
