namespace Cms.Apps;

/// <summary>Something that an app may ask for: what a token with it may do.</summary>
/// <param name="Name">Its name in requests.</param>
public sealed record Scope(string Name)
{
    /// <summary>Who the user is: an id token.</summary>
    public const string OpenId = "openid";

    /// <summary>The user's name.</summary>
    public const string Profile = "profile";

    /// <summary>The user's e-mail.</summary>
    public const string Email = "email";

    /// <summary>The user's roles and, where no other scope says less, all that they allow.</summary>
    public const string Roles = "roles";

    /// <summary>Tokens while the user is away: a refresh token.</summary>
    public const string OfflineAccess = "offline_access";

    /// <summary>Its name for people; completes a list of what an app may do.</summary>
    public string DisplayName { get; init; } = Name;

    /// <summary>More of it, for people.</summary>
    public string Description { get; init; } = "";

    /// <summary>The names of other servers that take tokens with this scope (the audience); one that has no permissions here is for them alone.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>The permissions that a token with this scope has at most.</summary>
    public IReadOnlyList<string> Permissions { get; init; } = [];

    /// <summary>True for those that OpenID Connect and Orchard Core name; they tell who a user is and limit nothing.</summary>
    public static bool IsOfIdentity(string name) => name is OpenId or Profile or Email or Roles or OfflineAccess or "phone" or "address";
}
