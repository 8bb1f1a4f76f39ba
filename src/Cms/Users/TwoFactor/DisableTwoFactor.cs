using Cms.Users.Sessions;

namespace Cms.Users.TwoFactor;

/// <summary>Lets the signed-in user sign in with the password alone again.</summary>
public sealed class DisableTwoFactor(ChangeOwn own, EndSignIns endSignIns)
{
    /// <summary>
    /// The user, whose other sign-ins have ended; may run twice. <see cref="ProblemKind.Forbidden"/> when the password is wrong, which counts as at a sign-in;
    /// <see cref="ProblemKind.Conflict"/> when the user's sign-ins ended meanwhile.
    /// </summary>
    /// <param name="password">The user's password.</param>
    /// <param name="sessionId">The session that goes on, whose cookie needs the new stamp; null for none.</param>
    /// <param name="cancel">Stops the work.</param>
    public Task<Outcome<User>> RunAsync(string password, string? sessionId, CancellationToken cancel) => own.RunWithPasswordAsync<User>(
        password,
        async user =>
        {
            Forget(user);
            return await endSignIns.RunAsync(user, sessionId, cancel) is { } problem ? problem : user;
        },
        cancel);

    /// <summary>Takes app and recovery codes from the user, without saving.</summary>
    internal static void Forget(User user) =>
        (user.TwoFactorEnabled, user.AuthenticatorKey, user.LastCodeStep, user.RecoveryCodeHashes) = (false, null, 0, null);
}

/// <summary>Lets somebody who lost the authenticator app sign in with the password alone.</summary>
public sealed class ResetTwoFactor(ChangeUser change)
{
    /// <summary>The user, whose sign-ins have ended. <see cref="ProblemKind.Conflict"/> when the user's sign-in asks for no codes.</summary>
    public Task<Outcome<User>> RunAsync(string nameOrEmail, CancellationToken cancel) => change.RunAsync(
        nameOrEmail,
        "turn off two-factor sign-in of users",
        user =>
        {
            if (!user.TwoFactorEnabled)
                return Task.FromResult<Problem?>(Problem.Conflict($"{user.UserName} signs in with the password alone; there is nothing to turn off."));

            DisableTwoFactor.Forget(user);
            return Task.FromResult<Problem?>(null);
        },
        cancel);
}
