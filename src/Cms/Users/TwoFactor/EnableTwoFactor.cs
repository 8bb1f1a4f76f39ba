using Cms.Users.Sessions;

namespace Cms.Users.TwoFactor;

/// <summary>The recovery codes of a user, who sees them only now.</summary>
public sealed record NewRecoveryCodes(User User, IReadOnlyList<string> Codes);

/// <summary>Lets the signed-in user's sign-in ask for codes of the app from now on.</summary>
public sealed class EnableTwoFactor(AuthenticatorKeys keys, ChangeOwn own, EndSignIns endSignIns, TimeProvider clock)
{
    /// <summary>
    /// Recovery codes; the user's other sign-ins have ended. <see cref="ProblemKind.Forbidden"/> when the password is wrong, which counts as at a sign-in;
    /// <see cref="ProblemKind.Invalid"/> when the code is not the key's; <see cref="ProblemKind.Conflict"/> when there is no key to set up or the user's sign-ins ended meanwhile.
    /// </summary>
    /// <param name="password">The user's password.</param>
    /// <param name="code">A code of the app.</param>
    /// <param name="sessionId">The session that goes on, whose cookie needs the new stamp; null for none.</param>
    /// <param name="cancel">Stops the work.</param>
    public Task<Outcome<NewRecoveryCodes>> RunAsync(string password, string code, string? sessionId, CancellationToken cancel) => own.RunWithPasswordAsync<NewRecoveryCodes>(
        password,
        async user =>
        {
            if (user.TwoFactorEnabled || user.AuthenticatorKey is null)
                return Problem.Conflict("There is nothing to turn on; begin with a new key.");

            if (!keys.TryTake(user, code, clock.GetUtcNow().UtcDateTime))
                return Problem.Invalid("This is no code of the key above. Take the one that the app shows now, and see that its clock is right.");

            user.TwoFactorEnabled = true;
            var codes = RecoveryCodes.Renew(user);
            return await endSignIns.RunAsync(user, sessionId, cancel) is { } problem ? problem : new NewRecoveryCodes(user, codes);
        },
        cancel);
}
