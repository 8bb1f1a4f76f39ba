namespace Cms.Users.TwoFactor;

/// <summary>Gives the signed-in user new recovery codes; those before are worth nothing then.</summary>
public sealed class RenewRecoveryCodes(UserStore store, ChangeOwn own)
{
    /// <summary>
    /// The codes. <see cref="ProblemKind.Forbidden"/> when the password is wrong, <see cref="ProblemKind.Conflict"/> when the sign-in asks for no codes or the user's
    /// sign-ins ended meanwhile.
    /// </summary>
    public Task<Outcome<NewRecoveryCodes>> RunAsync(string password, CancellationToken cancel) => own.RunWithPasswordAsync<NewRecoveryCodes>(
        password,
        async user =>
        {
            if (!user.TwoFactorEnabled)
                return Problem.Conflict("Your sign-in asks for no codes, so there is nothing to recover from.");

            var codes = RecoveryCodes.Renew(user);
            await store.UpdateAsync(user, cancel);
            return new NewRecoveryCodes(user, codes);
        },
        cancel);
}
