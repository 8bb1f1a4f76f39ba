using Cms.Content;

namespace Cms.Users.TwoFactor;

/// <summary>Gives the signed-in user new recovery codes; those before are worth nothing then.</summary>
public sealed class RenewRecoveryCodes(UserStore store, PasswordCheck check, CurrentCaller current, TenantWork work)
{
    /// <summary>The codes. <see cref="ProblemKind.Forbidden"/> when the password is wrong, <see cref="ProblemKind.Conflict"/> when the sign-in asks for no codes.</summary>
    public async Task<Outcome<NewRecoveryCodes>> RunAsync(string password, CancellationToken cancel)
    {
        if (await check.RunAsync(await store.FindByIdAsync(current.Caller.UserId, cancel), password, cancel) is not { } user)
            return Problem.Forbidden("The password is not right.");

        if (!user.TwoFactorEnabled)
            return Problem.Conflict("Your sign-in asks for no codes, so there is nothing to recover from.");

        await using var transaction = await work.BeginAsync(cancel);
        var codes = RecoveryCodes.Renew(user);
        await store.UpdateAsync(user, cancel);
        await transaction.CommitAsync(cancel);
        return new NewRecoveryCodes(user, codes);
    }
}
