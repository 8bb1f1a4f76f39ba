using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Rest.Http;

namespace Cms.Rest.Items;

/// <summary>
/// A place in an ordered list: the values of the item there, and its id. What comes and goes before it moves nothing, as it would with numbers of items to
/// leave out.
/// </summary>
internal static class ItemCursor
{
    private static readonly AnyOf Nothing = new([]);

    /// <summary>The place of this item.</summary>
    public static string Of(ContentItem item, ItemOrder order)
    {
        var place = new JsonArray(order.Text);
        foreach (var key in KeysOf(order))
            place.Add(item.ValueOf(key.Column) switch
            {
                null => null,
                bool flag => JsonValue.Create(flag),
                DateTime moment => JsonValue.Create(moment.ToString("O", CultureInfo.InvariantCulture)),
                var text => JsonValue.Create((string)text),
            });
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(place.ToJsonString()));
    }

    /// <summary>The items that come after the place. Throws <see cref="BadRestRequestException"/> when it is no place in a list of this order.</summary>
    public static ContentFilter Beyond(string cursor, ItemOrder order)
    {
        var keys = KeysOf(order);
        var values = Read(cursor, order, keys);
        var alternatives = new List<ContentFilter>();
        for (var last = 0; last < keys.Count; last++)
        {
            var same = keys.Take(last).Select((key, index) => (ContentFilter)new ColumnIs(key.Column, Comparison.Equal, values[index]));
            alternatives.Add(new AllOf([.. same, Beyond(keys[last], values[last])]));
        }

        // The index finds the beginning by the first key alone; in the alternatives it would not.
        return values[0] is string or DateTime && keys[0].Column != ContentColumn.PublishedUtc
            ? new AllOf([new ColumnIs(keys[0].Column, keys[0].Descending ? Comparison.LessOrEqual : Comparison.GreaterOrEqual, values[0]), new AnyOf(alternatives)])
            : new AnyOf(alternatives);
    }

    // As the store orders: the id last, in the direction of the first key.
    private static List<ContentOrder> KeysOf(ItemOrder order) => [.. order.Keys, new ContentOrder(ContentColumn.ContentItemId, order.Keys[0].Descending)];

    // Items without a value come first, or last when descending.
    private static ContentFilter Beyond(ContentOrder key, object? value) => value switch
    {
        null => key.Descending ? Nothing : new Not(new ColumnIs(key.Column, Comparison.Equal, null)),
        bool flag => flag == key.Descending ? new ColumnIs(key.Column, Comparison.Equal, !flag) : Nothing,
        _ when key is { Descending: true, Column: ContentColumn.PublishedUtc } =>
            new AnyOf([new ColumnIs(key.Column, Comparison.Less, value), new ColumnIs(key.Column, Comparison.Equal, null)]),
        _ => new ColumnIs(key.Column, key.Descending ? Comparison.Less : Comparison.Greater, value),
    };

    private static object?[] Read(string cursor, ItemOrder order, List<ContentOrder> keys)
    {
        if (Decode(cursor) is not [JsonValue text, .. var values] || values.Length != keys.Count || !text.TryGetValue(out string? written) || written != order.Text)
            throw Bad();

        return [.. values.Select((value, index) => Value(value, keys[index].Column))];
    }

    private static object? Value(JsonNode? value, ContentColumn column) => (column, value?.GetValueKind()) switch
    {
        (ContentColumn.PublishedUtc, null) => null,
        (ContentColumn.Published or ContentColumn.Latest, JsonValueKind.True or JsonValueKind.False) => value!.GetValue<bool>(),
        (ContentColumn.CreatedUtc or ContentColumn.ModifiedUtc or ContentColumn.PublishedUtc, JsonValueKind.String)
            when DateTime.TryParse(value!.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var moment) => moment,
        (ContentColumn.ContentItemId or ContentColumn.ContentItemVersionId or ContentColumn.ContentType or ContentColumn.DisplayText or ContentColumn.Owner or ContentColumn.Author, JsonValueKind.String) =>
            value!.GetValue<string>(),
        _ => throw Bad(),
    };

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
