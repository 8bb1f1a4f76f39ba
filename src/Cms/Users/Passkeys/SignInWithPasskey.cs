using Cms.Content;
using Microsoft.AspNetCore.Identity;

namespace Cms.Users.Passkeys;

/// <summary>Lets the owner of a passkey in whose answer to a challenge the signature was right sign in.</summary>
public sealed class SignInWithPasskey(UserStore store, TenantWork work)
{
    /// <summary>The user as stored now. <see cref="ProblemKind.Forbidden"/> when the user is disabled or no longer has the passkey.</summary>
    /// <param name="userId">The owner.</param>
    /// <param name="used">The passkey as its answer left it: with a higher count of uses.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<User>> RunAsync(string userId, UserPasskeyInfo used, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        if (await store.FindByIdAsync(userId, cancel) is not { IsEnabled: true } user || await store.FindPasskeyAsync(user, used.CredentialId, cancel) is not { } stored)
            return Problem.Forbidden("Nobody can sign in here with this passkey.");

        // Its name may have changed while the browser signed.
        used.Name = stored.Name;
        await store.AddOrUpdatePasskeyAsync(user, used, cancel);
        await transaction.CommitAsync(cancel);
        return user;
    }
}
