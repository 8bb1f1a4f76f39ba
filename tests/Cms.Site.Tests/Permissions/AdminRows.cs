using System.Text.RegularExpressions;
using Cms.Admin;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace Cms.Site.Tests.Permissions;

/// <summary>The admin: its pages are for whoever may see it, and say themselves what else they ask for; its files are the program's and everybody's.</summary>
internal static partial class AdminRows
{
    //                           visitor | Administrator Editor Moderator Author Contributor Authenticated | token key
    private const string Page = "303 | 200 200 200 200 200 403 | 303 303", Connection = "401 | 400 400 400 400 400 403 | 401 401";

    /// <summary>The rows.</summary>
    public static IReadOnlyList<PermissionRow> All { get; } =
    [
        .. AdminMenu.Pages.Select(page => page.Path).Append("admin/{*path}").Select(path => new PermissionRow($"GET /{path}", "/" + Value().Replace(path, "x"), Page)),
        .. AdminMenu.Pages.Select(page => page.Path).Append("admin/{*path}").Select(path => new PermissionRow($"POST /{path}", "/" + Value().Replace(path, "x"), "401 | 400 400 400 400 400 403 | 401 401")),

        new("POST /admin/api/preview", "/admin/api/preview", "401 | 200 200 403 200 200 403 | 401 401") { Body = """{ "contentType": "GuideArticle", "parts": {} }""" },
        new("POST /admin/api/preview", "/admin/api/preview", "401 | 200 200 404 404 404 403 | 401 401") { Body = """{ "contentItemId": "$draft", "contentType": "GuideArticle", "parts": {} }""" },
        new("GET /admin/preview", "/admin/preview", Page),
        new("GET /admin/preview.js", "/admin/preview.js", Page),
        new("GET /admin/preview/{contentItemId}", "/admin/preview/$shown", "303 | 200 200 403 403 403 403 | 303 303"),
        new("GET /admin/preview/{contentItemId}", "/admin/preview/$draft", "303 | 200 200 404 404 404 403 | 303 303"),
        new("GET /admin/preview/{contentItemId}", "/admin/preview/$own", "303 | 200 200 404 200 200 403 | 303 303"),
        new("GET /admin/api/preview-links/{contentItemId}", "/admin/api/preview-links/$draft", "401 | 200 200 404 404 404 403 | 401 401"),
        new("POST /admin/api/preview-links/{contentItemId}", "/admin/api/preview-links/$draft", "401 | 200 200 404 404 404 403 | 401 401") { Body = "{}" },
        new("POST /admin/api/preview-links/{contentItemId}", "/admin/api/preview-links/$own", "401 | 200 200 404 200 200 403 | 401 401") { Body = "{}" },
        new("DELETE /admin/api/preview-links/{contentItemId}/{linkId}", "/admin/api/preview-links/$shown/none", "401 | 404 404 403 403 403 403 | 401 401"),
        new("GET /admin/api/preview-addresses/{contentItemId}", "/admin/api/preview-addresses/$draft", "401 | 200 200 404 404 404 403 | 401 401"),
        new("DELETE /admin/api/preview-tokens", "/admin/api/preview-tokens", "401 | 200 403 403 403 403 403 | 401 401"),

        new("* /_blazor/negotiate", "/_blazor/negotiate?negotiateVersion=1", "401 | 405 405 405 405 405 403 | 401 401"),
        new("* /_blazor", "/_blazor", Connection),
        new("* /_blazor/disconnect", "/_blazor/disconnect", "401 | 405 405 405 405 405 403 | 401 401"),
        new("* /_blazor/initializers", "/_blazor/initializers", "401 | 200 200 200 200 200 403 | 401 401"),
    ];

    /// <summary>True for a file that browsers need for the admin.</summary>
    public static bool IsFile(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null || endpoint.RoutePattern.RawText is { } pattern && (pattern.TrimStart('/').StartsWith("_framework", StringComparison.Ordinal) || pattern.Contains("path:file", StringComparison.Ordinal));

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Value();
}
