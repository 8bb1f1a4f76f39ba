using Cms.Content;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;

namespace Cms.Users;

/// <summary>Compares a password with a user's and counts wrong ones. Takes as long for nobody as for somebody.</summary>
public sealed class PasswordCheck(UserStore store, IPasswordHasher<User> hasher, TenantWork work, TimeProvider clock, ILogger<PasswordCheck> log)
{
    private static readonly User Nobody = new() { Id = "", UserName = "" };

    // One for the whole program; made with the same rounds as everybody's, so that it takes as long.
    private static string? _nobodysHash;

    /// <summary>
    /// The user as stored now when the password is right, has not ended and the user may sign in; else null, without a word why: whoever guesses learns nothing.
    /// </summary>
    internal async Task<User?> RunAsync(User? user, string password, CancellationToken cancel)
    {
        var hash = user?.PasswordHash;
        var answer = hasher.VerifyHashedPassword(user ?? Nobody, hash ?? (_nobodysHash ??= hasher.HashPassword(Nobody, GeneratedPassword.New())), password);
        if (user is null || hash is null)
            return null;

        var renewed = answer == PasswordVerificationResult.SuccessRehashNeeded ? hasher.HashPassword(user, password) : null;

        // Outside what takes long, which hashing does, and with what others who guess at the same time have written.
        await using var transaction = await work.BeginAsync(cancel);
        var now = clock.GetUtcNow().UtcDateTime;
        if (await store.FindByIdAsync(user.Id, cancel) is not { IsEnabled: true } current || current.PasswordHash != hash || current.LockedUntilUtc > now || current.FirstPasswordEndsUtc <= now)
            return null;

        if (answer == PasswordVerificationResult.Failed)
        {
            FailedSignIns.Count(current, now, log);
            await store.UpdateAsync(current, cancel);
            await transaction.CommitAsync(cancel);
            return null;
        }

        if (renewed is not null)
            current.PasswordHash = renewed;

        // Where a code follows, the right code forgets: else whoever has the password could guess codes without end by giving it again and again.
        if ((!current.TwoFactorEnabled && FailedSignIns.Forget(current)) || renewed is not null)
            await store.UpdateAsync(current, cancel);

        await transaction.CommitAsync(cancel);
        return current;
    }
}
