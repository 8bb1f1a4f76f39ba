using System.Text;
using System.Text.Json;
using Cms.GraphQL.Keeping;
using Cms.Queries;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Cms.GraphQL.Http;

/// <summary>Why an HTTP request holds no GraphQL request.</summary>
internal sealed class BadGraphQLRequestException(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;
}

/// <summary>A request as it was sent.</summary>
/// <param name="Form">How it is to be read.</param>
/// <param name="Bytes">The body, or the query string.</param>
internal readonly record struct SentRequest(RequestForm Form, ReadOnlyMemory<byte> Bytes);

/// <summary>
/// Finds the GraphQL request in an HTTP request (GraphQL over HTTP, section 5). In place of a query it may name a document that the tenant keeps:
/// <c>documentId</c> (appendix A), or <c>namedQuery</c> as Orchard Core calls it.
/// </summary>
internal static class RequestReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What was sent. Throws <see cref="BadGraphQLRequestException"/> with a status and what would be right.</summary>
    public static async Task<SentRequest> ReadAsync(HttpRequest http, GraphQLLimits limits, CancellationToken cancel) => HttpMethods.IsGet(http.Method)
        ? new SentRequest(RequestForm.Address, Encoding.UTF8.GetBytes(http.QueryString.Value ?? ""))
        : new SentRequest(FormOf(http), await RequestBody.ReadAsync(http, limits, cancel));

    /// <summary>The request that was sent. Throws <see cref="BadGraphQLRequestException"/> with a status and what would be right.</summary>
    public static GraphQLRequest Understand(SentRequest sent, HttpRequest http, NamedQueries queries) => sent.Form switch
    {
        RequestForm.Address => FromQueryString(http.Query, queries),
        RequestForm.Json => FromJson(sent.Bytes, queries),
        _ => new GraphQLRequest(Decode(sent.Bytes)),
    };

    /// <summary>The form of a body. Throws <see cref="BadGraphQLRequestException"/> for one that is not read here.</summary>
    public static RequestForm FormOf(HttpRequest http)
    {
        // Forms are refused with the rest: a page of another site may send them without asking first.
        var isJson = false;
        if (!MediaTypeHeaderValue.TryParse(http.ContentType, out var type)
            || !((isJson = type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)) || type.MediaType.Equals("application/graphql", StringComparison.OrdinalIgnoreCase))
            || (type.Charset.HasValue && !type.Charset.Value!.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            || http.Headers.ContentEncoding.Count > 0)
        {
            throw new BadGraphQLRequestException(
                StatusCodes.Status415UnsupportedMediaType, GraphQLErrorCode.BadRequest, "Send application/json or application/graphql in UTF-8, not compressed.");
        }

        return isJson ? RequestForm.Json : RequestForm.Document;
    }

    private static GraphQLRequest FromQueryString(IQueryCollection query, NamedQueries queries) => new(Document(name => Text(query, name), queries))
    {
        OperationName = Text(query, "operationName"),
        Variables = Text(query, "variables") is { } variables ? Object(Parse(StrictUtf8.GetBytes(variables), "variables"), "variables") : null,
    };

    private static GraphQLRequest FromJson(ReadOnlyMemory<byte> body, NamedQueries queries)
    {
        var json = Parse(body, "The body");
        if (json.ValueKind == JsonValueKind.Array)
            throw Bad("Send one request at a time; lists of requests are not answered.");

        if (json.ValueKind != JsonValueKind.Object)
            throw Bad("The body must be a JSON object such as {\"query\": \"{ __typename }\"}.");

        if (json.TryGetProperty("extensions", out var extensions))
            _ = Object(extensions, "extensions");
        return new GraphQLRequest(Document(name => Text(json, name), queries))
        {
            Variables = json.TryGetProperty("variables", out var variables) ? Object(variables, "variables") : null,
            OperationName = Text(json, "operationName"),
        };
    }

    // The text that was sent, or the one that the tenant keeps under the name that was sent.
    private static string Document(Func<string, string?> find, NamedQueries queries)
    {
        var (query, name, orchardName) = (find("query"), find("documentId"), find("namedQuery"));
        var given = new[] { query, name, orchardName }.Count(text => text is not null);
        if (given > 1)
            throw Bad("Send one of query, documentId and namedQuery, not several of them.");

        if (given == 0)
            throw Bad("Send a query, or as documentId the name of a document that this site keeps.");

        if (query is not null)
            return query;

        name ??= orchardName!;
        return queries.Find(name)?.Document ?? throw new BadGraphQLRequestException(
            StatusCodes.Status400BadRequest,
            GraphQLErrorCode.DocumentNotFound,
            NamedQuery.IsName(name) ? $"This site keeps no document named {name}." : $"This site keeps no document of this name; a name has {NamedQuery.NameForm}.");
    }

    private static string? Text(IQueryCollection query, string name) => query[name] switch
    {
        [] or [null or ""] => null,
        [{ } text] => text,
        _ => throw Bad($"The query string must have one {name}."),
    };

    private static string? Text(JsonElement json, string name) =>
        !json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
            : value.ValueKind != JsonValueKind.String ? throw Bad($"{name} must be a text.")
            : value.GetString() is { Length: > 0 } text ? text : null;

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
            var read = JsonElement.Parse(json.Span, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return JsonText.FindHalfCharacter(json.Span) is { } place
                ? throw Bad($"{what} has a text with half a character (a surrogate alone) before byte {place + 1}.")
                : read;
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

    private static BadGraphQLRequestException Bad(string message) => new(StatusCodes.Status400BadRequest, GraphQLErrorCode.BadRequest, message);
}
