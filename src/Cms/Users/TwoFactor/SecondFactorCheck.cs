using System.Globalization;
using Cms.Audit;
using Cms.Content;
using Microsoft.Extensions.Logging;

namespace Cms.Users.TwoFactor;

/// <summary>A second factor that was right.</summary>
/// <param name="User">The user as stored now.</param>
/// <param name="WasRecoveryCode">True when it was a recovery code, of which there is one less now.</param>
public sealed record SecondFactor(User User, bool WasRecoveryCode);

/// <summary>Compares the code that follows the password with a user's authenticator app and recovery codes, and counts wrong ones with wrong passwords.</summary>
public sealed class SecondFactorCheck(UserStore store, AuthenticatorKeys keys, AuditTrail trail, TenantWork work, TimeProvider clock, ILogger<SecondFactorCheck> log)
{
    /// <summary>The user. <see cref="ProblemKind.Forbidden"/> with one sentence when the code is wrong or was used, and when the user is locked or cannot sign in any more.</summary>
    /// <param name="userId">Whose password was right.</param>
    /// <param name="stamp">The user's stamp when it was.</param>
    /// <param name="code">What was typed.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<SecondFactor>> RunAsync(string userId, string stamp, string code, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        var now = clock.GetUtcNow().UtcDateTime;
        if (await store.FindByIdAsync(userId, cancel) is not { IsEnabled: true, TwoFactorEnabled: true } user || user.SecurityStamp != stamp || user.LockedUntilUtc > now)
            return Refusal();

        var isCode = keys.TryTake(user, code, now);
        var isRecovery = !isCode && RecoveryCodes.TryTake(user, code);
        if (isCode || isRecovery)
            FailedSignIns.Forget(user);
        else
        {
            FailedSignIns.Count(user, now, log);
            await trail.AddAsync(FailedSignIns.EntryOf(user, "code"), cancel);
        }

        await store.UpdateAsync(user, cancel);
        await transaction.CommitAsync(cancel);
        return isCode || isRecovery ? new SecondFactor(user, isRecovery) : Refusal();
    }

    private static Problem Refusal() => Problem.Forbidden(string.Create(
        CultureInfo.InvariantCulture,
        $"This code is not right, or it was used already: each is taken once. After {FailedSignIns.Most} wrong codes or passwords a user cannot sign in for {FailedSignIns.LockedFor.TotalMinutes} minutes."));
}
