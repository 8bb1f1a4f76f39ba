namespace Cms.Users.Sessions;

/// <summary>Ends sessions of the signed-in user.</summary>
public sealed class EndSessions(UserSessionStore store, CurrentCaller current)
{
    /// <summary>Ends one session, or all but one. May run twice; nobody ends somebody else's.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="others">False ends it; true lets it go on and ends all others.</param>
    /// <param name="cancel">Stops the work.</param>
    public Task RunAsync(string sessionId, bool others, CancellationToken cancel) =>
        others ? store.EndAllAsync(current.Caller.UserId, sessionId, cancel) : store.EndAsync(current.Caller.UserId, sessionId, cancel);
}
