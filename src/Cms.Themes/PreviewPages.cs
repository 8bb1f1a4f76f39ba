using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cms.Content;
using Cms.Liquid;
using Cms.Tenants;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cms.Themes;

/// <summary>Sends the page of the item that a request's <see cref="Preview"/> shows. Whoever lets a caller see it sets the preview first.</summary>
public static class PreviewPages
{
    // It stands above the theme's own styles, whatever these are, and says what it has to say in light and dark.
    private const string BannerStyle =
        ".cms-preview-note{margin:0;padding:.5rem 1rem;background:#fff4ce;color:#3d2f00;border-bottom:1px solid #8a6d00;font:1rem/1.5 system-ui,sans-serif;text-align:center}";

    private static readonly string BannerHash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(BannerStyle)));

    /// <summary>Sends the page for the editor, who shows it in a frame of the same site.</summary>
    /// <param name="http">The request.</param>
    /// <param name="script">The address of the script that joins page and editor.</param>
    public static Task SendToEditorAsync(HttpContext http, string script)
    {
        SetHeaders(http, ThemeEndpoints.PagePolicy);
        return SendAsync(http, EditorsReason, html => Before("</body>", html, $"<script src=\"{HtmlText.Encode(script)}\" defer></script>\n"));
    }

    /// <summary>Sends an empty page that waits for the editor to say what it shows.</summary>
    /// <param name="http">The request.</param>
    /// <param name="script">The address of the script that joins page and editor.</param>
    public static Task SendFrameAsync(HttpContext http, string script)
    {
        SetHeaders(http, ThemeEndpoints.PagePolicy);
        return SendTextAsync(http, StatusCodes.Status200OK, $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>Preview</title>
            </head>
            <body>
            <script src="{HtmlText.Encode(script)}" defer></script>
            </body>
            </html>

            """);
    }

    /// <summary>Sends the page for whoever was given a link, with a line above it that says what it is.</summary>
    /// <param name="http">The request.</param>
    /// <param name="untilUtc">Until when the link is good.</param>
    /// <param name="isPublished">Whether visitors see the same.</param>
    public static async Task SendToGuestAsync(HttpContext http, DateTime untilUtc, bool isPublished)
    {
        SetHeaders(http, ThemeEndpoints.PagePolicy
            .Replace("style-src 'self'", $"style-src 'self' 'sha256-{BannerHash}'", StringComparison.Ordinal)
            .Replace("frame-ancestors 'self'", "frame-ancestors 'none'", StringComparison.Ordinal));
        var services = http.RequestServices;
        var site = await services.GetRequiredService<PerTenant<SiteThemes>>().GetAsync(services.GetRequiredService<CurrentTenant>().Tenant, http.RequestAborted);
        var until = TimeZoneInfo.ConvertTimeFromUtc(untilUtc, site.TimeZone);
        var text = $"Preview – {(isPublished ? "published by now" : "not published")}; valid until <time datetime=\"{untilUtc.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)}\">{HtmlText.Encode(until.ToString("f", site.Culture))}</time>";
        await SendAsync(http, VisitorsReason, html => AfterTag("<body", Before("</head>", html, $"<style>{BannerStyle}</style>\n"), $"\n<p class=\"cms-preview-note\" role=\"note\">{text}</p>"));
    }

    /// <summary>Sends a page that says why there is no preview. It uses no theme.</summary>
    /// <param name="http">The request.</param>
    /// <param name="status">The status.</param>
    /// <param name="title">What is the matter, in a few words.</param>
    /// <param name="reason">Why, and what to do.</param>
    public static Task SendReasonAsync(HttpContext http, int status, string title, string reason)
    {
        SetHeaders(http, "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'");
        return SendTextAsync(http, status, BarePage.Html(title, reason));
    }

    private static void SetHeaders(HttpContext http, string policy)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = policy;
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex, nofollow";
    }

    // Whoever writes here can do nothing about it but may know who can; strangers are told no more than on the site itself.
    private static string EditorsReason(HttpContext http, ThemeException exception) =>
        BarePage.Html("The theme cannot show this page", $"{exception.Message} Tell whoever takes care of the theme.");

    private static string VisitorsReason(HttpContext http, ThemeException exception) => http.RequestServices.GetRequiredService<ErrorPage>().Html(exception);

    private static async Task SendAsync(HttpContext http, Func<HttpContext, ThemeException, string> explain, Func<string, string> dress)
    {
        var services = http.RequestServices;
        PageAnswer answer;
        try
        {
            answer = await services.GetRequiredService<PageRenderer>().RenderPreviewAsync(http.Request.PathBase.Value ?? "", http.RequestAborted);
        }
        catch (ThemeException exception)
        {
            // Not the path, which may be a secret.
            services.GetRequiredService<ILoggerFactory>().CreateLogger<PageRenderer>().LogError(
                exception, "The preview of {Item} could not be made. {Reason}", services.GetRequiredService<Preview>().Version?.Item.ContentItemId, exception.Message);
            await SendTextAsync(http, StatusCodes.Status500InternalServerError, explain(http, exception));
            return;
        }

        await (answer switch
        {
            HtmlPage page => SendTextAsync(http, page.Status, dress(page.Html)),
            NoPage nothing => SendReasonAsync(http, StatusCodes.Status404NotFound, "There is no page to preview", $"The site shows visitors no pages of items of the type {nothing.ContentType}."),
            _ => SendReasonAsync(http, StatusCodes.Status404NotFound, "There is no page to preview", "This site has no theme, so it has no pages."),
        });
    }

    private static string Before(string mark, string html, string addition)
    {
        var at = html.LastIndexOf(mark, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? html + addition : html.Insert(at, addition);
    }

    // What content says cannot look like a tag: it is encoded.
    private static string AfterTag(string beginning, string html, string addition)
    {
        var at = html.IndexOf(beginning, StringComparison.OrdinalIgnoreCase);
        var end = at < 0 ? -1 : html.IndexOf('>', at);
        return end < 0 ? addition + html : html.Insert(end + 1, addition);
    }

    private static Task SendTextAsync(HttpContext http, int status, string html) => ThemeEndpoints.SendAsync(http, status, ThemeEndpoints.HtmlType, Encoding.UTF8.GetBytes(html));
}
