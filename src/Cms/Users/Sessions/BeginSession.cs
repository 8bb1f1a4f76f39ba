using System.Security.Cryptography;

namespace Cms.Users.Sessions;

/// <summary>Begins a session of a user who has just shown who they are.</summary>
public sealed class BeginSession(UserSessionStore store, CurrentCaller current, TimeProvider clock)
{
    private const int IdBytes = 16;
    private const int LongestBrowser = 256;

    /// <summary>The session.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="method">What the user signed in with, as people read it.</param>
    /// <param name="browser">What the browser calls itself; empty when it does not say.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<UserSession> RunAsync(User user, string method, string browser, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var session = new UserSession
        {
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)),
            UserId = user.Id,
            Method = method,
            CreatedUtc = now,
            SeenUtc = now,
            Address = current.Address ?? "",
            Browser = ForeignText.Cut(browser, LongestBrowser),
        };
        await store.AddAsync(session, now - UserSession.Lasts, cancel);
        return session;
    }
}
