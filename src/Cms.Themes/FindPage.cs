using System.Text.Json;
using Cms.Content;
using Cms.Definitions;
using Cms.Linking;
using Cms.Parts;
using Cms.Settings;
using Cms.Taxonomies;
using Cms.Tenants;
using Cms.Users;

namespace Cms.Themes;

/// <summary>What a page is about.</summary>
/// <param name="Template">The theme's template for it.</param>
/// <param name="ContentItemId">The item, or the one inside another (a term inside its taxonomy); empty for the theme's own home page.</param>
/// <param name="Path">Its path without a leading slash; empty for the theme's own home page and for a home page that has none.</param>
/// <param name="DisplayText">Its title for people; empty for the theme's own home page.</param>
public sealed record PageSubject(PageTemplate Template, string ContentItemId, string Path, string DisplayText)
{
    /// <summary>A page was here and has been removed.</summary>
    public bool IsGone { get; init; }

    /// <summary>The path by which the page wants to be known: empty for an item that is the home page, else <see cref="Path"/>.</summary>
    public string PublicPath { get; init; } = Path;

    /// <summary>Whether the page is to show the title, as the item's type says.</summary>
    public bool ShowsTitle { get; init; } = true;

    /// <summary>What the item tells search engines; undefined when it tells nothing.</summary>
    public JsonElement Seo { get; init; }
}

/// <summary>Finds what a path of the current tenant's site leads to.</summary>
public sealed class FindPage(
    ContentStore stored, TenantDefinitions definitions, PerTenant<TaxonomyTerms> terms, PerTenant<RolePermissions> roles, CurrentTenant current, Preview preview)
{
    private ContentStore? _content;

    // The preview begins after the services of the request are made.
    private ContentStore Content => _content ??= preview.Over(stored);

    /// <summary>The subject of the page, or null when visitors see nothing at this path or the theme has no template for it.</summary>
    /// <param name="theme">Whose templates are used.</param>
    /// <param name="home">The item that is the home page, or null.</param>
    /// <param name="path">Without a leading slash; must be exact.</param>
    /// <param name="cancel">Ends the search.</param>
    public async Task<PageSubject?> RunAsync(Theme theme, HomeRoute? home, string path, CancellationToken cancel)
    {
        if (path.Length == 0)
            return await FindHomeAsync(theme, home, cancel) ?? new PageSubject(theme.Home, "", "", "");

        if (await Content.FindRouteAsync(path, cancel) is not { } route || await FindAsync(theme, route, cancel) is not { } subject)
            return null;

        return home == new HomeRoute(route.ContentItemId, route.ContainedItemId) ? subject with { PublicPath = "" } : subject;
    }

    /// <summary>
    /// The path that an address with slashes at its end or with capital letters means, when there is a page; else null.
    /// </summary>
    public async Task<string?> FindCanonicalPathAsync(Theme theme, HomeRoute? home, string path, CancellationToken cancel)
    {
        foreach (var candidate in PathSpellings.Of(path))
        {
            if (candidate != path && await RunAsync(theme, home, candidate, cancel) is not null)
                return candidate;
        }

        return null;
    }

    // A home page that nobody may see, or for which the theme has no template, leaves the address / to the theme's own.
    private async Task<PageSubject?> FindHomeAsync(Theme theme, HomeRoute? home, CancellationToken cancel)
    {
        if (home is null || await Content.FindPublishedAsync(home.ContentItemId, cancel) is not { } item)
            return null;

        var routes = ItemRoutes.In(item, await definitions.GetAsync(cancel));
        var path = routes.FirstOrDefault(route => route.ContainedItemId == home.ContainedItemId)?.Path ?? "";
        return await FindAsync(theme, new Route(path, home.ContentItemId, home.ContainedItemId), cancel) is { } subject ? subject with { PublicPath = "" } : null;
    }

    private Task<PageSubject?> FindAsync(Theme theme, Route route, CancellationToken cancel) =>
        route.ContainedItemId is { } inside ? FindInsideAsync(theme, route, inside, cancel) : FindItemAsync(theme, route, cancel);

    private async Task<PageSubject?> FindItemAsync(Theme theme, Route route, CancellationToken cancel) =>
        await Content.FindPublishedAsync(route.ContentItemId, cancel) is { } item && await SubjectAsync(theme, route, item.ContentItemId, item.ContentType, item.DisplayText, cancel) is { } subject
            ? subject with { Seo = SeoMetaPart.Find(item, await definitions.GetAsync(cancel)) ?? default }
            : null;

    private async Task<PageSubject?> FindInsideAsync(Theme theme, Route route, string contentItemId, CancellationToken cancel)
    {
        var kept = await terms.GetAsync(current.Tenant, cancel);
        return await kept.FindInsideAsync(Content, await definitions.GetAsync(cancel), route.ContentItemId, contentItemId, cancel) is { } inside
            ? await SubjectAsync(theme, route, contentItemId, JsonText.Find(inside, "ContentType") ?? "", JsonText.Find(inside, "DisplayText") ?? "", cancel)
            : null;
    }

    private async Task<PageSubject?> SubjectAsync(Theme theme, Route route, string contentItemId, string contentType, string displayText, CancellationToken cancel)
    {
        if (!theme.ContentTypes.TryGetValue(contentType, out var template) || !(await roles.GetAsync(current.Tenant, cancel)).Visitor.May(ContentAction.View, contentType))
            return null;

        var type = (await definitions.GetAsync(cancel)).FindType(contentType);
        return new PageSubject(template, contentItemId, route.Path, displayText) { ShowsTitle = type is null || TitlePart.IsShown(type) };
    }
}
