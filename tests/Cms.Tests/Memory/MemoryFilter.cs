using Cms.Content;

namespace Cms.Tests.Memory;

/// <summary>Content filters without SQL: the product's own, with the items that are stored.</summary>
public static class MemoryFilter
{
    public static IComparer<object?> Comparer => FilterMatch.Comparer;

    public static bool Matches(ContentFilter filter, IndexedVersion version, IEnumerable<IndexedVersion> published) => FilterMatch.IsTrue(filter, version, others => published.Any(other =>
        other.Item.ContentType == others.ContentType
        && (others.Place is { } place
            ? version.References.Any(reference => reference.Kind == ReferenceKind.Item && reference.Path == place && reference.Target == other.Item.ContentItemId)
            : other.PartValues.GetValueOrDefault(PartColumn.ListContentItemId) as string == version.Item.ContentItemId)
        && Matches(others.Filter, other, published)));

    public static object? Value(ContentItem item, ContentOrder key) => FilterMatch.ValueOf(item, key);
}
