using Cms.Liquid;

namespace Cms.Themes;

/// <summary>The filters that templates have for addresses.</summary>
internal static class PageFilters
{
    private const string NoAddress = "#";

    private static readonly string[] Schemes = ["http://", "https://", "mailto:", "tel:"];

    /// <summary>The filters for pages of a site under this path base; Markdown is shown with the links that <paramref name="links"/> knows.</summary>
    public static IReadOnlyDictionary<string, Func<object?, LiquidValue>> Of(Theme theme, string pathBase, SiteLinks links) =>
        new Dictionary<string, Func<object?, LiquidValue>>(StringComparer.Ordinal)
        {
            ["href"] = value => new(Href(value?.ToString() ?? "", pathBase)),
            ["markdownify"] = value => new(MarkdownText.ToHtml(value?.ToString() ?? "", links).TrimEnd(), IsHtml: true),
            ["markdownify_inline"] = value => new(MarkdownText.ToInlineHtml(value?.ToString() ?? "", links), IsHtml: true),
            ["asset_url"] = value => new(AssetUrl(theme, value?.ToString() ?? "", pathBase)),
        };

    /// <summary>
    /// An address for a link. A path within the site, with or without a leading slash, gets the site's prefix and is escaped; absolute
    /// addresses that do no harm and <c>#...</c> stay; everything else, such as <c>javascript:</c> or <c>//host</c>, becomes <c>#</c>.
    /// </summary>
    public static string Href(string address, string pathBase)
    {
        var text = address.Trim();
        if (text.Any(char.IsControl))
            return NoAddress;

        if (text.StartsWith('#') || Schemes.Any(scheme => text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)))
            return text;

        // Browsers read \ as /, and //host as another site.
        if (text.StartsWith("//", StringComparison.Ordinal) || text.Contains('\\'))
            return NoAddress;

        var end = text.IndexOfAny(['?', '#']);
        var (path, rest) = end < 0 ? (text, "") : (text[..end], text[end..]);
        return path.Contains(':') ? NoAddress : PathUrl(path.TrimStart('/'), pathBase) + rest;
    }

    /// <summary>The address of a path, which is written as people read it: each segment is escaped.</summary>
    public static string PathUrl(string path, string pathBase) =>
        $"{EscapeSegments(pathBase)}/{EscapeSegments(path)}";

    private static string AssetUrl(Theme theme, string file, string pathBase) => theme.Assets.TryGetValue(file, out var asset)
        ? $"{PathUrl($"assets/{file}", pathBase)}?v={asset.Hash}"
        : throw new LiquidException($"the theme has no asset {file}. Assets: {string.Join(", ", theme.Assets.Keys.Order(StringComparer.Ordinal))}");

    // A path that came escaped already must not be escaped twice.
    private static string EscapeSegments(string path) =>
        string.Join('/', path.Split('/').Select(segment => Uri.EscapeDataString(Uri.UnescapeDataString(segment))));
}
