using Cms.Audit;
using Microsoft.AspNetCore.Identity;

namespace Cms.Users;

/// <summary>Finds out who somebody is by name and password. Where <see cref="User.TwoFactorEnabled"/> is true, <see cref="TwoFactor.SecondFactorCheck"/> has to follow.</summary>
public sealed class SignIn(UserManager<User> users, PasswordCheck check, AuditTrail trail)
{
    /// <summary>
    /// The user. <see cref="ProblemKind.Forbidden"/> for an unknown name, a wrong password, a disabled or locked user: one sentence for all of
    /// them, after the same time.
    /// </summary>
    public async Task<Outcome<User>> RunAsync(string nameOrEmail, string password, CancellationToken cancel)
    {
        var named = await Identity.FindAsync(users, nameOrEmail);
        if (await check.RunAsync(named, password, cancel) is { } user)
            return user;

        await trail.AddAsync(FailedSignIns.EntryOf(named, "password"), cancel);
        return Problem.Forbidden(
            $"Name and password do not fit together. After {FailedSignIns.Most} wrong passwords a user cannot sign in for {FailedSignIns.LockedFor.TotalMinutes} minutes.");
    }
}
