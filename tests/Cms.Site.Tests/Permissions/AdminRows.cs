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

    private const string Draft = """{ "contentType": "GuideArticle", "basedOn": "$version", "parts": { "TitlePart": { "Title": "Written" } } }""";

    private const string AtOnce = """{ "contentType": "GuideArticle", "basedOn": "$version", "parts": { "TitlePart": { "Title": "Written" }, "GuideArticle": { "Introduction": { "Text": "Words" } } }, "publish": true }""";

    /// <summary>The rows.</summary>
    public static IReadOnlyList<PermissionRow> All { get; } =
    [
        .. AdminMenu.Pages.Select(page => page.Path).Append("admin/{*path}").Select(path => new PermissionRow($"GET /{path}", "/" + Value().Replace(path, "x"), Page)),
        .. AdminMenu.Pages.Select(page => page.Path).Append("admin/{*path}").Select(path => new PermissionRow($"POST /{path}", "/" + Value().Replace(path, "x"), "401 | 400 400 400 400 400 403 | 401 401")),
        new("GET /admin/api/items/new/{contentType}", "/admin/api/items/new/GuideArticle", "401 | 200 200 403 200 200 403 | 401 401"),
        new("GET /admin/api/items/{contentItemId}", "/admin/api/items/$shown", "401 | 200 200 403 403 403 403 | 401 401"),
        new("GET /admin/api/items/{contentItemId}", "/admin/api/items/$draft", "401 | 200 200 404 404 404 403 | 401 401"),
        new("GET /admin/api/items/{contentItemId}", "/admin/api/items/$own", "401 | 200 200 404 200 200 403 | 401 401"),
        new("PUT /admin/api/items/{contentItemId}", "/admin/api/items/$own", "401 | 200 200 404 200 200 403 | 401 401") { Body = Draft },
        new("PUT /admin/api/items/{contentItemId}", "/admin/api/items/$own", "401 | 200 200 404 200 403 403 | 401 401") { Body = AtOnce },
        new("PUT /admin/api/items/{contentItemId}", "/admin/api/items/$live", "401 | 200 200 403 403 403 403 | 401 401") { Body = Draft },
        new("POST /admin/api/items/{contentItemId}/publish", "/admin/api/items/$own/publish?version=$version", "401 | 200 200 404 200 403 403 | 401 401"),
        new("POST /admin/api/items/{contentItemId}/unpublish", "/admin/api/items/$live/unpublish", "401 | 200 200 403 403 403 403 | 401 401"),
        new("POST /admin/api/items/{contentItemId}/discard", "/admin/api/items/$edited/discard", "401 | 200 200 403 403 403 403 | 401 401"),
        new("POST /admin/api/items/{contentItemId}/clone", "/admin/api/items/$own/clone", "401 | 200 200 404 200 200 403 | 401 401"),
        new("GET /admin/api/items/{contentItemId}/check", "/admin/api/items/$draft/check", "401 | 200 200 404 404 404 403 | 401 401"),
        new("POST /admin/api/items/{contentItemId}/plan", "/admin/api/items/$own/plan", "401 | 200 200 404 200 403 403 | 401 401") { Body = """{ "publishAt": "2099-01-01T08:00" }""" },
        new("POST /admin/api/items/{contentItemId}/watch", "/admin/api/items/$draft/watch", "401 | 200 200 404 404 404 403 | 401 401") { Body = """{ "editor": "one", "place": null }""" },
        new("POST /admin/api/items/{contentItemId}/watch", "/admin/api/items/$own/watch", "401 | 200 200 404 200 200 403 | 401 401") { Body = """{ "editor": "two", "place": null }""" },
        new("DELETE /admin/api/items/{contentItemId}/watch/{editor}", "/admin/api/items/$draft/watch/none", "401 | 204 204 204 204 204 403 | 401 401"),
        new("GET /admin/api/items/{contentItemId}/discussion", "/admin/api/items/$draft/discussion", "401 | 200 200 404 404 404 403 | 401 401"),
        new("GET /admin/api/items/{contentItemId}/discussion", "/admin/api/items/$own/discussion", "401 | 200 200 404 200 200 403 | 401 401"),
        new("GET /admin/api/items/{contentItemId}/reviewers", "/admin/api/items/$draft/reviewers", "401 | 200 200 404 404 404 403 | 401 401"),
        new("POST /admin/api/items/{contentItemId}/review", "/admin/api/items/$draft/review", "401 | 409 409 404 404 404 403 | 401 401") { Body = """{ "versionId": "none", "reviewer": "nobody", "note": "" }""" },
        new("POST /admin/api/items/{contentItemId}/review/answer", "/admin/api/items/$draft/review/answer", "401 | 409 409 404 404 404 403 | 401 401") { Body = """{ "versionId": "none", "approves": true, "note": "", "setsDates": false }""" },
        new("DELETE /admin/api/items/{contentItemId}/review", "/admin/api/items/$draft/review", "401 | 409 409 404 404 404 403 | 401 401"),
        new("POST /admin/api/items/{contentItemId}/comments", "/admin/api/items/$draft/comments", "401 | 200 200 404 404 404 403 | 401 401") { Body = """{ "place": "", "text": "Look." }""" },
        new("PUT /admin/api/items/{contentItemId}/comments/{commentId}", "/admin/api/items/$draft/comments/none", "401 | 404 404 404 404 404 403 | 401 401") { Body = """{ "text": "Look." }""" },
        new("DELETE /admin/api/items/{contentItemId}/comments/{commentId}", "/admin/api/items/$draft/comments/none", "401 | 404 404 404 404 404 403 | 401 401"),
        new("POST /admin/api/items/{contentItemId}/comments/{commentId}/resolve", "/admin/api/items/$draft/comments/none/resolve", "401 | 404 404 404 404 404 403 | 401 401"),
        new("POST /admin/api/items/{contentItemId}/comments/{commentId}/reopen", "/admin/api/items/$draft/comments/none/reopen", "401 | 404 404 404 404 404 403 | 401 401"),
        new("POST /admin/api/paste", "/admin/api/paste", "401 | 422 422 422 422 422 403 | 401 401") { Body = """{ "contentType": "GuideArticle", "html": null, "text": "no article" }""" },
        new("GET /admin/api/choices/items", "/admin/api/choices/items?types=Person", "401 | 200 200 403 200 200 403 | 401 401"),
        new("GET /admin/api/choices/terms/{taxonomy}", "/admin/api/choices/terms/keyw0rds000000000000000000", "401 | 200 200 403 200 200 403 | 401 401"),
        new("POST /admin/api/choices/terms/{taxonomy}", "/admin/api/choices/terms/keyw0rds000000000000000000", "401 | 200 200 403 200 200 403 | 401 401") { Body = """{ "name": "Sleep" }""" },
        new("GET /admin/api/choices/users", "/admin/api/choices/users", "401 | 200 200 403 200 200 403 | 401 401"),
        new("GET /admin/api/choices/media", "/admin/api/choices/media", "401 | 200 200 403 200 200 403 | 401 401"),
        new("POST /admin/api/media", "/admin/api/media?name=note.txt", "401 | 200 200 403 403 403 403 | 401 401") { Body = "A note.", MediaType = "application/octet-stream" },
        new("GET /admin/audit/export", "/admin/audit/export?form=jsonl", "303 | 200 403 403 403 403 403 | 303 303"),
        new("GET /admin/recipes/export", "/admin/recipes/export", "303 | 200 403 403 403 403 403 | 303 303"),

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
