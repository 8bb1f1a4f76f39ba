using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Content;

namespace Cms.Search;

/// <summary>A <see cref="ListPlace"/> as text, for every front alike. It belongs to the order of its list and says nothing to people.</summary>
public static class ListCursor
{
    // Databases read larger numbers in several ways, so that a list could go round in circles there.
    private const decimal LargestNumber = 9_007_199_254_740_992;

    private const string NoCursor = "must be a cursor of this list in this order, such as the endCursor of a page";

    /// <summary>The place as text.</summary>
    public static string Write(ListPlace place) => Write(TextOf(place.Order), place.Values);

    /// <summary>The place that the text means; a problem whose message completes a sentence when it is none in a list of this order.</summary>
    public static Outcome<ListPlace> Read(string cursor, IReadOnlyList<ContentOrder> order)
    {
        var keys = ListPlace.Keys(order);
        if (Values(cursor, TextOf(order)) is not { } written || written.Length != keys.Count)
            return Problem.Invalid(NoCursor);

        var values = new object?[keys.Count];
        for (var index = 0; index < values.Length; index++)
        {
            if (keys[index].Field is { Kind: FieldValueKind.Number } field && Number(written[index]) is { } number && Math.Abs(number) >= LargestNumber)
                return Problem.Invalid($"leads behind a number of more than 15 digits in {field}, where a list by it cannot go on; order by something else");

            if (!TryRead(written[index], keys[index], out values[index]))
                return Problem.Invalid(NoCursor);
        }

        return new ListPlace(order, values);
    }

    /// <summary>The place in a list of items that stand on their own as text.</summary>
    public static string Write(ContainedPlace place) => Write(nameof(ContainedPlace), [(decimal)place.Order, place.CreatedUtc, place.ContentItemId]);

    /// <summary>The place that the text means; a problem when it is none in such a list.</summary>
    public static Outcome<ContainedPlace> ReadContained(string cursor) =>
        Values(cursor, nameof(ContainedPlace)) is [var order, var created, JsonValue id] && Number(order) is { } number && number == Math.Truncate(number) && Math.Abs(number) <= int.MaxValue
        && Moment(created) is { } moment && id.TryGetValue(out string? text)
            ? new ContainedPlace((int)number, moment, text)
            : Problem.Invalid(NoCursor);

    /// <summary>The place in a list inside an item as text.</summary>
    public static string Write(InsidePlace place) => Write(nameof(InsidePlace), [(decimal)place.Index, place.ContentItemId]);

    /// <summary>The place that the text means; a problem when it is none in such a list.</summary>
    public static Outcome<InsidePlace> ReadInside(string cursor) =>
        Values(cursor, nameof(InsidePlace)) is [var index, var id] && Number(index) is >= 0 and < int.MaxValue and var number && number == Math.Truncate(number) && Text(id) is { } text
            ? new InsidePlace((int)number, text)
            : Problem.Invalid(NoCursor);

    /// <summary>The place among what a search finds as text; it belongs to the term.</summary>
    public static string Write(SearchPlace place, SearchTerm term) => Write($"search {term}", [place.Rank.ToString("R", CultureInfo.InvariantCulture), place.ContentItemId]);

    /// <summary>The place that the text means; a problem when it is none of a search for this term.</summary>
    public static Outcome<SearchPlace> Read(string cursor, SearchTerm term) =>
        Values(cursor, $"search {term}") is [var rank, var id] && double.TryParse(Text(rank), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && Text(id) is { } text
            ? new SearchPlace(number, text)
            : Problem.Invalid("must be a cursor of a search for this term, such as the endCursor of a page");

    private static string Write(string order, IEnumerable<object?> values) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(new JsonArray(
    [
        order,
        .. values.Select(value => value switch
        {
            null => null,
            bool flag => JsonValue.Create(flag),
            decimal number => JsonValue.Create(number),
            DateTime moment => JsonValue.Create(moment.ToString("O", CultureInfo.InvariantCulture)),
            _ => (JsonNode?)JsonValue.Create((string)value),
        }),
    ]).ToJsonString()));

    private static string TextOf(IReadOnlyList<ContentOrder> order) =>
        string.Join(',', order.Select(key => $"{(key.Field is { } field ? $"{field.Part}.{field.Field}" : key.Column)} {(key.Descending ? "DESC" : "ASC")}"));

    private static bool TryRead(JsonNode? value, ContentOrder key, out object? read)
    {
        read = (key.Field?.Kind ?? KindOf(key.Column)) switch
        {
            FieldValueKind.Number => Number(value),
            FieldValueKind.Boolean => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? value.GetValue<bool>() : null,
            FieldValueKind.Moment => Moment(value),
            _ => Text(value),
        };
        return read is not null || (value is null && (key.Field is not null || key.Column == ContentColumn.PublishedUtc));
    }

    private static FieldValueKind KindOf(ContentColumn column) => column switch
    {
        ContentColumn.Published or ContentColumn.Latest => FieldValueKind.Boolean,
        ContentColumn.CreatedUtc or ContentColumn.ModifiedUtc or ContentColumn.PublishedUtc => FieldValueKind.Moment,
        _ => FieldValueKind.Text,
    };

    private static decimal? Number(JsonNode? value) => value?.GetValueKind() == JsonValueKind.Number && value.AsValue().TryGetValue(out decimal number) ? number : null;

    private static DateTime? Moment(JsonNode? value) =>
        DateTime.TryParse(Text(value), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    private static string? Text(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    // Null when the text is no cursor of this order.
    private static JsonNode?[]? Values(string cursor, string order)
    {
        if (!Base64Url.IsValid(cursor))
            return null;

        try
        {
            var json = Base64Url.DecodeFromChars(cursor);
            return JsonText.FindHalfCharacter(json) is null && JsonNode.Parse(json) is JsonArray place && Text(place.FirstOrDefault()) == order ? [.. place.Skip(1)] : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
