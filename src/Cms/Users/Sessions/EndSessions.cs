using Cms.Content;

namespace Cms.Users.Sessions;

/// <summary>Ends sessions of the signed-in user.</summary>
public sealed class EndSessions(UserSessionStore store, CurrentCaller current, TenantWork work)
{
    /// <summary>Ends one session, or all but one. May run twice; nobody ends somebody else's.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="others">False ends it; true lets it go on and ends all others.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task RunAsync(string sessionId, bool others, CancellationToken cancel)
    {
        var userId = current.Caller.UserId;
        await using var transaction = await work.BeginAsync(cancel);
        if (others)
            await store.EndAllAsync(userId, sessionId, cancel);
        else
            await store.EndAsync(userId, sessionId, cancel);
        await transaction.CommitAsync(cancel);
    }
}
