using Cms.Content;

namespace Cms.Search;

/// <summary>
/// A place in an ordered list: the values of the item there, its id as the last one. A list goes on after it without gap and repetition, whatever came and went
/// before it, as it would not with numbers of items to leave out.
/// </summary>
/// <param name="Order">What the list is ordered by, at least one key.</param>
/// <param name="Values">The values: one for each of <see cref="Keys"/>.</param>
public sealed record ListPlace(IReadOnlyList<ContentOrder> Order, IReadOnlyList<object?> Values)
{
    private static readonly AnyOf Nothing = new([]);

    /// <summary>The keys as the store orders: the id last, in the direction of the first key.</summary>
    public static IReadOnlyList<ContentOrder> Keys(IReadOnlyList<ContentOrder> order) => [.. order, new ContentOrder(ContentColumn.ContentItemId, order[0].Descending)];

    /// <summary>The order of a list when nothing is said: newest created first.</summary>
    public static IReadOnlyList<ContentOrder> StandardOrder { get; } = [new(ContentColumn.CreatedUtc, Descending: true)];

    /// <summary>The order turned round.</summary>
    public static IReadOnlyList<ContentOrder> Reversed(IReadOnlyList<ContentOrder> order) => [.. order.Select(key => key with { Descending = !key.Descending })];

    /// <summary>The place of an item that was just listed; null when it is gone from the list meanwhile.</summary>
    public static async Task<ListPlace?> FindAsync(ContentItem item, IReadOnlyList<ContentOrder> order, ContentStore store, CancellationToken cancel) =>
        (await ListAsync([item], order, store, cancel)).GetValueOrDefault(item.ContentItemVersionId);

    /// <summary>The places of items that were just listed, by version; those that are gone from the list meanwhile are left out. One read at most.</summary>
    public static async Task<IReadOnlyDictionary<string, ListPlace>> ListAsync(
        IReadOnlyCollection<ContentItem> items, IReadOnlyList<ContentOrder> order, ContentStore store, CancellationToken cancel)
    {
        // As the database reads them, which is not always how they are written.
        var fields = order.Select(key => key.Field).OfType<FieldPath>().ToList();
        var values = fields.Count == 0 || items.Count == 0
            ? items.ToDictionary(item => item.ContentItemVersionId, _ => (IReadOnlyList<object?>)[], StringComparer.Ordinal)
            : await store.ListFieldValuesAsync([.. items.Select(item => item.ContentItemVersionId)], fields, cancel);
        return items.Where(item => values.ContainsKey(item.ContentItemVersionId)).ToDictionary(
            item => item.ContentItemVersionId,
            item => new ListPlace(order, [.. Keys(order).Select(key => key.Field is { } field ? values[item.ContentItemVersionId][fields.IndexOf(field)] : item.ValueOf(key.Column))]),
            StringComparer.Ordinal);
    }

    /// <summary>The condition for the items that come before the place.</summary>
    public ContentFilter Before() => new ListPlace(Reversed(Order), Values).Beyond();

    /// <summary>The condition for the items that come after the place.</summary>
    public ContentFilter Beyond()
    {
        var keys = Keys(Order);
        var alternatives = new List<ContentFilter>();
        for (var last = 0; last < keys.Count; last++)
        {
            var same = keys.Take(last).Select((key, index) => Same(key, Values[index]));
            alternatives.Add(new AllOf([.. same, Beyond(keys[last], Values[last])]));
        }

        // The index finds the beginning by the first key alone; in the alternatives it would not.
        var first = keys[0];
        return Values[0] is not (null or bool) && !(first.Descending && CanBeMissing(first))
            ? new AllOf([Is(first, first.Descending ? Comparison.LessOrEqual : Comparison.GreaterOrEqual, Values[0]), new AnyOf(alternatives)])
            : new AnyOf(alternatives);
    }

    // Items without a value come first, or last when descending.
    private static ContentFilter Beyond(ContentOrder key, object? value) => value switch
    {
        null => key.Descending ? Nothing : new Not(IsMissing(key)),
        bool flag => OrMissing(key, flag == key.Descending ? Is(key, Comparison.Equal, !flag) : Nothing),
        _ => OrMissing(key, Is(key, key.Descending ? Comparison.Less : Comparison.Greater, value)),
    };

    private static ContentFilter OrMissing(ContentOrder key, ContentFilter filter) => key.Descending && CanBeMissing(key) ? new AnyOf([filter, IsMissing(key)]) : filter;

    private static ContentFilter Same(ContentOrder key, object? value) => value is null ? IsMissing(key) : Is(key, Comparison.Equal, value);

    // An empty text counts as missing where it is compared, but is ordered as a text.
    private static ContentFilter IsMissing(ContentOrder key) =>
        key.Field is { Kind: FieldValueKind.Text } ? new Not(Is(key, Comparison.GreaterOrEqual, "")) : Is(key, Comparison.Equal, null);

    private static bool CanBeMissing(ContentOrder key) => key.Field is not null || key.Column == ContentColumn.PublishedUtc;

    private static ContentFilter Is(ContentOrder key, Comparison comparison, object? value) =>
        key.Field is { } field ? new FieldIs(field, comparison, value) : new ColumnIs(key.Column, comparison, value);
}
