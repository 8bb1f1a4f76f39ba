using System.Globalization;
using System.Text.Json;
using Cms.Content;

namespace Cms.Tests.Memory;

/// <summary>Content filters without SQL.</summary>
public static class MemoryFilter
{
    /// <summary>Texts by their characters' codes, missing values first, as SQLite orders them.</summary>
    public static IComparer<object?> Comparer { get; } = Comparer<object?>.Create((left, right) => (left, right) switch
    {
        (string one, string other) => string.CompareOrdinal(one, other),
        _ => System.Collections.Comparer.DefaultInvariant.Compare(left, right),
    });

    public static bool Matches(ContentFilter filter, IndexedVersion version, IEnumerable<IndexedVersion> published) => filter switch
    {
        AllOf all => all.Filters.All(one => Matches(one, version, published)),
        AnyOf any => any.Filters.Any(one => Matches(one, version, published)),
        Not not => !Matches(not.Filter, version, published),
        ColumnIs column => Compare(version.Item.ValueOf(column.Column), column.Comparison, column.Value),
        PathIs path => Compare(version.Routes.FirstOrDefault(route => route.ContainedItemId is null)?.Path, path.Comparison, path.Value),
        PartValueIs part => Compare(version.PartValues.GetValueOrDefault(part.Column), part.Comparison, part.Value),
        HasTerm terms => version.Terms.Any(use => use.TaxonomyContentItemId == terms.TaxonomyContentItemId && terms.TermContentItemIds.Contains(use.TermContentItemId)),
        HasOther others => published.Any(other =>
            other.Item.ContentType == others.ContentType
            && (others.Place is { } place
                ? version.References.Any(reference => reference.Kind == ReferenceKind.Item && reference.Path == place && reference.Target == other.Item.ContentItemId)
                : other.PartValues.GetValueOrDefault(PartColumn.ListContentItemId) as string == version.Item.ContentItemId)
            && Matches(others.Filter, other, published)),
        _ => Matches(filter, version.Item.Parts),
    };

    private static bool Matches(ContentFilter filter, JsonElement parts) => filter switch
    {
        AllOf all => all.Filters.All(one => Matches(one, parts)),
        AnyOf any => any.Filters.Any(one => Matches(one, parts)),
        Not not => !Matches(not.Filter, parts),
        FieldIs field => Compare(Value(parts, field.Field), field.Comparison, field.Value),
        HasInside { Bag: var bag } inside => At(parts, bag.Part, bag.Member) is { ValueKind: JsonValueKind.Array } items
            && items.EnumerateArray().Any(item => At(item, "ContentType") is { ValueKind: JsonValueKind.String } type && type.GetString() == bag.ContentType && Matches(inside.Filter, item)),
        _ => throw new NotSupportedException(filter.GetType().Name),
    };

    public static object? Value(ContentItem item, ContentOrder key) => key.Field is { } field ? Value(item.Parts, field) : item.ValueOf(key.Column);

    private static JsonElement At(JsonElement json, params string[] path) =>
        path.Aggregate(json, (at, name) => at.ValueKind == JsonValueKind.Object && at.TryGetProperty(name, out var inner) ? inner : default);

    private static object? Value(JsonElement parts, FieldPath field)
    {
        var value = At(parts, field.Part, field.Field, field.Member);
        return (field.Kind, value.ValueKind) switch
        {
            (FieldValueKind.Number, JsonValueKind.Number) => value.GetDecimal(),
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
