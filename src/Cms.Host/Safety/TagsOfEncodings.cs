using Cms.GraphQL.Http;
using Microsoft.Extensions.Primitives;

namespace Cms.Host.Safety;

/// <summary>
/// A strong <c>ETag</c> names an answer byte for byte, so the same answer in another encoding has another one (RFC 9110, section 8.8.3.3): <c>"x"</c> goes out as <c>"x--br"</c>, and comes
/// back as <c>"x"</c> to whoever made it.
/// </summary>
internal sealed class TagsOfEncodings(RequestDelegate next)
{
    private static readonly string[] Encodings = ["br", "gzip"];

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var asked = Own(request.Headers.IfNoneMatch, out var ownAsked);
        if (asked is not null)
            request.Headers.IfNoneMatch = ownAsked;
        if (Own(request.Headers.IfMatch, out var ownExpected) is not null)
            request.Headers.IfMatch = ownExpected;
        if (request.Headers.AcceptEncoding.Count > 0)
            context.Response.OnStarting(() => MarkAsync(context.Response, asked));
        return next(context);
    }

    private static Task MarkAsync(HttpResponse response, string? asked)
    {
        var encoding = response.Headers.ContentEncoding.Count > 0 ? response.Headers.ContentEncoding.ToString() : response.StatusCode == StatusCodes.Status304NotModified ? asked : null;
        if (encoding is not null && response.Headers.ETag is [['"', .., '"'] tag])
            response.Headers.ETag = EntityTag.In(tag, encoding);
        return Task.CompletedTask;
    }

    /// <summary>The tags without the mark of an encoding; gives back the encoding that was marked, or null for none.</summary>
    private static string? Own(StringValues tags, out StringValues own)
    {
        own = tags;
        var text = tags.ToString();
        var marked = Array.Find(Encodings, encoding => text.Contains($"{EntityTag.Mark}{encoding}\"", StringComparison.Ordinal));
        if (marked is null)
            return null;

        foreach (var encoding in Encodings)
            text = text.Replace($"{EntityTag.Mark}{encoding}\"", "\"", StringComparison.Ordinal);
        own = text;
        return marked;
    }
}
