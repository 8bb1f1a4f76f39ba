using Cms.Content;
using Cms.Users.Sessions;
using Microsoft.AspNetCore.Identity;

namespace Cms.Users;

/// <summary>Gives the signed-in user a new password for the present one.</summary>
public sealed class ChangePassword(UserManager<User> users, PasswordCheck check, CurrentCaller current, EndSignIns endSignIns, TenantWork work)
{
    /// <summary>
    /// The user, whose other sign-ins have ended. <see cref="ProblemKind.Forbidden"/> when the present password is wrong, which counts as at a sign-in;
    /// <see cref="ProblemKind.Invalid"/> when the new one breaks a rule.
    /// </summary>
    /// <param name="present">The present password.</param>
    /// <param name="wanted">The new one.</param>
    /// <param name="sessionId">The session that goes on, whose cookie needs the new stamp; null for none.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<User>> RunAsync(string present, string wanted, string? sessionId, CancellationToken cancel)
    {
        if (await check.RunAsync(await users.FindByIdAsync(current.Caller.UserId), present, cancel) is not { } user)
            return Problem.Forbidden("The present password is not right.");

        await using var transaction = await work.BeginAsync(cancel);
        if (await users.GiveAsync(user, wanted) is { } problem)
            return problem;

        if (await endSignIns.RunAsync(user, sessionId, cancel) is { } invalid)
            return invalid;

        await transaction.CommitAsync(cancel);
        return user;
    }
}
