using Cms.Users.TwoFactor;

namespace Cms.Users.Sessions;

/// <summary>Lets the signed-in user show once more who they are, with the password and, where the sign-in asks for one, a code.</summary>
public sealed class ProveWithPassword(ChangeOwn own, SecondFactorCheck codes, UserSessionStore sessions, TimeProvider clock)
{
    /// <summary>Done: for <see cref="UserSession.ProofLasts"/> the user may change what they sign in with. <see cref="ProblemKind.Forbidden"/> when password or code is wrong, which counts as at a sign-in.</summary>
    /// <param name="password">The user's password.</param>
    /// <param name="code">A code of the app or a recovery code; not read where the sign-in asks for none.</param>
    /// <param name="sessionId">The user's session.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<Done>> RunAsync(string password, string code, string sessionId, CancellationToken cancel)
    {
        var shown = await own.CheckAsync(password, cancel);
        if (shown.Problem is { } wrong)
            return wrong;

        if (shown.Value.TwoFactorEnabled && (await codes.RunAsync(shown.Value.Id, shown.Value.SecurityStamp, code, cancel)).Problem is { } refused)
            return refused;

        await sessions.ProvenAsync(sessionId, clock.GetUtcNow().UtcDateTime, cancel);
        return new Done();
    }
}
