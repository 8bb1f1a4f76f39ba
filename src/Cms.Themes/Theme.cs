using Cms.Liquid;

namespace Cms.Themes;

/// <summary>How a site looks: templates with the queries beside them, and assets. Immutable; shared by all tenants that use it.</summary>
public sealed class Theme
{
    /// <summary>Its name, which is also its folder's.</summary>
    public required string Name { get; init; }

    /// <summary>What administrators call it.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Its own version, for people.</summary>
    public required string Version { get; init; }

    /// <summary>The frame of every page.</summary>
    public required PageTemplate Layout { get; init; }

    /// <summary>The page at the site's root.</summary>
    public required PageTemplate Home { get; init; }

    /// <summary>The page for addresses that lead nowhere.</summary>
    public required PageTemplate NotFound { get; init; }

    /// <summary>The pages of items by content type; items of other types have no page.</summary>
    public required IReadOnlyDictionary<string, PageTemplate> ContentTypes { get; init; }

    /// <summary>How many items a page of a list shows.</summary>
    public required int PageSize { get; init; }

    /// <summary>All templates by name, partial ones included.</summary>
    public required IReadOnlyDictionary<string, PageTemplate> Templates { get; init; }

    /// <summary>Files for browsers by path within the folder <c>assets</c>, parted by <c>/</c>.</summary>
    public required IReadOnlyDictionary<string, ThemeAsset> Assets { get; init; }
}

/// <summary>A Liquid template and the query that fetches what it shows; in the theme's folder they lie side by side.</summary>
/// <param name="Name">The file's name without its ending.</param>
/// <param name="Liquid">The HTML of the page.</param>
/// <param name="Query">The GraphQL document, or null for a page that asks nothing.</param>
public sealed record PageTemplate(string Name, LiquidTemplate Liquid, PageQuery? Query);

/// <summary>What a page asks.</summary>
/// <param name="File">Its file, for errors.</param>
/// <param name="Document">The GraphQL document.</param>
/// <param name="Variables">The variables it declares, without <c>$</c>.</param>
public sealed record PageQuery(string File, string Document, IReadOnlySet<string> Variables);

/// <summary>A file for browsers.</summary>
/// <param name="File">Path within the folder <c>assets</c>.</param>
/// <param name="Bytes">What is in it.</param>
/// <param name="ContentType">How it is sent, by its ending.</param>
/// <param name="Hash">Changes with the bytes: 20 hexadecimal characters of SHA-256.</param>
public sealed record ThemeAsset(string File, ReadOnlyMemory<byte> Bytes, string ContentType, string Hash);
