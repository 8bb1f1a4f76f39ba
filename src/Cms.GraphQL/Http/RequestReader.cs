using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Cms.GraphQL.Http;

/// <summary>Why an HTTP request holds no GraphQL request.</summary>
internal sealed class BadGraphQLRequestException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}

/// <summary>Finds the GraphQL request in an HTTP request (GraphQL over HTTP, section 5).</summary>
internal static class RequestReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The request. Throws <see cref="BadGraphQLRequestException"/> with a status and what would be right.</summary>
    public static async Task<GraphQLRequest> ReadAsync(HttpRequest http, int maxBodyBytes, CancellationToken cancel)
    {
        if (HttpMethods.IsGet(http.Method))
            return FromQueryString(http.Query);

        // Forms are refused with the rest: a page of another site may send them without asking first.
        var isJson = false;
        if (!MediaTypeHeaderValue.TryParse(http.ContentType, out var type)
            || !((isJson = type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)) || type.MediaType.Equals("application/graphql", StringComparison.OrdinalIgnoreCase))
            || (type.Charset.HasValue && !type.Charset.Value!.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            || http.Headers.ContentEncoding.Count > 0)
        {
            throw new BadGraphQLRequestException(StatusCodes.Status415UnsupportedMediaType, "Send application/json or application/graphql in UTF-8, not compressed.");
        }

        var body = await ReadBodyAsync(http, maxBodyBytes, cancel);
        return isJson ? FromJson(body) : new GraphQLRequest(Decode(body));
    }

    private static GraphQLRequest FromQueryString(IQueryCollection query) => new(
        query["query"] is [{ Length: > 0 } text] ? text : throw Bad("The query string must have one query."))
    {
        OperationName = query["operationName"] is [{ Length: > 0 } name] ? name : null,
        Variables = query["variables"] is [{ Length: > 0 } variables] ? Object(Parse(StrictUtf8.GetBytes(variables), "variables"), "variables") : null,
    };

    private static GraphQLRequest FromJson(ReadOnlyMemory<byte> body)
    {
        var json = Parse(body, "The body");
        if (json.ValueKind == JsonValueKind.Array)
            throw Bad("Send one request at a time; lists of requests are not answered.");

        if (json.ValueKind != JsonValueKind.Object)
            throw Bad("The body must be a JSON object such as {\"query\": \"{ __typename }\"}.");

        if (!json.TryGetProperty("query", out var query) || query.ValueKind != JsonValueKind.String || query.GetString() is not { Length: > 0 } text)
            throw Bad("The body must have a query, which is a text.");

        if (json.TryGetProperty("extensions", out var extensions))
            _ = Object(extensions, "extensions");
        return new GraphQLRequest(text)
        {
            Variables = json.TryGetProperty("variables", out var variables) ? Object(variables, "variables") : null,
            OperationName = !json.TryGetProperty("operationName", out var name) || name.ValueKind == JsonValueKind.Null ? null
                : name.ValueKind != JsonValueKind.String ? throw Bad("operationName must be a text.")
                : name.GetString() is { Length: > 0 } given ? given : null,
        };
    }

    private static JsonElement? Object(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Object => value,
        _ => throw Bad($"{name} must be a JSON object."),
    };

    private static JsonElement Parse(ReadOnlyMemory<byte> json, string what)
    {
        try
        {
            return JsonElement.Parse(json.Span, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException problem)
        {
            throw Bad($"{what} must be JSON; it breaks off or goes wrong at line {problem.LineNumber + 1}, byte {problem.BytePositionInLine + 1}.");
        }
    }

    private static string Decode(ReadOnlyMemory<byte> body)
    {
        try
        {
            return StrictUtf8.GetString(body.Span) is { Length: > 0 } text ? text : throw Bad("The body must be a GraphQL document.");
        }
        catch (DecoderFallbackException)
        {
            throw Bad("The body must be text in UTF-8.");
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpRequest http, int max, CancellationToken cancel)
    {
        var tooLong = new BadGraphQLRequestException(StatusCodes.Status413PayloadTooLarge, $"The body may have {max} bytes at most.");
        if (http.ContentLength > max)
            throw tooLong;

        using var body = new MemoryStream();
        var chunk = new byte[8192];
        int read;
        while ((read = await http.Body.ReadAsync(chunk, cancel)) > 0)
        {
            body.Write(chunk, 0, read);
            if (body.Length > max)
                throw tooLong;
        }

        return body.ToArray();
    }

    private static BadGraphQLRequestException Bad(string message) => new(StatusCodes.Status400BadRequest, message);
}
