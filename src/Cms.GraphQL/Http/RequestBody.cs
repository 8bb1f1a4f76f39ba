using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Cms.GraphQL.Http;

/// <summary>Reads the body of a request, within a limit of bytes and of time.</summary>
internal static class RequestBody
{
    private const int Chunk = 8 * 1024;

    // Most clients look at an answer only when they have sent everything; were the connection closed before, they would see a broken one and not what is wrong.
    private const long MostThrownAway = 64 * 1024 * 1024;

    private static readonly TimeSpan LongestThrowingAway = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The body. Throws <see cref="BadGraphQLRequestException"/>: 413 when it is too long, after the rest was read and thrown away (up to a bound; then the connection is closed after
    /// the answer), 408 when it does not come in time.
    /// </summary>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest http, GraphQLLimits limits, CancellationToken cancel)
    {
        // Kestrel's own limit is of the same kind and closes the connection at once.
        if (http.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;

        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        inTime.CancelAfter(limits.Timeout);
        try
        {
            return http.ContentLength > limits.MaxBodyBytes || await BoundedBytes.FindAsync(http.Body, limits.MaxBodyBytes, inTime.Token) is not { } body
                ? throw await TooLongAsync(http, limits.MaxBodyBytes, cancel)
                : body;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            CloseAfterAnswer(http);
            throw new BadGraphQLRequestException(
                StatusCodes.Status408RequestTimeout, GraphQLErrorCode.Timeout, $"The body did not come within {limits.Timeout.TotalSeconds:0.#} seconds.");
        }
        catch (BadHttpRequestException broken)
        {
            // Sent too slowly, or breaks off.
            var code = broken.StatusCode == StatusCodes.Status408RequestTimeout ? GraphQLErrorCode.Timeout : GraphQLErrorCode.BadRequest;
            throw new BadGraphQLRequestException(broken.StatusCode, code, "The body did not come in time or is not whole.");
        }
    }

    private static async Task<BadGraphQLRequestException> TooLongAsync(HttpRequest http, int max, CancellationToken cancel)
    {
        if (http.ContentLength > MostThrownAway || !await ThrowAwayAsync(http.Body, cancel))
            CloseAfterAnswer(http);
        return new BadGraphQLRequestException(StatusCodes.Status413PayloadTooLarge, GraphQLErrorCode.LimitExceeded, $"The body may have {max} bytes at most.");
    }

    /// <summary>True when the body came to its end.</summary>
    private static async Task<bool> ThrowAwayAsync(Stream body, CancellationToken cancel)
    {
        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        inTime.CancelAfter(LongestThrowingAway);
        try
        {
            var chunk = new byte[Chunk];
            int read;
            for (var left = MostThrownAway; left > 0; left -= read)
            {
                if ((read = await body.ReadAsync(chunk, inTime.Token)) == 0)
                    return true;
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // It comes too slowly to wait for the rest.
        }

        return false;
    }

    private static void CloseAfterAnswer(HttpRequest http)
    {
        // HTTP/2 and 3 end the one stream by themselves.
        if (HttpProtocol.IsHttp11(http.Protocol))
            http.HttpContext.Response.Headers.Connection = "close";
    }
}
