namespace Cms.Users.TwoFactor;

/// <summary>Gives the signed-in user a new key for an authenticator app. It counts once <see cref="EnableTwoFactor"/> has seen a code of it.</summary>
public sealed class BeginTwoFactor(UserStore store, AuthenticatorKeys keys, ChangeOwn own)
{
    /// <summary>The user with the key. <see cref="ProblemKind.Conflict"/> when the sign-in asks for codes already, <see cref="ProblemKind.NotFound"/> when the caller is no user.</summary>
    public Task<Outcome<User>> RunAsync(CancellationToken cancel) => own.RunAsync<User>(
        "has an authenticator app",
        async user =>
        {
            if (user.TwoFactorEnabled)
                return Problem.Conflict("Your sign-in asks for codes already; turn that off before you set up another app.");

            keys.Give(user, AuthenticatorCode.NewKey());
            (user.LastCodeStep, user.RecoveryCodeHashes) = (0, null);
            await store.UpdateAsync(user, cancel);
            return user;
        },
        cancel);
}
