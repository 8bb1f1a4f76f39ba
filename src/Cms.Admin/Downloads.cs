using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Cms.Admin.Pages.Audit;
using Cms.Content;
using Cms.Editing;
using Cms.Media;
using Cms.Recipes;
using Cms.Settings;
using Cms.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Cms.Admin;

/// <summary>What people take home from the admin: the trail, and the site as a recipe. The verbs ask for the permissions.</summary>
internal static class Downloads
{
    private static readonly JsonSerializerOptions Written = new(ContentItemJson.Options) { WriteIndented = true, NewLine = "\n" };

    /// <summary>Maps them. <see cref="AdminGate"/> stands before them.</summary>
    public static void MapDownloads(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/admin/audit/export", SendTrailAsync);
        endpoints.MapGet("/admin/recipes/export", SendRecipeAsync);
    }

    private static async Task SendTrailAsync(HttpContext http, string? form, string? kind, string? user, string? subject, string? text, string? since, string? until)
    {
        var services = http.RequestServices;
        if (services.GetRequiredService<CurrentCaller>().Caller.Refuse(Permission.ViewAuditTrail, "read the trail of what happened") is { } refused)
        {
            await RefuseAsync(http, refused);
            return;
        }

        if (form is not ("csv" or "jsonl"))
        {
            await RefuseAsync(http, Problem.Invalid("form must be csv or jsonl."));
            return;
        }

        var site = await SiteSettings.LoadAsync(services.GetRequiredService<SettingsStore>(), http.RequestAborted);
        Attach(http, form == "csv" ? "text/csv; charset=utf-8" : "application/jsonl", $"audit.{form}");
        var query = new TrailFilter(kind, user, subject, text, since, until).ToQuery(site.TimeZone);
        var written = await services.GetRequiredService<WriteAuditTrail>().RunAsync(query, form == "csv" ? AuditForm.Csv : AuditForm.JsonLines, http.Response.Body, http.RequestAborted);
        if (written.Problem is { } problem)
            await RefuseAsync(http, problem);
    }

    // The recipe alone, or in an archive with the media files that it names beside it, as the command writes them.
    private static async Task SendRecipeAsync(HttpContext http, bool? media)
    {
        var services = http.RequestServices;
        ExportedRecipe exported;
        try
        {
            exported = await services.GetRequiredService<ExportRecipe>().RunAsync("site", "site", http.RequestAborted);
        }
        catch (RecipeException refused)
        {
            await RefuseAsync(http, Problem.Forbidden(refused.Message));
            return;
        }

        var recipe = exported.Recipe.ToJsonString(Written) + "\n";
        if (media != true)
        {
            Attach(http, "application/json; charset=utf-8", "site.recipe.json");
            await http.Response.WriteAsync(recipe, http.RequestAborted);
            return;
        }

        Attach(http, "application/zip", "site.zip");
        var files = services.GetRequiredService<MediaFiles>();

        // A stream that may be written to without waiting, as archives do at the end of an entry.
        await using var archive = await ZipArchive.CreateAsync(http.Response.BodyWriter.AsStream(), ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, http.RequestAborted);
        foreach (var path in exported.MediaFiles)
        {
            if (files.Find(path) is not { } file)
                continue;

            // Pictures are packed already.
            await archive.CreateEntryFromFileAsync(file.FullName, $"site/{path}", CompressionLevel.NoCompression, http.RequestAborted);
        }

        await using var entry = await archive.CreateEntry("site.recipe.json").OpenAsync(http.RequestAborted);
        await entry.WriteAsync(System.Text.Encoding.UTF8.GetBytes(recipe), http.RequestAborted);
    }

    private static void Attach(HttpContext http, string contentType, string fileName)
    {
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Response.ContentType = contentType;
        http.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = fileName }.ToString();
    }

    private static Task RefuseAsync(HttpContext http, Problem problem)
    {
        http.Response.StatusCode = problem.Kind == ProblemKind.Forbidden ? StatusCodes.Status403Forbidden : StatusCodes.Status400BadRequest;
        http.Response.ContentType = "text/plain; charset=utf-8";
        http.Response.Headers.Remove(HeaderNames.ContentDisposition);
        return http.Response.WriteAsync(problem.Message, http.RequestAborted);
    }
}
