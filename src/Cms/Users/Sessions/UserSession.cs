namespace Cms.Users.Sessions;

/// <summary>One sign-in of a user in one browser, from its beginning to its end.</summary>
public sealed class UserSession
{
    /// <summary>How long a session lasts after it was seen last.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(14);

    /// <summary>How often it is written down at most that it was seen.</summary>
    public static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    /// <summary>How long somebody who has shown who they are may change what they sign in with.</summary>
    public static readonly TimeSpan ProofLasts = TimeSpan.FromMinutes(10);

    /// <summary>How a session begins with a password, before whatever follows it.</summary>
    public const string ByPassword = "password";

    /// <summary>How a session begins with a passkey, which is two factors: a device, and its owner's finger, face or code.</summary>
    public const string ByPasskey = "passkey";

    /// <summary>Names the session; the sealed cookie has it.</summary>
    public required string Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required string UserId { get; init; }

    /// <summary>What the user signed in with, as people read it: <c>password and code</c>.</summary>
    public required string Method { get; init; }

    /// <summary>When it began.</summary>
    public required DateTime CreatedUtc { get; init; }

    /// <summary>When the user showed last, in this browser, who they are; null for sessions from before this was kept.</summary>
    public DateTime? ProvenUtc { get; set; }

    /// <summary>When it was seen last, within <see cref="SeenEvery"/>.</summary>
    public required DateTime SeenUtc { get; set; }

    /// <summary>The network address it was seen at last; empty when not known.</summary>
    public required string Address { get; set; }

    /// <summary>What the browser called itself at the sign-in, cut to a decent length.</summary>
    public required string Browser { get; init; }

    /// <summary>True once it has ended by itself: it was not seen for long, or it began too long ago.</summary>
    /// <param name="nowUtc">The present moment.</param>
    /// <param name="longest">How long a session may last however often it is seen.</param>
    public bool IsOver(DateTime nowUtc, TimeSpan longest) => SeenUtc + Lasts <= nowUtc || CreatedUtc + longest <= nowUtc;

    /// <summary>True when the user showed a moment ago who they are.</summary>
    public bool IsProven(DateTime nowUtc) => ProvenUtc + ProofLasts > nowUtc;
}

/// <summary>Where the current tenant's sessions live. Implemented by Cms.Storage and, in tests, in memory, and held to the same behaviour by AccountStoresContract.</summary>
public abstract class UserSessionStore
{
    /// <summary>Adds a session; the user's that were seen last before this moment are removed.</summary>
    public abstract Task AddAsync(UserSession session, DateTime forgetBeforeUtc, CancellationToken cancel);

    /// <summary>The session, or null when it has ended.</summary>
    public abstract Task<UserSession?> FindAsync(string sessionId, CancellationToken cancel);

    /// <summary>The user's sessions, the one seen last first.</summary>
    public abstract Task<IReadOnlyList<UserSession>> ListAsync(string userId, CancellationToken cancel);

    /// <summary>Writes down that a session was seen; nothing happens when it has ended.</summary>
    public abstract Task SeenAsync(string sessionId, DateTime atUtc, string address, CancellationToken cancel);

    /// <summary>Writes down that the user showed in a session who they are; nothing happens when it has ended.</summary>
    public abstract Task ProvenAsync(string sessionId, DateTime atUtc, CancellationToken cancel);

    /// <summary>Ends one session of the user; nothing happens when it has ended or is somebody else's.</summary>
    public abstract Task EndAsync(string userId, string sessionId, CancellationToken cancel);

    /// <summary>Ends all sessions of the user but this one; null for all.</summary>
    public abstract Task EndAllAsync(string userId, string? exceptSessionId, CancellationToken cancel);
}
