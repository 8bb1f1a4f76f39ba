using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Retries;
using Microsoft.AspNetCore.Http;

namespace Cms.Rest.Http;

/// <summary>
/// Does a request with an idempotency key once, and answers it as often as it comes. Where the request changes only the tenant, the answer is kept in the same
/// transaction, so that a change and its answer are both there or neither.
/// </summary>
internal sealed class AnswerOnce(ClaimKey claimKey, AnswerStore answers, TenantWork work, RestLimits limits)
{
    // Members of a kept outline, and of the results of a bulk request.
    private static readonly string[] Outline = [nameof(ContentItem.ContentItemId), nameof(ContentItem.ContentItemVersionId)];

    /// <summary>The answer of this time, or of the time when it was done.</summary>
    public async Task<Answer> RunAsync(RestArea area, RestCall call, Func<Task<Answer>> run)
    {
        var key = IdempotencyKey.Read(call.Request);
        var caller = call.CallerKey(key);
        var request = await IdempotencyKey.HashAsync(call.Request, area.BringsSecrets ? $"{caller}\n{key}" : null, limits, call.Cancel);
        var (state, kept) = await claimKey.RunAsync(caller, key, request, area.LongestRun, call.Cancel);
        switch (state)
        {
            case KeyState.Done:
                call.Response.Headers["Idempotency-Replayed"] = "true";
                return Answer.Again(kept.Status, kept.MediaType, kept.Tag, kept.Location, Unpacked(kept.Body));
            case KeyState.InProgress:
                return Answer.Refused(StatusCodes.Status409Conflict, "The request with this Idempotency-Key is still being done; send it again to get its answer.") with { RetryAfter = 1 };
            case KeyState.OfAnotherRequest:
                return Answer.Refused(StatusCodes.Status422UnprocessableEntity, "This Idempotency-Key was sent with another request before; take a new key for each new request.");
        }

        try
        {
            return area.ChangesOnlyTenant ? await DoTogetherAsync(kept, call, run) : await DoAsync(kept, run);
        }
        catch
        {
            // Nothing was done, or nobody knows: for the second, the claim stands as done and stays.
            await answers.TakeBackAsync(kept, CancellationToken.None);
            throw;
        }
    }

    private async Task<Answer> DoTogetherAsync(KeptAnswer claim, RestCall call, Func<Task<Answer>> run)
    {
        await using var transaction = await work.BeginAsync(call.Cancel);
        var answer = await run();
        if (!await KeepAsync(claim, answer, call.Cancel))
            return Answer.Refused(StatusCodes.Status409Conflict, "This request took so long that another one with its Idempotency-Key began; send it again to get the answer of that.") with { RetryAfter = 1 };

        await transaction.CommitAsync(call.Cancel);
        return answer;
    }

    // The verbs about tenants find what they did before, so one that is cut off between the change and its answer may be sent again.
    private async Task<Answer> DoAsync(KeptAnswer claim, Func<Task<Answer>> run)
    {
        var answer = await run();
        await KeepAsync(claim, answer, CancellationToken.None);
        return answer;
    }

    private async Task<bool> KeepAsync(KeptAnswer claim, Answer answer, CancellationToken cancel)
    {
        // What a caller may is asked anew each time, and a slip in the form of a request is no answer to it.
        if (answer.Status is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden or StatusCodes.Status413PayloadTooLarge or StatusCodes.Status415UnsupportedMediaType or >= 500)
        {
            await answers.TakeBackAsync(claim, cancel);
            return true;
        }

        var body = Packed(answer.ToBytes());
        if (body.Length > limits.MaxKeptBytes)
            body = Packed(JsonSerializer.SerializeToUtf8Bytes(OutlineOf(answer.Json)));
        return await answers.AnswerAsync(claim with { Status = answer.Status, MediaType = answer.MediaType, Tag = answer.Tag, Location = answer.Location, Body = body }, cancel);
    }

    private static JsonObject OutlineOf(JsonObject json)
    {
        if (json["results"] is not JsonArray results)
            return new JsonObject(Outline.Select(name => KeyValuePair.Create(name, json[name]?.DeepClone())));

        return new JsonObject
        {
            ["results"] = new JsonArray([.. results.OfType<JsonObject>().Select(result => result["item"] is JsonObject item
                ? new JsonObject { ["status"] = result["status"]?.DeepClone(), ["item"] = OutlineOf(item) }
                : result.DeepClone())]),
        };
    }

    private static byte[] Packed(ReadOnlyMemory<byte> body)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest))
            brotli.Write(body.Span);
        return packed.ToArray();
    }

    private static ReadOnlyMemory<byte> Unpacked(byte[] kept)
    {
        using var brotli = new BrotliStream(new MemoryStream(kept, writable: false), CompressionMode.Decompress);
        using var body = new MemoryStream();
        brotli.CopyTo(body);
        return body.ToArray();
    }
}
