namespace Cms.Audit;

/// <summary>
/// What happened in the current tenant. Changes of content, definitions, settings, roles and users are written by the stores themselves, in the transaction
/// that makes them true, so that nothing can be changed beside the trail; what changes nothing there, such as a sign-in, is added by whoever does it.
/// Implemented by Cms.Storage and, in tests, in memory, and held to the same behaviour by AuditTrailContract.
/// </summary>
public abstract class AuditTrail
{
    /// <summary>Adds an entry, with the scope's caller, its address and this moment. Takes part in the scope's transaction.</summary>
    public abstract Task AddAsync(AuditEntry entry, CancellationToken cancel);

    /// <summary>The entries, newest first.</summary>
    public abstract Task<IReadOnlyList<AuditEntry>> ListAsync(AuditQuery query, CancellationToken cancel);

    /// <summary>When the oldest entry was written, UTC; null when there is none.</summary>
    public abstract Task<DateTime?> FindOldestAsync(CancellationToken cancel);

    /// <summary>Throws away what was written before this moment, UTC. How many entries.</summary>
    public abstract Task<int> TrimAsync(DateTime beforeUtc, CancellationToken cancel);
}
