using System.Globalization;
using System.Text.Json;

namespace Cms.Content;

/// <summary>
/// Says of one version whether it fulfils a condition, and how versions are ordered, without a database: for a version that is not stored. The stores in memory answer by it too, so the
/// contract of stores holds it to what the databases say.
/// </summary>
public static class FilterMatch
{
    /// <summary>Texts by their characters' codes, missing values first.</summary>
    public static IComparer<object?> Comparer { get; } = Comparer<object?>.Create((left, right) => (left, right) switch
    {
        (string one, string other) => string.CompareOrdinal(one, other),
        _ => System.Collections.Comparer.DefaultInvariant.Compare(left, right),
    });

    /// <summary>Whether the version fulfils the condition.</summary>
    /// <param name="filter">The condition.</param>
    /// <param name="version">The version.</param>
    /// <param name="hasOther">Whether another item that belongs to the version fulfils such a condition.</param>
    public static bool IsTrue(ContentFilter filter, IndexedVersion version, Func<HasOther, bool> hasOther) => filter switch
    {
        AllOf all => all.Filters.All(one => IsTrue(one, version, hasOther)),
        AnyOf any => any.Filters.Any(one => IsTrue(one, version, hasOther)),
        Not not => !IsTrue(not.Filter, version, hasOther),
        ColumnIs column => Compare(version.Item.ValueOf(column.Column), column.Comparison, column.Value),
        PathIs path => Compare(version.Routes.FirstOrDefault(route => route.ContainedItemId is null)?.Path, path.Comparison, path.Value),
        PartValueIs part => Compare(version.PartValues.GetValueOrDefault(part.Column), part.Comparison, part.Value),
        HasTerm terms => version.Terms.Any(use => use.TaxonomyContentItemId == terms.TaxonomyContentItemId && terms.TermContentItemIds.Contains(use.TermContentItemId)),
        HasOther other => hasOther(other),
        _ => IsTrue(filter, version.Item.Parts),
    };

    /// <summary>What a version is ordered by under this key.</summary>
    public static object? ValueOf(ContentItem item, ContentOrder key) => key.Field is { } field ? ValueOf(item, field) : item.ValueOf(key.Column);

    /// <summary>The value of a field as its kind says: a string, decimal, bool or UTC DateTime, or null where there is no such value.</summary>
    public static object? ValueOf(ContentItem item, FieldPath field) => ValueOf(item.Parts, field);

    private static bool IsTrue(ContentFilter filter, JsonElement parts) => filter switch
    {
        AllOf all => all.Filters.All(one => IsTrue(one, parts)),
        AnyOf any => any.Filters.Any(one => IsTrue(one, parts)),
        Not not => !IsTrue(not.Filter, parts),
        FieldIs field => Compare(ValueOf(parts, field.Field), field.Comparison, field.Value),
        HasInside { Bag: var bag } inside => At(parts, bag.Part, bag.Member) is { ValueKind: JsonValueKind.Array } items
            && items.EnumerateArray().Any(item => JsonText.Find(item, nameof(ContentItem.ContentType)) == bag.ContentType && IsTrue(inside.Filter, item)),
        _ => throw new NotSupportedException($"There is no answer without a database to {filter.GetType().Name}."),
    };

    private static JsonElement At(JsonElement json, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            json = JsonText.Member(json, name);
        return json;
    }

    private static object? ValueOf(JsonElement parts, FieldPath field)
    {
        var value = At(parts, field.Part, field.Field, field.Member);
        return (field.Kind, value.ValueKind) switch
        {
            (FieldValueKind.Number, JsonValueKind.Number) when value.TryGetDecimal(out var number) => number,
            (FieldValueKind.Boolean, JsonValueKind.True or JsonValueKind.False) => value.GetBoolean(),
            (FieldValueKind.Text, JsonValueKind.String) => value.GetString(),
            (FieldValueKind.Moment, JsonValueKind.String) when DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) => moment.UtcDateTime,
            _ => null,
        };
    }

    private static bool Compare(object? left, Comparison comparison, object? right) => comparison switch
    {
        Comparison.Equal when right is null => left is null or "",
        Comparison.Equal => Equals(left, right),
        Comparison.In => ((IEnumerable<object?>)right!).Any(one => Compare(left, Comparison.Equal, one)),
        _ when left is null => false,
        Comparison.Contains => InOneCase(left).Contains(InOneCase(right ?? ""), StringComparison.Ordinal),
        Comparison.StartsWith => InOneCase(left).StartsWith(InOneCase(right ?? ""), StringComparison.Ordinal),
        Comparison.EndsWith => InOneCase(left).EndsWith(InOneCase(right ?? ""), StringComparison.Ordinal),
        _ when right is null => false,
        Comparison.Greater => Comparer.Compare(left, right) > 0,
        Comparison.GreaterOrEqual => Comparer.Compare(left, right) >= 0,
        Comparison.Less => Comparer.Compare(left, right) < 0,
        _ => Comparer.Compare(left, right) <= 0,
    };

    // Only ASCII letters have a case here, as in the databases.
    private static string InOneCase(object text) => string.Concat(((string)text).Select(letter => char.IsAsciiLetterUpper(letter) ? char.ToLowerInvariant(letter) : letter));
}
