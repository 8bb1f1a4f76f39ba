namespace Cms.Users.External;

/// <summary>An account at another provider with which a user signs in.</summary>
public sealed class ExternalLogin
{
    /// <summary>The provider, by its name in the settings.</summary>
    public required string Provider { get; init; }

    /// <summary>Who vouches for the account: settings may lead the provider's name elsewhere one day, where others have the same subjects.</summary>
    public required string Issuer { get; init; }

    /// <summary>What the issuer knows the account by, for good.</summary>
    public required string Subject { get; init; }

    /// <summary>Whose it is here.</summary>
    public required string UserId { get; init; }

    /// <summary>What people know the account by, as the provider said when it was connected.</summary>
    public required string Account { get; init; }

    /// <summary>When it was connected.</summary>
    public required DateTime CreatedUtc { get; init; }

    /// <summary>True when it is the same account at the same provider.</summary>
    internal bool IsSameAs(ExternalLogin? other) => other is not null && (Provider, Issuer, Subject) == (other.Provider, other.Issuer, other.Subject);
}

/// <summary>Somebody whom a provider has just vouched for.</summary>
/// <param name="Provider">The provider, by its name in the settings.</param>
/// <param name="Issuer">Who signed for it.</param>
/// <param name="Subject">What the issuer knows the account by.</param>
public sealed record ExternalIdentity(string Provider, string Issuer, string Subject)
{
    // What OpenID Connect allows (Core, section 2), and what fits an index of every database.
    private const int LongestSubject = 255;
    private const int LongestIssuer = 1024;
    private const int LongestAccount = 254;

    /// <summary>The e-mail; null when the provider names none.</summary>
    public string? Email { get; init; }

    /// <summary>True when the provider says that the e-mail is theirs.</summary>
    public bool EmailIsVerified { get; init; }

    /// <summary>The name; null when the provider names none.</summary>
    public string? Name { get; init; }

    /// <summary>What is wrong with it; null when nothing is.</summary>
    internal Problem? Complaint() => Subject.Length is 0 or > LongestSubject || Issuer.Length is 0 or > LongestIssuer
        ? Problem.Invalid($"The provider does not say in a usable way who you are: a subject has 1 to {LongestSubject} characters, an issuer 1 to {LongestIssuer}.")
        : null;

    /// <summary>The connection to this user.</summary>
    internal ExternalLogin ConnectedTo(User user, DateTime nowUtc) => new()
    {
        Provider = Provider,
        Issuer = Issuer,
        Subject = Subject,
        UserId = user.Id,
        Account = ForeignText.Cut(Email ?? Name ?? Subject, LongestAccount),
        CreatedUtc = nowUtc,
    };
}
