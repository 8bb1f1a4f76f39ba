using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Cms.Rest.Http;

/// <summary>Reads the JSON that a request sends.</summary>
internal static class RequestBody
{
    public const string Json = "application/json";
    public const string MergePatch = "application/merge-patch+json";

    /// <summary>The JSON. Throws <see cref="BadRestRequestException"/> that says what would be right.</summary>
    /// <param name="request">The request.</param>
    /// <param name="mediaType">What it must be.</param>
    /// <param name="limits">How much it may be.</param>
    /// <param name="cancel">Stops the reading.</param>
    public static async Task<JsonNode?> ReadAsync(HttpRequest request, string mediaType, RestLimits limits, CancellationToken cancel)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase)
            || (type.Charset.HasValue && !type.Charset.Value!.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            || request.Headers.ContentEncoding.Count > 0)
        {
            throw new BadRestRequestException(StatusCodes.Status415UnsupportedMediaType, $"Send {mediaType} in UTF-8, not compressed.");
        }

        return Parse(await ReadBytesAsync(request, limits.MaxBodyBytes, cancel), "The body", limits.MaxDepth);
    }

    /// <summary>The JSON in these bytes. Throws <see cref="BadRestRequestException"/> for what is none, or repeats a name, or is nested too deep.</summary>
    public static JsonNode? Parse(ReadOnlyMemory<byte> json, string what, int maxDepth)
    {
        if (!Utf8.IsValid(json.Span))
            throw Bad($"{what} must be text in UTF-8.");

        try
        {
            RequireWholeCharacters(json.Span, what, maxDepth);
            return JsonNode.Parse(json.Span, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = maxDepth });
        }
        catch (JsonException problem) when (problem.LineNumber is { } line)
        {
            throw Bad($"{what} must be JSON of at most {maxDepth} levels in which no object has a name twice; it breaks off or goes wrong at line {line + 1}, byte {problem.BytePositionInLine + 1}.");
        }
        catch (JsonException)
        {
            throw Bad($"{what} has an object with one name twice; send each name once.");
        }
    }

    // JSON can write half a character (a lone surrogate), which no text can hold.
    private static void RequireWholeCharacters(ReadOnlySpan<byte> json, string what, int maxDepth)
    {
        if (JsonText.FindHalfCharacter(json, maxDepth) is { } place)
            throw Bad($"{what} has a text with half a character (a surrogate alone) before byte {place + 1}.");
    }

    /// <summary>The bytes as they came. Throws <see cref="BadRestRequestException"/> when they are more than <paramref name="max"/>.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadBytesAsync(HttpRequest request, int max, CancellationToken cancel)
    {
        var tooLong = new BadRestRequestException(StatusCodes.Status413PayloadTooLarge, $"The body may have {max} bytes at most.");
        if (request.ContentLength > max)
            throw tooLong;

        return await BoundedBytes.FindAsync(request.Body, max, cancel) ?? throw tooLong;
    }

    private static BadRestRequestException Bad(string message) => new(StatusCodes.Status400BadRequest, message);
}
