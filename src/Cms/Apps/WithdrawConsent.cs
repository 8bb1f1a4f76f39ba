using Cms.Content;
using Cms.Users;

namespace Cms.Apps;

/// <summary>Takes back that an app may act for the signed-in user.</summary>
public sealed class WithdrawConsent(AppStore store, CurrentCaller current, TenantWork work)
{
    /// <summary>Ends what the user agreed to and every token that came of it, at once. May run twice; nobody does so for somebody else.</summary>
    public async Task RunAsync(string clientId, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        if (await store.FindAsync(clientId, cancel) is { } app)
            await store.RevokeConsentAsync(app, current.Caller.UserId, cancel);
        await transaction.CommitAsync(cancel);
    }
}
