using System.Security.Cryptography;
using Cms.Content;

namespace Cms.Users.Sessions;

/// <summary>Begins a session of a user who has just shown who they are.</summary>
public sealed class BeginSession(UserSessionStore store, TenantWork work, TimeProvider clock)
{
    private const int IdBytes = 16;
    private const int LongestBrowser = 256;

    /// <summary>The session.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="method">What the user signed in with, as people read it.</param>
    /// <param name="address">The network address; empty when not known.</param>
    /// <param name="browser">What the browser calls itself; empty when it does not say.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<UserSession> RunAsync(User user, string method, string address, string browser, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var session = new UserSession
        {
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)),
            UserId = user.Id,
            Method = method,
            CreatedUtc = now,
            SeenUtc = now,
            Address = address,
            Browser = new string([.. browser.Where(character => !char.IsControl(character)).Take(LongestBrowser)]),
        };
        await using var transaction = await work.BeginAsync(cancel);
        await store.AddAsync(session, now - UserSession.Lasts, cancel);
        await transaction.CommitAsync(cancel);
        return session;
    }
}
