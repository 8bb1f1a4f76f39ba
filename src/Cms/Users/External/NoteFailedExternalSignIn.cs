using Cms.Audit;
using Cms.Content;

namespace Cms.Users.External;

/// <summary>Notes in the trail that a provider vouched for nobody, or not so that it could be believed.</summary>
public sealed class NoteFailedExternalSignIn(AuditTrail trail, TenantWork work)
{
    /// <summary>Notes it.</summary>
    public async Task RunAsync(string provider, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        await trail.AddAsync(FailedSignIns.EntryOf(user: null, provider), cancel);
        await transaction.CommitAsync(cancel);
    }
}
