using Cms.Content;

namespace Cms.Linking;

/// <summary>Finds the pages that links by id lead to.</summary>
public static class PublicPaths
{
    /// <summary>
    /// Paths without a leading slash by id, of published items and of terms; what visitors see nowhere is missing. One read, and none for
    /// no ids.
    /// </summary>
    public static async Task<IReadOnlyDictionary<string, string>> OfAsync(ContentStore store, IReadOnlyCollection<string> contentItemIds, CancellationToken cancel) =>
        Of(contentItemIds.Count == 0 ? [] : await store.ListPublicRoutesAsync(contentItemIds, cancel));

    /// <summary>The same of routes that were read. An item that stands on its own comes before one inside another that has its id.</summary>
    public static IReadOnlyDictionary<string, string> Of(IEnumerable<Route> routes)
    {
        var paths = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var route in routes.OrderBy(route => route.ContainedItemId is not null))
            paths.TryAdd(route.ContainedItemId ?? route.ContentItemId, route.Path);
        return paths;
    }
}
