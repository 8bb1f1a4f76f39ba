using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Linking;
using Cms.Liquid;
using Cms.Tenants;

namespace Cms.Themes;

/// <summary>What a visitor's address gives: a page, another address, or nothing because the tenant has no site.</summary>
public abstract record PageAnswer;

/// <summary>A page.</summary>
/// <param name="Status">200; 404 and, where a page was removed, 410 for the theme's page for addresses that lead nowhere.</param>
/// <param name="Html">The whole document.</param>
public sealed record HtmlPage(int Status, string Html) : PageAnswer;

/// <summary>The page has another address.</summary>
/// <param name="Url">With the path base, escaped, without the query.</param>
public sealed record MovedPage(string Url) : PageAnswer;

/// <summary>The tenant has chosen no theme for its site.</summary>
public sealed record NoSiteTheme : PageAnswer;

/// <summary>The theme has no page for items of the type, or visitors may not see any.</summary>
/// <param name="ContentType">The type.</param>
public sealed record NoPage(string ContentType) : PageAnswer;

/// <summary>Makes the current tenant's pages: route, item, template, query, HTML.</summary>
public sealed class PageRenderer(CurrentTenant current, PerTenant<SiteThemes> siteThemes, LoadedThemes themes, FindPage find, RunPageQuery runQuery, ContentStore store, Preview preview)
{
    private const int NotFound = 404;
    private const int Gone = 410;

    /// <summary>The answer to an address. Throws <see cref="ThemeException"/> with file and line when theme, template or query are wrong.</summary>
    /// <param name="pathBase">What stands before the site's paths, such as <c>/t1</c>; empty at the root.</param>
    /// <param name="path">The path below it, decoded, with its leading slash.</param>
    /// <param name="pageNumber">Which page of a list, as the visitor wrote it; null for the first.</param>
    /// <param name="cancel">Ends the work.</param>
    public async Task<PageAnswer> RenderAsync(string pathBase, string path, string? pageNumber, CancellationToken cancel)
    {
        var chosen = await siteThemes.GetAsync(current.Tenant, cancel);
        if (chosen.Site.Length == 0)
            return new NoSiteTheme();

        var site = new Site(themes.Get(chosen.Site), chosen, pathBase);
        var sitePath = path.StartsWith('/') ? path[1..] : path;
        if (await find.RunAsync(site.Theme, chosen.Home, sitePath, cancel) is { } subject)
        {
            return NumberOf(pageNumber, site.PageSize) is { } number && await RenderSubjectAsync(site, subject, number, cancel) is { } html
                ? new HtmlPage(200, html)
                : await RenderNothingAsync(site, sitePath, NotFound, cancel);
        }

        if (await find.FindCanonicalPathAsync(site.Theme, chosen.Home, sitePath, cancel) is { } canonical)
            return new MovedPage(PageFilters.PathUrl(canonical, pathBase));

        return await PathSpellings.FindFormerRouteAsync(store, sitePath, cancel) switch
        {
            { Now: { } now } => new MovedPage(PageFilters.PathUrl(now, pathBase)),
            { IsRemoved: true } => await RenderNothingAsync(site, sitePath, Gone, cancel),
            _ => await RenderNothingAsync(site, sitePath, NotFound, cancel),
        };
    }

    /// <summary>The page of the item that this request's <see cref="Preview"/> shows, as visitors would see it. Throws as <see cref="RenderAsync(string, string, string?, CancellationToken)"/> does.</summary>
    /// <param name="pathBase">What stands before the site's paths.</param>
    /// <param name="cancel">Ends the work.</param>
    public async Task<PageAnswer> RenderPreviewAsync(string pathBase, CancellationToken cancel)
    {
        var version = preview.Version ?? throw new InvalidOperationException("This request shows no preview.");
        var chosen = await siteThemes.GetAsync(current.Tenant, cancel);
        if (chosen.Site.Length == 0)
            return new NoSiteTheme();

        var site = new Site(themes.Get(chosen.Site), chosen, pathBase);
        var path = version.Routes.First(route => route.ContainedItemId is null).Path;
        return await find.RunAsync(site.Theme, chosen.Home, path, cancel) is { } subject && await RenderSubjectAsync(site, subject, 1, cancel) is { } html
            ? new HtmlPage(200, html)
            : new NoPage(version.Item.ContentType);
    }

    // The theme's page for addresses that lead nowhere; it may tell the two apart by page.gone.
    private async Task<HtmlPage> RenderNothingAsync(Site site, string path, int status, CancellationToken cancel)
    {
        var nothing = new PageSubject(site.Theme.NotFound, "", path, "") { IsGone = status == Gone };
        var data = await AskAsync(nothing.Template, site, nothing, 1, cancel);
        return new HtmlPage(status, await RenderAsync(site, nothing, 1, data, cancel));
    }

    // Null when the list ends before this page.
    private async Task<string?> RenderSubjectAsync(Site site, PageSubject subject, int number, CancellationToken cancel)
    {
        // A page that skips nothing would show the same under every number.
        if (number > 1 && subject.Template.Query?.Variables.Contains("skip") != true)
            return null;

        var data = await AskAsync(subject.Template, site, subject, number, cancel);
        return number > 1 && data.All(member => member.Value is not JsonArray { Count: > 0 })
            ? null
            : await RenderAsync(site, subject, number, data, cancel);
    }

    private async Task<string> RenderAsync(Site site, PageSubject subject, int number, JsonObject data, CancellationToken cancel)
    {
        var frame = await AskAsync(site.Theme.Layout, site, subject, number, cancel);

        // One read for all links by id of the page, whatever their number.
        var paths = await PublicPaths.OfAsync(preview.Over(store), LinkedIds(data, frame), cancel);
        var filters = PageFilters.Of(site.Theme, site.PathBase, new SiteLinks(site.PathBase, paths));
        var liquid = new LiquidPage(site.Chosen.Culture, site.Chosen.TimeZone, filters, name => site.Theme.Templates.GetValueOrDefault(name)?.Liquid);
        data["page"] = PageModel(site, subject, number);
        var content = Render(subject.Template, data, liquid);
        frame["page"] = PageModel(site, subject, number);
        frame["content"] = content.Text;
        frame["page_title"] = content.Assigned.GetValueOrDefault("page_title");
        frame["page_description"] = content.Assigned.GetValueOrDefault("page_description");
        return Render(site.Theme.Layout, frame, liquid).Text;
    }

    private static HashSet<string> LinkedIds(params JsonObject[] models) =>
        models.SelectMany(JsonText.In).SelectMany(ContentLink.CandidatesIn).ToHashSet(StringComparer.Ordinal);

    private static LiquidOutput Render(PageTemplate template, JsonObject model, LiquidPage page)
    {
        try
        {
            return template.Liquid.RenderHtml(model, page);
        }
        catch (LiquidException exception)
        {
            throw new ThemeException(exception.Message, exception);
        }
    }

    private async Task<JsonObject> AskAsync(PageTemplate template, Site site, PageSubject subject, int number, CancellationToken cancel)
    {
        if (template.Query is not { } query)
            return [];

        var size = site.PageSize;
        var offered = new JsonObject
        {
            ["id"] = subject.ContentItemId,
            ["path"] = subject.Path,
            ["displayText"] = subject.DisplayText,

            // One more than is shown tells whether there is another page.
            ["first"] = size + 1,
            ["skip"] = (number - 1) * size,
        };
        foreach (var name in offered.Select(pair => pair.Key).Where(name => !query.Variables.Contains(name)).ToList())
            offered.Remove(name);

        try
        {
            return await runQuery(query.Document, offered, cancel);
        }
        catch (Exception exception) when (!cancel.IsCancellationRequested)
        {
            throw new ThemeException($"{query.File}: {exception.Message}", exception);
        }
    }

    private static JsonObject PageModel(Site site, PageSubject subject, int number) => new()
    {
        ["number"] = number,
        ["size"] = site.PageSize,
        ["url"] = PageFilters.PathUrl(subject.Path, site.PathBase),
        ["canonical"] = CanonicalUrl(site, subject, number),
        ["path"] = subject.Path,
        ["displayText"] = subject.DisplayText,
        ["showsTitle"] = subject.ShowsTitle,
        ["gone"] = subject.IsGone,
        ["seo"] = SeoModel.Of(subject.Seo),
    };

    // The theme's page for addresses that lead nowhere is no page that has an address.
    private static string? CanonicalUrl(Site site, PageSubject subject, int number) =>
        JsonText.Find(subject.Seo, "Canonical") is { } own ? own : site.Chosen.BaseUrl is { } address && subject.Template != site.Theme.NotFound
            ? PageFilters.PathUrl(subject.PublicPath, "") is var path && number > 1 ? $"{address}{path}?page={number}" : $"{address}{path}"
            : null;

    private static int? NumberOf(string? written, int size)
    {
        if (written is null)
            return 1;

        return int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= int.MaxValue / size
            ? number
            : null;
    }

    private sealed record Site(Theme Theme, SiteThemes Chosen, string PathBase)
    {
        public int PageSize => Chosen.PageSize ?? Theme.PageSize;
    }
}
