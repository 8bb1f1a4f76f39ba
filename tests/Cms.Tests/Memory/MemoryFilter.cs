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
        ColumnIs column => Compare(Value(version.Item, column.Column), column.Comparison, column.Value),
        PathIs path => Compare(version.Routes.FirstOrDefault(route => route.ContainedItemId is null)?.Path, path.Comparison, path.Value),
        PartValueIs part => Compare(version.PartValues.GetValueOrDefault(part.Column), part.Comparison, part.Value),
        HasTerm terms => version.Terms.Any(use => use.TaxonomyContentItemId == terms.TaxonomyContentItemId && terms.TermContentItemIds.Contains(use.TermContentItemId)),
        _ => throw new NotSupportedException(filter.GetType().Name),
    };

    public static object? Value(ContentItem item, ContentColumn column) => column switch
    {
        ContentColumn.ContentItemId => item.ContentItemId,
        ContentColumn.ContentItemVersionId => item.ContentItemVersionId,
        ContentColumn.ContentType => item.ContentType,
        ContentColumn.DisplayText => item.DisplayText,
        ContentColumn.Published => item.Published,
        ContentColumn.Latest => item.Latest,
        ContentColumn.CreatedUtc => item.CreatedUtc,
        ContentColumn.ModifiedUtc => item.ModifiedUtc,
        ContentColumn.PublishedUtc => item.PublishedUtc,
        ContentColumn.Owner => item.Owner,
        ContentColumn.Author => item.Author,
        _ => throw new NotSupportedException(column.ToString()),
    };

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
