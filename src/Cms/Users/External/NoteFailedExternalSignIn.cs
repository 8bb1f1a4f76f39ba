using Cms.Audit;

namespace Cms.Users.External;

/// <summary>Notes in the trail that a provider vouched for nobody, or not so that it could be believed.</summary>
public sealed class NoteFailedExternalSignIn(AuditTrail trail)
{
    /// <summary>Notes it.</summary>
    public Task RunAsync(string provider, CancellationToken cancel) => trail.AddAsync(FailedSignIns.EntryOf(user: null, provider), cancel);
}
