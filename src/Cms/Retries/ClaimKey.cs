using Cms.Content;

namespace Cms.Retries;

/// <summary>What became of a key that a request brought.</summary>
public enum KeyState
{
    /// <summary>Nobody did this request: it may be done now.</summary>
    Claimed,

    /// <summary>Somebody is about it.</summary>
    InProgress,

    /// <summary>It was done.</summary>
    Done,

    /// <summary>The key belongs to another request.</summary>
    OfAnotherRequest,
}

/// <summary>A key that a request brought, as it stands.</summary>
/// <param name="State">What became of it.</param>
/// <param name="Kept">What is kept under it; the own claim for <see cref="KeyState.Claimed"/>.</param>
public sealed record KeyClaim(KeyState State, KeptAnswer Kept);

/// <summary>Takes a key for a request, so that of several that bring it, on whatever node, one does it.</summary>
public sealed class ClaimKey(AnswerStore answers, TenantWork work, TimeProvider clock)
{
    /// <summary>The key as it stands; for <see cref="KeyState.Claimed"/> the claim stands in the database.</summary>
    /// <param name="caller">Whose key it is.</param>
    /// <param name="key">The key.</param>
    /// <param name="request">A hash of what is asked.</param>
    /// <param name="longest">How long doing it may take: a claim that is older was cut off.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<KeyClaim> RunAsync(string caller, string key, string request, TimeSpan longest, CancellationToken cancel)
    {
        // Once without waiting for whoever does the request and writes for that.
        if (Judge(await answers.FindAsync(caller, key, cancel), request, longest) is { } known)
            return known;

        await using var transaction = await work.BeginAsync(cancel);
        if (Judge(await answers.FindAsync(caller, key, cancel), request, longest) is { } first)
            return first;

        var claim = new KeptAnswer(caller, key, request) { Claim = ContentId.New(), ClaimedUtc = clock.GetUtcNow().UtcDateTime };
        await answers.PutAsync(claim, cancel);
        await transaction.CommitAsync(cancel);
        return new KeyClaim(KeyState.Claimed, claim);
    }

    private KeyClaim? Judge(KeptAnswer? kept, string request, TimeSpan longest)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (kept is null || kept.ClaimedUtc + KeptAnswer.KeptFor <= now)
            return null;

        if (kept.Request != request)
            return new KeyClaim(KeyState.OfAnotherRequest, kept);

        if (kept.IsDone)
            return new KeyClaim(KeyState.Done, kept);

        return kept.ClaimedUtc + longest > now ? new KeyClaim(KeyState.InProgress, kept) : null;
    }
}
