using Cms.Apps;
using Cms.Editing.Previewing;
using Cms.GraphQL.Keeping;
using Cms.Users;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Net.Http.Headers;

namespace Cms.GraphQL.Http;

/// <summary>Writes an answer without errors, or that the client has it already.</summary>
internal static class GoodAnswer
{
    private const string SurrogateKey = "Surrogate-Key";
    private const string VaryOfKept = "Accept, Authorization, Cookie, " + ApiKey.Header + ", " + PreviewTokens.Header;
    private const string JsonType = AnswerMediaType.Json + "; charset=utf-8";
    private const string GraphQLResponseType = AnswerMediaType.GraphQLResponse + "; charset=utf-8";

    /// <param name="http">The request.</param>
    /// <param name="mediaType">The media type.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="caller">For whom it is.</param>
    /// <param name="maxAge">For how many seconds visitors' answers to GET may be used without asking; 0 for not at all.</param>
    /// <param name="compression">Compresses what the client takes compressed; null leaves that to the pipeline.</param>
    public static async Task WriteAsync(HttpContext http, string mediaType, KeptAnswer answer, Caller caller, int maxAge, IResponseCompressionProvider? compression = null)
    {
        var headers = http.Response.Headers;
        headers.ETag = answer.ETag;
        headers[SurrogateKey] = answer.SurrogateKey;
        if (HttpMethods.IsGet(http.Request.Method))
        {
            // Who keeps a visitor's answer asks before using it, unless the tenant lets answers be a little old.
            headers.CacheControl = caller.IsSignedIn ? "no-store" : maxAge > 0 ? $"public, max-age={maxAge}" : "public, no-cache";
            headers.Vary = VaryOfKept;
            if (IsKnown(http.Request, answer.ETag))
            {
                http.Response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
        }
        else
        {
            headers.CacheControl = "no-store";
            headers.Vary = HeaderNames.Accept;
        }

        http.Response.StatusCode = StatusCodes.Status200OK;
        http.Response.ContentType = mediaType == AnswerMediaType.Json ? JsonType : GraphQLResponseType;
        var bytes = answer.Json;
        if (compression is not null && answer.Json.Length >= KeptAnswersMiddleware.LeastCompressed && http.Request.Headers.AcceptEncoding.Count > 0)
        {
            headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
            if (compression.GetCompressionProvider(http) is { } provider)
            {
                bytes = answer.In(provider.EncodingName, provider.CreateStream);
                headers.ContentEncoding = provider.EncodingName;
                headers.ETag = EntityTag.In(answer.ETag, provider.EncodingName);
            }
        }

        http.Response.ContentLength = bytes.Length;
        await http.Response.BodyWriter.WriteAsync(bytes, http.RequestAborted);
    }

    // RFC 9110, section 13.1.2: compared weakly.
    private static bool IsKnown(HttpRequest request, string etag) =>
        request.Headers.IfNoneMatch.Count > 0
        && EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known)
        && known.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Compare(EntityTagHeaderValue.Parse(etag), useStrongComparison: false));
}
