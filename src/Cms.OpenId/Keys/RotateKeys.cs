using Cms.Apps;
using Cms.Content;
using Cms.Settings;
using Cms.Users;
using Microsoft.Extensions.Options;

namespace Cms.OpenId.Keys;

/// <summary>Gives a tenant a new key for its tokens. The older ones stay known as long as anything that they signed may be good.</summary>
public sealed class RotateKeys(TokenKeys keys, SettingsStore settings, TenantWork work, CurrentCaller current, TimeProvider clock, IOptions<TokenKeyOptions> made)
{
    /// <summary>So long before it signs a new key is known, for nodes and for those who keep the key set.</summary>
    public static readonly TimeSpan Lead = TimeSpan.FromMinutes(1);

    /// <summary>The new key. <see cref="ProblemKind.Forbidden"/> for callers who may not.</summary>
    /// <param name="dropsOlder">True when an older key became known to somebody: all of them are forgotten, and with them every token; the new one signs at once.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<TokenKey>> RunAsync(bool dropsOlder, CancellationToken cancel)
    {
        if (current.Caller.Refuse(Permission.ManageApplications, "give the site new keys for tokens") is { } refused)
            return refused;

        var secret = NewSecret();
        await using var transaction = await work.BeginAsync(cancel);
        var known = dropsOlder ? [] : await keys.ListAsync(cancel);
        var all = await AddAsync(known, secret, await TokenSettings.LoadAsync(settings, cancel), cancel);
        await transaction.CommitAsync(cancel);
        return all[0];
    }

    /// <summary>The keys, newest first, with a new one where there is none or the newest is as old as the settings allow. Several nodes may ask at once; one makes it.</summary>
    internal async Task<IReadOnlyList<TokenKey>> EnsureAsync(TokenSettings of, CancellationToken cancel)
    {
        var known = await keys.ListAsync(cancel);
        if (!IsDue(known, of, clock.GetUtcNow().UtcDateTime))
            return known;

        var secret = NewSecret();
        await using var transaction = await work.BeginAsync(cancel);
        known = await keys.ListAsync(cancel);
        if (!IsDue(known, of, clock.GetUtcNow().UtcDateTime))
            return known;

        known = await AddAsync(known, secret, of, cancel);
        await transaction.CommitAsync(cancel);
        return known;
    }

    /// <summary>True when there is no key yet, or the newest is as old as the settings let it become.</summary>
    internal static bool IsDue(IReadOnlyCollection<TokenKey> known, TokenSettings of, DateTime nowUtc) => known.Count == 0 || known.Max(key => key.CreatedUtc) + of.KeyRotation <= nowUtc;

    /// <summary>Until when a key must be known; null for as long as it is the newest.</summary>
    internal static DateTime? ExpiryOf(TokenKey key, IEnumerable<TokenKey> all, TokenSettings of)
    {
        var next = all.Where(other => other.SignsFromUtc > key.SignsFromUtc).Select(other => (DateTime?)other.SignsFromUtc).Min();
        return next + of.LongestLifetime;
    }

    // Before the transaction: nobody else's writing waits for it.
    private byte[] NewSecret() => TokenKey.NewSecret(made.Value.SigningBits);

    private async Task<IReadOnlyList<TokenKey>> AddAsync(IReadOnlyList<TokenKey> known, byte[] secret, TokenSettings of, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        IReadOnlyList<TokenKey> all = [TokenKey.New(now, known.Any(key => key.SignsFromUtc <= now) ? now + Lead : now, secret), .. known];
        all = [.. all.Where(key => ExpiryOf(key, all, of) is not { } expiry || expiry > now)];
        await keys.SaveAsync(all, cancel);
        return all;
    }
}
