using Cms.Content;

namespace Cms.Linking;

/// <summary>Finds the pages that links by id lead to.</summary>
public static class PublicPaths
{
    /// <summary>
    /// Paths without a leading slash by id, of published items and of terms; what visitors see nowhere is missing. One read, and none for
    /// no ids.
    /// </summary>
    public static async Task<IReadOnlyDictionary<string, string>> OfAsync(ContentStore store, IReadOnlyCollection<string> contentItemIds, CancellationToken cancel)
    {
        var paths = new Dictionary<string, string>(StringComparer.Ordinal);
        if (contentItemIds.Count == 0)
            return paths;

        foreach (var route in await store.ListPublicRoutesAsync(contentItemIds, cancel))
            paths.TryAdd(route.ContainedItemId ?? route.ContentItemId, route.Path);
        return paths;
    }
}
