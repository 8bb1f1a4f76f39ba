using System.Text.Json;
using Cms.Content;
using Cms.Taxonomies;
using Cms.Tenants;

namespace Cms.Themes;

/// <summary>What a page is about.</summary>
/// <param name="Template">The theme's template for it.</param>
/// <param name="ContentItemId">The item or the term inside a taxonomy; empty for the home page.</param>
/// <param name="Path">Its path without a leading slash; empty for the home page.</param>
/// <param name="DisplayText">Its title for people; empty for the home page.</param>
public sealed record PageSubject(PageTemplate Template, string ContentItemId, string Path, string DisplayText)
{
    /// <summary>A page was here and has been removed.</summary>
    public bool IsGone { get; init; }
}

/// <summary>Finds what a path of the current tenant's site leads to.</summary>
public sealed class FindPage(ContentStore content, PerTenant<TaxonomyTerms> terms, CurrentTenant current)
{
    /// <summary>The subject of the page, or null when visitors see nothing at this path or the theme has no template for it.</summary>
    /// <param name="theme">Whose templates are used.</param>
    /// <param name="path">Without a leading slash; must be exact.</param>
    /// <param name="cancel">Ends the search.</param>
    public async Task<PageSubject?> RunAsync(Theme theme, string path, CancellationToken cancel)
    {
        if (path.Length == 0)
            return new PageSubject(theme.Home, "", "", "");

        if (await content.FindRouteAsync(path, cancel) is not { } route)
            return null;

        return route.ContainedItemId is { } termId
            ? await FindTermAsync(theme, route, termId, cancel)
            : await FindItemAsync(theme, route, cancel);
    }

    /// <summary>
    /// The path that an address with slashes at its end or with capital letters means, when there is a page; else null.
    /// </summary>
    public async Task<string?> FindCanonicalPathAsync(Theme theme, string path, CancellationToken cancel)
    {
        foreach (var candidate in SpellingsOf(path))
        {
            if (candidate != path && await RunAsync(theme, candidate, cancel) is not null)
                return candidate;
        }

        return null;
    }

    /// <summary>What became of a page that was at this path, however its slashes and capital letters are written; null when there was none.</summary>
    public async Task<FormerRoute?> FindFormerRouteAsync(string path, CancellationToken cancel)
    {
        foreach (var candidate in SpellingsOf(path))
        {
            if (await content.FindFormerRouteAsync(candidate, cancel) is { } former)
                return former;
        }

        return null;
    }

    // How the site itself may write what a visitor wrote with slashes at the end or with capital letters.
    private static IEnumerable<string> SpellingsOf(string path)
    {
        var trimmed = path.TrimEnd('/');
        return new[] { trimmed, trimmed.ToLowerInvariant() }.Distinct();
    }

    private async Task<PageSubject?> FindItemAsync(Theme theme, Route route, CancellationToken cancel) =>
        await content.FindPublishedAsync(route.ContentItemId, cancel) is { } item && theme.ContentTypes.TryGetValue(item.ContentType, out var template)
            ? new PageSubject(template, item.ContentItemId, route.Path, item.DisplayText)
            : null;

    private async Task<PageSubject?> FindTermAsync(Theme theme, Route route, string termId, CancellationToken cancel)
    {
        var kept = await terms.GetAsync(current.Tenant, cancel);
        var ofTaxonomy = await kept.OfAsync(route.ContentItemId);
        return ofTaxonomy.TryGetValue(termId, out var term)
            && term.Json.TryGetProperty("ContentType", out var type) && type.ValueKind == JsonValueKind.String
            && theme.ContentTypes.TryGetValue(type.GetString()!, out var template)
                ? new PageSubject(template, term.ContentItemId, route.Path, term.DisplayText)
                : null;
    }
}
