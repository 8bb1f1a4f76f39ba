using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cms.Definitions;

/// <summary>How many old versions the items of a type keep, and how long: <c>{"VersionLimits":{"MaximumVersions":20,"MaximumAgeInDays":365}}</c>.</summary>
/// <param name="MaximumVersions">So many of the newest versions are kept; null sets no limit.</param>
/// <param name="MaximumAgeInDays">A version is kept for so many days after a newer one took its place; null sets no limit.</param>
public sealed record VersionLimits(int? MaximumVersions, int? MaximumAgeInDays)
{
    /// <summary>The section of a type's settings under which they stand.</summary>
    public const string Section = nameof(VersionLimits);

    private const int Most = 100_000;

    /// <summary>No limits: everything is kept.</summary>
    public static VersionLimits None { get; } = new(null, null);

    /// <summary>The limits in these settings; a value that <see cref="Complaint"/> refuses sets none.</summary>
    public static VersionLimits Of(DefinitionSettings settings) => new(
        Number(settings.Find(Section, nameof(MaximumVersions))), Number(settings.Find(Section, nameof(MaximumAgeInDays))));

    /// <summary>Null when the limits in these settings can be used, else what is wrong; completes a sentence that begins with the type.</summary>
    public static string? Complaint(DefinitionSettings settings)
    {
        foreach (var name in new[] { nameof(MaximumVersions), nameof(MaximumAgeInDays) })
        {
            if (settings.Find(Section, name) is { } value && Number(value) is null)
                return $"{Section}.{name} must be a whole number from 1 to {Most}, not {value.ToJsonString()}";
        }

        return null;
    }

    private static int? Number(JsonNode? value) =>
        value is JsonValue number && number.GetValueKind() == JsonValueKind.Number && number.TryGetValue(out decimal amount)
        && amount is >= 1 and <= Most && decimal.IsInteger(amount)
            ? (int)amount
            : null;
}
