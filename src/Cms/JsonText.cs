using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cms;

/// <summary>Reads texts, numbers and moments out of JSON that people or other programs wrote.</summary>
public static class JsonText
{
    /// <summary>The text under this name, or null when it is missing, empty or no text.</summary>
    public static string? Find(JsonObject json, string name) =>
        json[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: > 0 } text
            ? text
            : null;

    /// <summary>The member, or an undefined element when it is missing or this is no object.</summary>
    public static JsonElement Member(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) ? member : default;

    /// <summary>The text under this name, or null when it is missing, empty or no text, or when this is no object.</summary>
    public static string? Find(JsonElement json, string name) =>
        Member(json, name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>The texts in the list under this name; none when it is missing or no list. What is no text is left out.</summary>
    public static IEnumerable<string> List(JsonElement json, string name) => Member(json, name) is { ValueKind: JsonValueKind.Array } list
        ? list.EnumerateArray().Where(value => value.ValueKind == JsonValueKind.String).Select(value => value.GetString()!)
        : [];

    /// <summary>The member of this name, letter case aside as in Orchard Core, or null.</summary>
    public static JsonNode? FindMember(JsonObject json, string name) =>
        json.FirstOrDefault(member => member.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>Every text in the JSON, however deep; names of members are none.</summary>
    public static IEnumerable<string> In(JsonNode? node) => node switch
    {
        JsonObject json => json.SelectMany(member => In(member.Value)),
        JsonArray list => list.SelectMany(In),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [value.GetValue<string>()],
        _ => [],
    };

    /// <summary>The object under this name, which is put there where it is missing or anything else stands there.</summary>
    public static JsonObject ObjectIn(JsonObject json, string name)
    {
        if (json[name] is not JsonObject inside)
            json[name] = inside = [];
        return inside;
    }

    /// <summary>The texts as a list.</summary>
    public static JsonArray Array(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];

    /// <summary>The whole number from 1 to <paramref name="most"/>, read from JSON or made in memory; null when it is none.</summary>
    public static int? Whole(JsonNode? value, int most) =>
        value?.GetValueKind() == JsonValueKind.Number && JsonElement.Parse(value.ToJsonString()).TryGetInt32(out var number) && number >= 1 && number <= most ? number : null;

    /// <summary>True for <c>true</c>, <c>false</c> and what is not there.</summary>
    public static bool IsTruthOrMissing(JsonNode? value) => value?.GetValueKind() is null or JsonValueKind.True or JsonValueKind.False;

    /// <summary>How many bytes of valid JSON are read when a text with half a character ends (a lone surrogate, which no text can hold); null when there is none.</summary>
    /// <param name="json">The JSON in UTF-8.</param>
    /// <param name="maxDepth">How deep it may nest.</param>
    public static long? FindHalfCharacter(ReadOnlySpan<byte> json, int maxDepth = 64)
    {
        if (json.IndexOf("\\u"u8) < 0)
            return null;

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = maxDepth });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                    reader.GetString();
            }
        }
        catch (InvalidOperationException)
        {
            return reader.BytesConsumed;
        }

        return null;
    }

    /// <summary>Reads a day or moment that begins with its year, as other ways of writing a day are read differently by different people.</summary>
    /// <param name="text">ISO 8601; without an offset it is UTC.</param>
    /// <param name="utc">The moment in UTC.</param>
    public static bool TryReadMoment(string text, out DateTime utc)
    {
        var read = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            && text.Length >= 10 && text[4] == '-' && text[7] == '-';
        utc = moment.UtcDateTime;
        return read;
    }

    /// <summary>The moment under this name in UTC, or null when it is missing. Throws <see cref="FormatException"/> when it is no moment.</summary>
    public static DateTime? FindMoment(JsonObject json, string name) => Find(json, name) is { } text
        ? DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment.UtcDateTime
            : throw new FormatException($"{name} must be a moment like 2025-11-20T10:30:00Z, not \"{text}\".")
        : null;
}
