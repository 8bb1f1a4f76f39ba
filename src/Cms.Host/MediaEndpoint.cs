using Cms.Media;
using Microsoft.AspNetCore.StaticFiles;

namespace Cms.Host;

/// <summary>Serves the tenant's media files at <c>/media</c>.</summary>
public static class MediaEndpoint
{
    // What a browser would run as part of the site is handed out as a download instead.
    private static readonly HashSet<string> Active = new(StringComparer.OrdinalIgnoreCase)
    {
        "text/html", "application/xhtml+xml", "image/svg+xml", "text/xml", "application/xml", "text/javascript", "application/javascript", "application/x-shockwave-flash",
    };

    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    /// <summary>Maps it.</summary>
    public static IEndpointConventionBuilder MapMedia(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/media/{**path}", [HttpMethods.Get, HttpMethods.Head], (string? path, HttpContext context, MediaFiles files) =>
        {
            if (files.Find(path ?? "") is not { } file)
                return Results.NotFound();

            var contentType = ContentTypes.TryGetContentType(file.Name, out var known) ? known : "application/octet-stream";
            // Texts are in UTF-8, or they were not taken; SVG says its own.
            // Files are replaced under their path; what is older than a minute is asked about by its tag, and is mostly the same.
            context.Response.Headers.CacheControl = "public, max-age=60";
            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'self'; sandbox";

            return Results.File(
                file.FullName,
                contentType.StartsWith("text/", StringComparison.Ordinal) ? contentType + "; charset=utf-8" : contentType,
                Active.Contains(contentType) ? file.Name : null,
                file.LastWriteTimeUtc,
                FileTag.Of(file),
                enableRangeProcessing: true);
        });
}
