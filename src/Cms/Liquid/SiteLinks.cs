namespace Cms.Liquid;

/// <summary>Where the links in texts of a site lead: written within the site or by id, they become addresses that a browser can ask for.</summary>
/// <param name="pathBase">What stands before the site's paths, such as <c>/t1</c>; empty at the root.</param>
/// <param name="paths">Public paths by id of the item, without a leading slash; an item that is missing has no page.</param>
public sealed class SiteLinks(string pathBase, IReadOnlyDictionary<string, string> paths)
{
    /// <summary>A site at the root in which no id leads anywhere.</summary>
    public static SiteLinks None { get; } = new("", new Dictionary<string, string>());

    /// <summary>False for a text in which no address changes; costs next to nothing.</summary>
    public bool MayChange(string text) => pathBase.Length > 0 || ContentLink.MayBeIn(text);

    /// <summary>The address that is shown for the one that was written; null for a link by id that leads nowhere.</summary>
    public string? AddressOf(string written)
    {
        if (ContentLink.TryRead(written, out var id, out var rest))
            return paths.TryGetValue(id, out var path) ? $"{EscapedBase}/{Escape(path)}{rest}" : null;

        // "//host" is another site, and browsers read \ as /.
        var address = written.Trim();
        return pathBase.Length > 0 && address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal) && !address.StartsWith("/\\", StringComparison.Ordinal)
            ? EscapedBase + address
            : written;
    }

    private string EscapedBase { get; } = Escape(pathBase);

    private static string Escape(string path) => string.Join('/', path.Split('/').Select(segment => Uri.EscapeDataString(Uri.UnescapeDataString(segment))));
}
