using Cms.Audit;
using Cms.Users;

namespace Cms.Tests.Memory;

/// <summary>The trail in memory: what verbs add. What stores save leaves no trace here.</summary>
public sealed class MemoryAuditTrail(MemoryTenant tenant, CurrentCaller caller, TimeProvider clock) : AuditTrail
{
    public override Task AddAsync(AuditEntry entry, CancellationToken cancel)
    {
        var who = caller.Caller;
        var added = entry with { Id = tenant.State.LastAuditId + 1, AtUtc = clock.GetUtcNow().UtcDateTime, UserId = who.UserId, UserName = who.UserName, Address = caller.Address };
        tenant.State = tenant.State with { LastAuditId = added.Id, AuditTrail = tenant.State.AuditTrail.Add(added) };
        return Task.CompletedTask;
    }

    public override Task<IReadOnlyList<AuditEntry>> ListAsync(AuditQuery query, CancellationToken cancel) => Task.FromResult<IReadOnlyList<AuditEntry>>(
    [
        .. tenant.State.AuditTrail.Reverse().Where(entry =>
            (query.Category is null || entry.Category == query.Category)
            && (query.Event is null || entry.Event.Equals(query.Event, StringComparison.OrdinalIgnoreCase))
            && (query.User is null || entry.UserId == query.User || entry.UserName.Equals(query.User, StringComparison.OrdinalIgnoreCase))
            && (query.SubjectId is null || entry.SubjectId == query.SubjectId)
            && (query.Text is not { } text || entry.Subject.Contains(text, StringComparison.OrdinalIgnoreCase) || entry.Details?.ToJsonString().Contains(text, StringComparison.OrdinalIgnoreCase) == true)
            && (query.SinceUtc is not { } since || entry.AtUtc >= since)
            && (query.UntilUtc is not { } until || entry.AtUtc < until)
            && (query.Before is not { } before || entry.Id < before)).Take(query.First),
    ]);

    public override Task<DateTime?> FindOldestAsync(CancellationToken cancel) => Task.FromResult(tenant.State.AuditTrail.Select(entry => (DateTime?)entry.AtUtc).FirstOrDefault());

    public override Task<int> TrimAsync(DateTime beforeUtc, CancellationToken cancel)
    {
        var before = tenant.State.AuditTrail;
        tenant.State = tenant.State with { AuditTrail = before.RemoveAll(entry => entry.AtUtc < beforeUtc) };
        return Task.FromResult(before.Count - tenant.State.AuditTrail.Count);
    }
}
