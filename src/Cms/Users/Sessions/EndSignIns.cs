using Microsoft.AspNetCore.Identity;

namespace Cms.Users.Sessions;

/// <summary>Ends what a user is signed in with, in every browser and with every link to a password that is under way.</summary>
public sealed class EndSignIns(UserManager<User> users, UserSessionStore sessions)
{
    /// <summary>Gives the user a new stamp, saves the user with all changes and ends the sessions. Belongs into the transaction of whoever calls. The refusal when a rule is broken.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="exceptSessionId">The session that goes on, whose cookie needs the new stamp; null for none.</param>
    /// <param name="cancel">Stops the work.</param>
    internal async Task<Problem?> RunAsync(User user, string? exceptSessionId, CancellationToken cancel)
    {
        if (Identity.ProblemOf(await users.UpdateSecurityStampAsync(user)) is { } problem)
            return problem;

        await sessions.EndAllAsync(user.Id, exceptSessionId, cancel);
        return null;
    }
}
