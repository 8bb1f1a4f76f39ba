namespace Cms.Retries;

/// <summary>
/// Where the answers to requests of a tenant that may come again are kept. Implemented by Cms.Storage and, in tests, in memory, and held to the same behaviour by
/// AnswerStoreContract. Takes part in the scope's transaction.
/// </summary>
public abstract class AnswerStore
{
    /// <summary>What is known of this key of this caller, or null. Also what should be forgotten by now.</summary>
    public abstract Task<KeptAnswer?> FindAsync(string caller, string key, CancellationToken cancel);

    /// <summary>Writes it in place of whatever stood under its caller and key, and asks for a look into the tenant when it is to be forgotten.</summary>
    public abstract Task PutAsync(KeptAnswer claim, CancellationToken cancel);

    /// <summary>Writes the answer of a request that is not done yet. False, and nothing written, when its <see cref="KeptAnswer.Claim"/> stands there no longer.</summary>
    public abstract Task<bool> AnswerAsync(KeptAnswer answered, CancellationToken cancel);

    /// <summary>Takes back the claim of a request that was not done; nothing happens when it is done or somebody else's by now.</summary>
    public abstract Task TakeBackAsync(KeptAnswer claim, CancellationToken cancel);

    /// <summary>When the oldest one was claimed, UTC; null when there is none.</summary>
    public abstract Task<DateTime?> FindOldestAsync(CancellationToken cancel);

    /// <summary>Throws away what was claimed until this moment, and says how many there were.</summary>
    public abstract Task<int> PurgeAsync(DateTime untilUtc, CancellationToken cancel);
}
