using System.Globalization;
using System.Text.Json;
using Cms.Content;

namespace Cms.Tests.Memory;

/// <summary>Content filters without SQL.</summary>
internal static class MemoryFilter
{
    /// <summary>Texts by their characters' codes, missing values first, as SQLite orders them.</summary>
    public static IComparer<object?> Comparer { get; } = Comparer<object?>.Create((left, right) => (left, right) switch
    {
        (string one, string other) => string.CompareOrdinal(one, other),
        _ => System.Collections.Comparer.DefaultInvariant.Compare(left, right),
    });

    public static bool Matches(ContentFilter filter, IndexedVersion version) => filter switch
    {
        AllOf all => all.Filters.All(one => Matches(one, version)),
        AnyOf any => any.Filters.Any(one => Matches(one, version)),
        Not not => !Matches(not.Filter, version),
        ColumnIs column => Compare(version.Item.ValueOf(column.Column), column.Comparison, column.Value),
        PathIs path => Compare(version.Routes.FirstOrDefault(route => route.ContainedItemId is null)?.Path, path.Comparison, path.Value),
        PartValueIs part => Compare(version.PartValues.GetValueOrDefault(part.Column), part.Comparison, part.Value),
        HasTerm terms => version.Terms.Any(use => use.TaxonomyContentItemId == terms.TaxonomyContentItemId && terms.TermContentItemIds.Contains(use.TermContentItemId)),
        FieldIs field => Compare(Value(version.Item, field.Field), field.Comparison, field.Value),
        _ => throw new NotSupportedException(filter.GetType().Name),
    };

    public static object? Value(ContentItem item, ContentOrder key) => key.Field is { } field ? Value(item, field) : item.ValueOf(key.Column);

    private static object? Value(ContentItem item, FieldPath field)
    {
        var value = new[] { field.Part, field.Field, field.Member }.Aggregate(
            item.Parts, (json, name) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var inner) ? inner : default);
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
        Comparison.Contains => ((string)left).Contains((string?)right ?? "", StringComparison.OrdinalIgnoreCase),
        Comparison.StartsWith => ((string)left).StartsWith((string?)right ?? "", StringComparison.OrdinalIgnoreCase),
        Comparison.EndsWith => ((string)left).EndsWith((string?)right ?? "", StringComparison.OrdinalIgnoreCase),
        _ when right is null => false,
        Comparison.Greater => Comparer.Compare(left, right) > 0,
        Comparison.GreaterOrEqual => Comparer.Compare(left, right) >= 0,
        Comparison.Less => Comparer.Compare(left, right) < 0,
        _ => Comparer.Compare(left, right) <= 0,
    };
}
