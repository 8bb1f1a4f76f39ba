using System.Security.Cryptography;
using Cms.Content;

namespace Cms.Users.Sessions;

/// <summary>Begins a session of a user who has just shown who they are.</summary>
public sealed class BeginSession(UserSessionStore store, CurrentCaller current, TenantWork work, TimeProvider clock)
{
    private const int IdBytes = 16;
    private const int LongestBrowser = 256;

    /// <summary>The session.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="method">What the user signed in with, as people read it.</param>
    /// <param name="browser">What the browser calls itself; empty when it does not say.</param>
    /// <param name="former">The session that the browser was signed in to until now, which ends; null for none.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<UserSession> RunAsync(User user, string method, string browser, string? former, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var session = new UserSession
        {
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)),
            UserId = user.Id,
            Method = method,
            CreatedUtc = now,
            ProvenUtc = now,
            SeenUtc = now,
            Address = current.Address ?? "",
            Browser = ForeignText.Cut(browser, LongestBrowser),
        };
        await using var transaction = await work.BeginAsync(cancel);
        if (former is not null && await store.FindAsync(former, cancel) is { } ended)
            await store.EndAsync(ended.UserId, ended.Id, cancel);
        await store.AddAsync(session, now - UserSession.Lasts, cancel);
        await transaction.CommitAsync(cancel);
        return session;
    }
}
