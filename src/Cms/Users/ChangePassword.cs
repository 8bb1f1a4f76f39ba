using Cms.Users.Sessions;
using Microsoft.AspNetCore.Identity;

namespace Cms.Users;

/// <summary>Gives the signed-in user a new password for the present one.</summary>
public sealed class ChangePassword(UserManager<User> users, ChangeOwn own, EndSignIns endSignIns)
{
    /// <summary>
    /// The user, whose other sign-ins have ended. <see cref="ProblemKind.Forbidden"/> when the present password is wrong, which counts as at a sign-in;
    /// <see cref="ProblemKind.Invalid"/> when the new one breaks a rule; <see cref="ProblemKind.Conflict"/> when the user's sign-ins ended meanwhile.
    /// </summary>
    /// <param name="present">The present password.</param>
    /// <param name="wanted">The new one.</param>
    /// <param name="sessionId">The session that goes on, whose cookie needs the new stamp; null for none.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<User>> RunAsync(string present, string wanted, string? sessionId, CancellationToken cancel)
    {
        var shown = await own.CheckAsync(present, cancel, called: "present password");
        if (shown.Problem is { } wrong)
            return wrong;

        var hash = await users.HashAsync(shown.Value, wanted);
        if (hash.Problem is { } weak)
            return weak;

        return await own.RunAsync<User>(
            shown.Value,
            async user =>
            {
                user.GivePassword(hash.Value);
                return await endSignIns.RunAsync(user, sessionId, cancel) is { } problem ? problem : user;
            },
            cancel);
    }
}
