using Cms.Content;

namespace Cms.Linking;

/// <summary>Reads paths as people type them: with slashes at the end, with capital letters.</summary>
public static class PathSpellings
{
    /// <summary>How the site itself may write the path: without slashes at the end, then in lower case.</summary>
    public static IEnumerable<string> Of(string path)
    {
        var trimmed = path.TrimEnd('/');
        return new[] { trimmed, trimmed.ToLowerInvariant() }.Distinct();
    }

    /// <summary>What became of a page that was at this path, however it is spelled; null when there was none.</summary>
    public static async Task<FormerRoute?> FindFormerRouteAsync(ContentStore store, string path, CancellationToken cancel)
    {
        foreach (var candidate in Of(path))
        {
            if (await store.FindFormerRouteAsync(candidate, cancel) is { } former)
                return former;
        }

        return null;
    }
}
