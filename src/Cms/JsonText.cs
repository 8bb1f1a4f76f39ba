using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cms;

/// <summary>Reads texts and moments out of JSON objects that people or other programs wrote.</summary>
public static class JsonText
{
    /// <summary>The text under this name, or null when it is missing, empty or no text.</summary>
    public static string? Find(JsonObject json, string name) =>
        json[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: > 0 } text
            ? text
            : null;

    /// <summary>The moment under this name in UTC, or null when it is missing. Throws <see cref="FormatException"/> when it is no moment.</summary>
    public static DateTime? FindMoment(JsonObject json, string name) => Find(json, name) is { } text
        ? DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment.UtcDateTime
            : throw new FormatException($"{name} must be a moment like 2025-11-20T10:30:00Z, not \"{text}\".")
        : null;
}
