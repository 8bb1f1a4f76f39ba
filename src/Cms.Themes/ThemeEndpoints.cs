using System.Security.Cryptography;
using System.Text;
using Cms.Content;
using Cms.Tenants;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace Cms.Themes;

/// <summary>Sends pages and assets over HTTP (RFC 9110, RFC 9111).</summary>
public static class ThemeEndpoints
{
    /// <summary>The type of a page.</summary>
    internal const string HtmlType = "text/html; charset=utf-8";

    /// <summary>What browsers may load and run in a page.</summary>
    internal const string PagePolicy =
        "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'self'; form-action 'self'";

    /// <summary>
    /// Maps <c>/assets/...</c> and, for every path that nothing else answers, the site's pages. Requests must come with the tenant
    /// set in <see cref="CurrentTenant"/> and its prefix moved to the path base.
    /// </summary>
    public static RouteGroupBuilder MapCmsThemes(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("");
        group.MapMethods("/assets/{**file}", [HttpMethods.Get, HttpMethods.Head], AnswerAssetAsync);
        group.MapFallback("/{**path}", AnswerPageAsync);
        return group;
    }

    private static async Task AnswerPageAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = PagePolicy;
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers.CacheControl = "no-cache";

        // Pages never lie there; an address that the host does not know is plainly not found.
        var path = http.Request.Path.Value ?? "/";
        if (RoutePath.IsReserved(path.TrimStart('/')))
        {
            await SendTextAsync(http, StatusCodes.Status404NotFound, "Not found.");
            return;
        }

        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
        {
            headers.Allow = "GET, HEAD";
            await SendTextAsync(http, StatusCodes.Status405MethodNotAllowed, "Pages can only be read: use GET or HEAD.");
            return;
        }

        PageAnswer answer;
        try
        {
            var renderer = http.RequestServices.GetRequiredService<PageRenderer>();
            answer = await renderer.RenderAsync(http.Request.PathBase.Value ?? "", path, PageNumberOf(http.Request.Query), http.RequestAborted);
        }
        catch (ThemeException exception)
        {
            await SendErrorAsync(http, exception);
            return;
        }

        switch (answer)
        {
            case HtmlPage page:
                await SendHtmlAsync(http, page.Status, page.Html);
                break;
            case MovedPage moved:
                http.Response.Redirect(moved.Url + http.Request.QueryString, permanent: true);
                break;
            default:
                await SendTextAsync(http, StatusCodes.Status404NotFound, $"Tenant {TenantName(http)} has no site theme.");
                break;
        }
    }

    private static async Task AnswerAssetAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-cache";
        ThemeAsset? asset;
        try
        {
            asset = await FindAssetAsync(http, http.Request.RouteValues["file"] as string ?? "");
        }
        catch (ThemeException exception)
        {
            await SendErrorAsync(http, exception);
            return;
        }

        if (asset is null)
        {
            await SendTextAsync(http, StatusCodes.Status404NotFound, "Not found.");
            return;
        }

        if (http.Request.Query["v"] == asset.Hash)
            headers.CacheControl = "public, max-age=31536000, immutable";

        if (!IsNotModified(http, new EntityTagHeaderValue($"\"{asset.Hash}\"")))
            await SendAsync(http, StatusCodes.Status200OK, asset.ContentType, asset.Bytes);
    }

    private static async Task<ThemeAsset?> FindAssetAsync(HttpContext http, string file)
    {
        var services = http.RequestServices;
        var chosen = await services.GetRequiredService<PerTenant<SiteThemes>>()
            .GetAsync(services.GetRequiredService<CurrentTenant>().Tenant, http.RequestAborted);
        return chosen.Site.Length == 0 ? null : services.GetRequiredService<LoadedThemes>().Get(chosen.Site).Assets.GetValueOrDefault(file);
    }

    // Two page numbers in one address mean none that exists.
    private static string? PageNumberOf(IQueryCollection query) =>
        query.TryGetValue("page", out var numbers) ? numbers.Count == 1 ? numbers[0] ?? "" : "" : null;

    private static async Task SendHtmlAsync(HttpContext http, int status, string html)
    {
        var bytes = Encoding.UTF8.GetBytes(html);

        // Weak, as the same page may go out compressed in several ways.
        if (status == StatusCodes.Status200OK
            && IsNotModified(http, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..20]}\"", isWeak: true)))
        {
            return;
        }

        await SendAsync(http, status, HtmlType, bytes);
    }

    private static async Task SendErrorAsync(HttpContext http, ThemeException error)
    {
        var log = http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger<PageRenderer>();
        log.LogError(error, "{Path} of tenant {Tenant} could not be made. {Reason}", http.Request.Path.Value, TenantName(http), error.Message);
        http.Response.Headers.CacheControl = "no-store";
        await SendHtmlAsync(http, StatusCodes.Status500InternalServerError, http.RequestServices.GetRequiredService<ErrorPage>().Html(error));
    }

    private static string TenantName(HttpContext http) => http.RequestServices.GetRequiredService<CurrentTenant>().TenantOrNone?.Name ?? "";

    private static Task SendTextAsync(HttpContext http, int status, string text) =>
        SendAsync(http, status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text));

    private static bool IsNotModified(HttpContext http, EntityTagHeaderValue tag)
    {
        http.Response.Headers.ETag = tag.ToString();
        var known = http.Request.GetTypedHeaders().IfNoneMatch;
        if (!known.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Compare(tag, useStrongComparison: false)))
            return false;

        http.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }

    internal static async Task SendAsync(HttpContext http, int status, string contentType, ReadOnlyMemory<byte> body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        http.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
            await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }
}
