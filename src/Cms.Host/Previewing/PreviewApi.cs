using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Admin;
using Cms.Editing.Previewing;
using Cms.Host.Accounts;

namespace Cms.Host.Previewing;

/// <summary>What the editor asks about previews: links for people without an account, and where front ends of partners show an item.</summary>
internal static class PreviewApi
{
    private const string Links = AdminGate.Api + "/preview-links/{contentItemId}";

    // As much as the content API takes.
    private const int MaxBodyBytes = 10 * 1024 * 1024, MaxDepth = 64;

    // What a link may be good for says the verb; no number may be too large to ask it.
    private const int MostHours = 1_000_000;

    /// <summary>Maps it.</summary>
    public static RouteGroupBuilder MapPreviewApi(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("");
        group.MapGet(Links, async (string contentItemId, HttpContext http, ListPreviewLinks list) => await AnswerAsync(http, await list.RunAsync(contentItemId, http.RequestAborted), links => links.Select(Shown)));
        group.MapPost(Links, ShareAsync);
        group.MapDelete(Links + "/{linkId}", async (string contentItemId, string linkId, HttpContext http, RevokePreviewLink revoke) => await AnswerAsync(http, await revoke.RunAsync(contentItemId, linkId, http.RequestAborted), Shown));
        group.MapGet(AdminGate.Api + "/preview-addresses/{contentItemId}", async (string contentItemId, string? version, HttpContext http, ListPreviewAddresses list) =>
            await AnswerAsync(http, await list.RunAsync(contentItemId, version, http.RequestAborted), addresses => addresses.Select(address => new { name = address.Name, url = address.Url })));
        group.MapDelete(AdminGate.Api + "/preview-tokens", async (HttpContext http, EndPreviewTokens end) => await AnswerAsync(http, await end.RunAsync(http.RequestAborted), _ => new { ended = true }));
        return group;
    }

    /// <summary>The JSON object that a request sends; <see cref="ProblemKind.Invalid"/> with what would be right.</summary>
    public static async Task<Outcome<JsonObject>> ReadAsync(HttpContext http)
    {
        if (!http.Request.HasJsonContentType())
            return Problem.Invalid("Send application/json.");

        if (await BoundedBytes.FindAsync(http.Request.Body, MaxBodyBytes, http.RequestAborted) is not { } json)
            return Problem.Invalid($"The body may have {MaxBodyBytes} bytes at most.");

        try
        {
            if (JsonText.FindHalfCharacter(json.Span, MaxDepth) is { } place)
                return Problem.Invalid($"The body has a text with half a character (a surrogate alone) before byte {place + 1}.");

            return JsonNode.Parse(json.Span, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = MaxDepth }) is JsonObject given
                ? given
                : Problem.Invalid("The body must be a JSON object.");
        }
        catch (JsonException)
        {
            return Problem.Invalid($"The body must be JSON in UTF-8 of at most {MaxDepth} levels, in which no object has a name twice.");
        }
    }

    /// <summary>The status of an answer that says this.</summary>
    public static int StatusOf(Problem problem) => problem.Kind switch
    {
        ProblemKind.NotFound => StatusCodes.Status404NotFound,
        ProblemKind.Forbidden => StatusCodes.Status403Forbidden,
        ProblemKind.Conflict => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status400BadRequest,
    };

    /// <summary>Answers with problem details (RFC 9457); what is wrong with single fields stands under <c>errors</c>.</summary>
    public static Task RefuseAsync(HttpContext http, Problem problem)
    {
        var errors = problem.Complaints.GroupBy(complaint => complaint.Path).ToDictionary(field => field.Key, field => field.Select(complaint => complaint.Message).ToArray());
        return Results.Problem(problem.Message, statusCode: StatusOf(problem), extensions: errors.Count == 0 ? null : new Dictionary<string, object?> { ["errors"] = errors }).ExecuteAsync(http);
    }

    // {"hours": 168, "version": null}, or nothing.
    private static async Task ShareAsync(string contentItemId, HttpContext http, SharePreview share)
    {
        var body = await ReadAsync(http);
        if (body.Problem is { } unread)
        {
            await RefuseAsync(http, unread);
            return;
        }

        var hours = JsonText.Whole(body.Value["hours"], MostHours);
        if ((hours is null && body.Value["hours"] is not null) || body.Value["version"]?.GetValueKind() is not (null or JsonValueKind.String))
        {
            await RefuseAsync(http, Problem.Invalid("hours must be a whole number, and version the id of a version; both may be missing."));
            return;
        }

        var shared = await share.RunAsync(contentItemId, JsonText.Find(body.Value, "version"), hours is { } given ? TimeSpan.FromHours(given) : null, http.RequestAborted);

        // Where nothing says what the site's public address is, the browser that asks knows it.
        var site = await SiteAddress.FindAsync(http) ?? http.Request.PathBase.Value;
        await AnswerAsync(http, shared, made => new { url = $"{site}/preview/{made.Token}", link = Shown(made.Link) });
    }

    private static object Shown(PreviewLink link) => new
    {
        id = link.Id,
        version = link.ContentItemVersionId,
        createdBy = link.CreatedBy,
        createdUtc = link.CreatedUtc,
        expiresUtc = link.ExpiresUtc,
    };

    private static Task AnswerAsync<T>(HttpContext http, Outcome<T> outcome, Func<T, object> show) =>
        outcome.Problem is { } problem ? RefuseAsync(http, problem) : Results.Json(show(outcome.Value)).ExecuteAsync(http);
}
