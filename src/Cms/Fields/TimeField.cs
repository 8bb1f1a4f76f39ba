using System.Globalization;
using System.Text.Json;
using Cms.Definitions;

namespace Cms.Fields;

/// <summary>A time of day without a day or zone: <c>{"Value":"10:30:00"}</c>.</summary>
public sealed class TimeField : FieldType
{
    private static readonly string[] Forms = ["HH:mm:ss", "HH:mm", "HH:mm:ss.FFFFFFF"];

    public override string Name => "TimeField";

    public override Shape Shape => new ScalarShape("Value", ScalarKind.Time);

    /// <summary>Reads hours and minutes, with seconds and fractions if there are any (ISO 8601, extended format).</summary>
    public static bool TryRead(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    public override IEnumerable<string> Check(JsonElement value, PartField field)
    {
        if (field.Required && TextOf(value, "Value").Length == 0)
            yield return "is required";
    }
}
