using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Rest.Http;
using Cms.Search;

namespace Cms.Rest.Items;

/// <summary>A <see cref="ListPlace"/> as text.</summary>
internal static class ItemCursor
{
    // Databases read larger numbers in several ways, so that a list could go round in circles there.
    private const decimal LargestNumber = 9_007_199_254_740_992;

    /// <summary>The place as text.</summary>
    public static string Write(ListPlace place, ItemOrder order)
    {
        var values = place.Values.Select(value => value switch
        {
            null => null,
            bool flag => JsonValue.Create(flag),
            decimal number => JsonValue.Create(number),
            DateTime moment => JsonValue.Create(moment.ToString("O", CultureInfo.InvariantCulture)),
            _ => (JsonNode?)JsonValue.Create((string)value),
        });
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(new JsonArray([order.Text, .. values]).ToJsonString()));
    }

    /// <summary>The place that the text means. Throws <see cref="BadRestRequestException"/> when it is none in a list of this order.</summary>
    public static ListPlace Read(string cursor, ItemOrder order)
    {
        var keys = ListPlace.Keys(order.Keys);
        if (Decode(cursor) is not [JsonValue text, .. var values] || values.Length != keys.Count || !text.TryGetValue(out string? written) || written != order.Text)
            throw Bad();

        return new ListPlace(order.Keys, [.. values.Select((value, index) => keys[index].Field is { } field ? Value(value, field) : Value(value, keys[index].Column))]);
    }

    private static object? Value(JsonNode? value, FieldPath field) => (field.Kind, value?.GetValueKind()) switch
    {
        (_, null) => null,
        (FieldValueKind.Number, JsonValueKind.Number) when value!.AsValue().TryGetValue(out decimal number) => Math.Abs(number) < LargestNumber
            ? number
            : throw QueryParameters.Bad("after", $"leads behind a number of more than 15 digits in {field}, where a list by it cannot go on; order by something else"),
        (FieldValueKind.Boolean, JsonValueKind.True or JsonValueKind.False) => value!.GetValue<bool>(),
        (FieldValueKind.Moment, JsonValueKind.String) when ReadMoment(value!) is { } moment => moment,
        (FieldValueKind.Text, JsonValueKind.String) => value!.GetValue<string>(),
        _ => throw Bad(),
    };

    private static object? Value(JsonNode? value, ContentColumn column) => (column, value?.GetValueKind()) switch
    {
        (ContentColumn.PublishedUtc, null) => null,
        (ContentColumn.Published or ContentColumn.Latest, JsonValueKind.True or JsonValueKind.False) => value!.GetValue<bool>(),
        (ContentColumn.CreatedUtc or ContentColumn.ModifiedUtc or ContentColumn.PublishedUtc, JsonValueKind.String) when ReadMoment(value!) is { } moment => moment,
        (ContentColumn.ContentItemId or ContentColumn.ContentItemVersionId or ContentColumn.ContentType or ContentColumn.DisplayText or ContentColumn.Owner or ContentColumn.Author, JsonValueKind.String) =>
            value!.GetValue<string>(),
        _ => throw Bad(),
    };

    private static DateTime? ReadMoment(JsonNode value) =>
        DateTime.TryParse(value.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    private static JsonNode?[] Decode(string cursor)
    {
        if (!Base64Url.IsValid(cursor))
            throw Bad();

        try
        {
            return JsonNode.Parse(Base64Url.DecodeFromChars(cursor)) is JsonArray place ? [.. place] : throw Bad();
        }
        catch (JsonException)
        {
            throw Bad();
        }
    }

    private static BadRestRequestException Bad() => QueryParameters.Bad("after", "must be the endCursor of a page of this list in this order");
}
