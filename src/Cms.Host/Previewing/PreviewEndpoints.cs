using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Admin;
using Cms.Content;
using Cms.Editing;
using Cms.Editing.Previewing;
using Cms.Themes;

namespace Cms.Host.Previewing;

/// <summary>
/// What is behind the editor's preview: here a version that is not published meets the theme. Everything below <c>/admin</c> is guarded by <see cref="AdminGate"/>; the verbs ask for the rest.
/// </summary>
internal static class PreviewEndpoints
{
    private const string Pages = "/admin/preview";

    /// <summary>Maps the editor's addresses.</summary>
    public static RouteGroupBuilder MapPreviews(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("");
        group.MapPost(AdminGate.Api + "/preview", ShowDraftAsync);
        group.MapGet(Pages, ShowFrameAsync);
        group.MapGet(Pages + "/{contentItemId}", ShowStoredAsync);
        group.MapGet(PreviewScript.Path, PreviewScript.Send);
        return group;
    }

    /// <summary>Maps the page for whoever was given a link, with an account or without.</summary>
    public static IEndpointConventionBuilder MapPreviewLinks(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/preview/{token}", [HttpMethods.Get, HttpMethods.Head], async (string token, HttpContext http, OpenPreviewLink open) =>
        {
            var opened = await open.RunAsync(token, http.RequestAborted);
            await (opened.Problem is { } problem
                ? PreviewPages.SendReasonAsync(http, StatusCodes.Status404NotFound, "There is no preview here", problem.Message)
                : PreviewPages.SendToGuestAsync(http, opened.Value.Link.ExpiresUtc, opened.Value.IsPublished));
        });

    // {"contentItemId": "..." or null, "contentType": "...", "displayText": "...", "parts": {...}} → the page.
    private static async Task ShowDraftAsync(HttpContext http, PreviewDraft preview)
    {
        var body = await PreviewApi.ReadAsync(http);
        if (body.Problem is { } unread)
        {
            await PreviewApi.RefuseAsync(http, unread);
            return;
        }

        var read = DraftIn(body.Value);
        var shown = read.Problem is { } wrong ? wrong : await preview.RunAsync(read.Value, http.RequestAborted);
        await (shown.Problem is { } problem ? PreviewApi.RefuseAsync(http, problem) : PreviewPages.SendToEditorAsync(http, PreviewScript.AddressFor(http)));
    }

    private static async Task ShowStoredAsync(string contentItemId, string? version, HttpContext http, PreviewVersion preview)
    {
        var shown = await preview.RunAsync(contentItemId, version, http.RequestAborted);
        await (shown.Problem is { } problem
            ? PreviewPages.SendReasonAsync(http, PreviewApi.StatusOf(problem), "There is no preview here", problem.Message)
            : PreviewPages.SendToEditorAsync(http, PreviewScript.AddressFor(http)));
    }

    // For an item that is nowhere stored yet: the editor shows this in its frame and sends the page after it.
    private static Task ShowFrameAsync(HttpContext http) => PreviewPages.SendFrameAsync(http, PreviewScript.AddressFor(http));

    private static Outcome<ContentDraft> DraftIn(JsonObject body)
    {
        if (JsonText.Find(body, "contentType") is not { } type)
            return Problem.Invalid("The body needs a contentType.");
        if (body["parts"] is not JsonObject parts)
            return Problem.Invalid("The body needs parts: a JSON object with one member for each part.");
        if (body["contentItemId"]?.GetValueKind() is not (null or JsonValueKind.String) || body["displayText"]?.GetValueKind() is not (null or JsonValueKind.String))
            return Problem.Invalid("contentItemId and displayText must be texts, or null.");

        return new ContentDraft
        {
            ContentItemId = JsonText.Find(body, "contentItemId"),
            ContentType = type,
            DisplayText = JsonText.Find(body, "displayText") ?? "",
            Parts = ContentItemJson.PartsOf(parts),
        };
    }
}
