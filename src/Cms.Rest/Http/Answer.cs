using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Editing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Cms.Rest.Http;

/// <summary>What a request is answered: JSON, or problem details (RFC 9457). The one place where an expected failure becomes a status.</summary>
internal sealed record Answer(int Status, JsonObject Json)
{
    private const string ProblemType = "application/problem+json";

    // Deeper than what may be sent, as an item may stand inside a list.
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Dictionary<int, string> Sections = new()
    {
        [400] = "15.5.1",
        [401] = "15.5.2",
        [403] = "15.5.4",
        [404] = "15.5.5",
        [405] = "15.5.6",
        [409] = "15.5.10",
        [412] = "15.5.13",
        [413] = "15.5.14",
        [415] = "15.5.16",
        [422] = "15.5.21",
        [500] = "15.6.1",
        [503] = "15.6.4",
    };

    public string MediaType { get; private init; } = "application/json";

    /// <summary>The entity tag of an item, or null.</summary>
    public string? Tag { get; private init; }

    /// <summary>The caller has it in this state already, so only the tag is sent.</summary>
    public bool IsKnown { get; init; }

    /// <summary>Where what was made is found, or null.</summary>
    public string? Location { get; init; }

    /// <summary>The body where it is no JSON, or null; empty for none.</summary>
    public string? Text { get; private init; }

    /// <summary>The body as it was sent before, or null for one that is written now.</summary>
    public ReadOnlyMemory<byte>? Sent { get; private init; }

    /// <summary>The content security policy of a page, or null.</summary>
    public string? Policy { get; private init; }

    /// <summary>Seconds after which asking again makes sense, or null.</summary>
    public int? RetryAfter { get; init; }

    public bool IsProblem => MediaType == ProblemType;

    /// <summary>An item as the caller may see it, with its entity tag, which says nothing of the rest.</summary>
    public static Answer Of(ContentItem item, FieldAccess fields)
    {
        var json = ContentItemJson.Write(fields.Visible(item));
        return new Answer(StatusCodes.Status200OK, json) { Tag = EntityTag.Of(item, Bytes(json).Span) };
    }

    /// <summary>A page of a list.</summary>
    /// <param name="items">What stands on it.</param>
    /// <param name="endCursor">Where the next one begins; null when there is nothing on it.</param>
    /// <param name="hasNextPage">There is more behind it.</param>
    public static Answer OfList(IEnumerable<JsonObject> items, string? endCursor, bool hasNextPage) => new(StatusCodes.Status200OK, new JsonObject
    {
        ["items"] = new JsonArray([.. items]),
        ["pageInfo"] = new JsonObject { ["endCursor"] = endCursor, ["hasNextPage"] = hasNextPage },
    });

    /// <summary>A document that a caller may have already: JSON with an entity tag of what is sent.</summary>
    public static Answer OfDocument(JsonObject json) => new(StatusCodes.Status200OK, json) { Tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Bytes(json).Span).AsSpan(0, 16))}\"" };

    /// <summary>A page for people, or its style sheet.</summary>
    public static Answer OfPage(string text, string mediaType, string policy) => new(StatusCodes.Status200OK, []) { MediaType = mediaType, Text = text, Policy = policy };

    /// <summary>A text.</summary>
    public static Answer OfText(string text) => new(StatusCodes.Status200OK, []) { MediaType = "text/plain", Text = text };

    /// <summary>It was done, and there is nothing to say.</summary>
    public static Answer Done() => new(StatusCodes.Status200OK, []) { Text = "" };

    /// <summary>It is there, at this address.</summary>
    public static Answer Made(string location) => new(StatusCodes.Status201Created, []) { Text = "", Location = location };

    /// <summary>What was answered before, once more.</summary>
    public static Answer Again(int status, string mediaType, string? tag, string? location, ReadOnlyMemory<byte> body) =>
        new(status, []) { MediaType = mediaType, Tag = tag, Location = location, Sent = body };

    /// <summary>What stopped a verb.</summary>
    public static Answer Of(Problem problem) => Refused(
        problem.Kind switch
        {
            ProblemKind.NotFound => StatusCodes.Status404NotFound,
            ProblemKind.Forbidden => StatusCodes.Status403Forbidden,
            ProblemKind.Conflict => StatusCodes.Status409Conflict,
            ProblemKind.Invalid => StatusCodes.Status400BadRequest,
            _ => throw new NotSupportedException($"There is no status for a problem of kind {problem.Kind}."),
        },
        problem.Message,
        problem.Complaints);

    /// <summary>What is wrong with the form of a request.</summary>
    public static Answer Of(BadRestRequestException bad) => bad.Path is { } path
        ? Refused(bad.Status, $"{path} {bad.Message}.", new Complaint(path, bad.Message))
        : Refused(bad.Status, bad.Message);

    /// <summary>Problem details with this status.</summary>
    public static Answer Refused(int status, string detail, params IReadOnlyList<Complaint> complaints)
    {
        var json = new JsonObject
        {
            ["type"] = $"https://www.rfc-editor.org/rfc/{(status == StatusCodes.Status429TooManyRequests ? "rfc6585#section-4" : $"rfc9110#section-{Sections[status]}")}",
            ["title"] = ReasonPhrases.GetReasonPhrase(status),
            ["status"] = status,
            ["detail"] = detail,
        };
        if (complaints.Count > 0)
        {
            json["errors"] = new JsonObject(complaints.GroupBy(complaint => complaint.Path, complaint => complaint.Message).Select(
                field => KeyValuePair.Create(field.Key, (JsonNode?)JsonText.Array(field))));
        }

        return new Answer(status, json) { MediaType = ProblemType };
    }

    /// <summary>The body.</summary>
    public ReadOnlyMemory<byte> ToBytes() => Sent is { } sent ? sent : Text is null ? Bytes(Json) : Encoding.UTF8.GetBytes(Text);

    private static ReadOnlyMemory<byte> Bytes(JsonObject json)
    {
        var written = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(written, Writing))
            json.WriteTo(writer);
        return written.WrittenMemory;
    }
}
