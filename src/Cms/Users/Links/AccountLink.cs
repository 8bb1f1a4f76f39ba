namespace Cms.Users.Links;

/// <summary>What a link lets its holder do.</summary>
public enum AccountLinkPurpose
{
    /// <summary>Choose a new password.</summary>
    ResetPassword,

    /// <summary>Choose the first password of an invited user.</summary>
    Invitation,

    /// <summary>Show that an address is the user's, who asked to have it as e-mail.</summary>
    ConfirmEmail,
}

/// <summary>A link that lets whoever holds it do one thing with one account, once and for a while. Of its token only a hash is kept.</summary>
public sealed class AccountLink
{
    /// <summary>SHA-256 of the token, in hexadecimal digits.</summary>
    public required string TokenHash { get; init; }

    /// <summary>Whose account.</summary>
    public required string UserId { get; init; }

    /// <summary>What for.</summary>
    public required AccountLinkPurpose Purpose { get; init; }

    /// <summary>The user's stamp when the link was made: what ends all sign-ins ends it too.</summary>
    public required string SecurityStamp { get; init; }

    /// <summary>The address that the link was mailed to; null for one that somebody hands over.</summary>
    public string? Email { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTime CreatedUtc { get; init; }

    /// <summary>From when on it leads nowhere.</summary>
    public required DateTime ExpiresUtc { get; init; }
}

/// <summary>Where the current tenant's links live. Implemented by Cms.Storage and, in tests, in memory, and held to the same behaviour by AccountStoresContract.</summary>
public abstract class AccountLinkStore
{
    /// <summary>Adds a link; those that ended before it was made are removed.</summary>
    public abstract Task AddAsync(AccountLink link, CancellationToken cancel);

    /// <summary>The link with this hash, ended or not; null when there is none.</summary>
    public abstract Task<AccountLink?> FindAsync(string tokenHash, CancellationToken cancel);

    /// <summary>The user's links, newest first.</summary>
    public abstract Task<IReadOnlyList<AccountLink>> ListAsync(string userId, CancellationToken cancel);

    /// <summary>Removes all links of the user.</summary>
    public abstract Task RemoveAsync(string userId, CancellationToken cancel);
}
