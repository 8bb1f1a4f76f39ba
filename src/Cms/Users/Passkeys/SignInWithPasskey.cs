using Cms.Audit;
using Cms.Content;
using Microsoft.AspNetCore.Identity;

namespace Cms.Users.Passkeys;

/// <summary>Lets the owner of a passkey in whose answer to a challenge the signature was right sign in.</summary>
public sealed class SignInWithPasskey(UserStore store, AuditTrail trail, TenantWork work)
{
    /// <summary>The user as stored now. <see cref="ProblemKind.Forbidden"/> when the signature was wrong, the user is disabled or no longer has the passkey.</summary>
    /// <param name="userId">The owner; null when the signature was wrong.</param>
    /// <param name="used">The passkey as its answer left it, with a higher count of uses; null when the signature was wrong.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<User>> RunAsync(string? userId, UserPasskeyInfo? used, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        var owner = userId is null ? null : await store.FindByIdAsync(userId, cancel);
        if (used is null || owner is not { IsEnabled: true } user || await store.FindPasskeyAsync(user, used.CredentialId, cancel) is not { } stored)
        {
            await trail.AddAsync(FailedSignIns.EntryOf(owner, "passkey"), cancel);
            await transaction.CommitAsync(cancel);
            return Problem.Forbidden("Nobody can sign in here with this passkey.");
        }

        // Its name may have changed while the browser signed.
        used.Name = stored.Name;
        await store.AddOrUpdatePasskeyAsync(user, used, cancel);
        await transaction.CommitAsync(cancel);
        return user;
    }
}
