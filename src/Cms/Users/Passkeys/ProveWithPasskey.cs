using Cms.Users.Sessions;
using Microsoft.AspNetCore.Identity;

namespace Cms.Users.Passkeys;

/// <summary>Lets the signed-in user show once more who they are, with a passkey in whose answer to a challenge the signature was right.</summary>
public sealed class ProveWithPasskey(SignInWithPasskey signIn, UserSessionStore sessions, CurrentCaller current, TimeProvider clock)
{
    /// <summary>
    /// Done: for <see cref="UserSession.ProofLasts"/> the user may change what they sign in with. <see cref="ProblemKind.Forbidden"/> when the passkey is not theirs, or
    /// the signature was wrong.
    /// </summary>
    /// <param name="userId">The passkey's owner; null when the signature was wrong.</param>
    /// <param name="used">The passkey as its answer left it; null when the signature was wrong.</param>
    /// <param name="sessionId">The user's session.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<Done>> RunAsync(string? userId, UserPasskeyInfo? used, string sessionId, CancellationToken cancel)
    {
        var own = userId == current.Caller.UserId ? userId : null;
        if ((await signIn.RunAsync(own, used, cancel)).Problem is not null)
            return Problem.Forbidden("This is no passkey of yours.");

        await sessions.ProvenAsync(sessionId, clock.GetUtcNow().UtcDateTime, cancel);
        return new Done();
    }
}
