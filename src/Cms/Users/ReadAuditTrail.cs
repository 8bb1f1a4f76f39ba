using Cms.Audit;

namespace Cms.Users;

/// <summary>Shows the trail to those who may see it. It tells values of all fields, whoever may see these elsewhere.</summary>
public sealed class ReadAuditTrail(CurrentCaller current, AuditTrail trail)
{
    /// <summary>The entries, newest first; <see cref="ProblemKind.Forbidden"/> without the permission <see cref="Permission.ViewAuditTrail"/>.</summary>
    public async Task<Outcome<IReadOnlyList<AuditEntry>>> RunAsync(AuditQuery query, CancellationToken cancel)
    {
        if (current.Caller.Refuse(Permission.ViewAuditTrail, "read the trail of what happened") is { } refused)
            return refused;

        return (await trail.ListAsync(query, cancel)).ToList();
    }
}
