namespace Cms.Apps;

/// <summary>A program of a partner that may ask for tokens of the tenant (RFC 6749), known by its client id.</summary>
public sealed record App
{
    /// <summary>Names the app for good; what items that it makes have as their owner.</summary>
    public required string Id { get; init; }

    /// <summary>The name under which the app asks for tokens; unique in the tenant.</summary>
    public required string ClientId { get; init; }

    /// <summary>What people see: on the page of consent, as author of items, in lists.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>True for an app that cannot keep a secret, such as one in a browser or on a telephone.</summary>
    public bool IsPublic { get; init; }

    /// <summary>Whether users are asked before the app acts for them.</summary>
    public AppConsent Consent { get; init; } = AppConsent.Explicit;

    /// <summary>The ways in which the app may get tokens.</summary>
    public AppFlows Flows { get; init; }

    /// <summary>What else the app may ask the server.</summary>
    public AppRights Rights { get; init; }

    /// <summary>Where users may be sent back to with a code; nowhere else.</summary>
    public IReadOnlyList<string> RedirectUris { get; init; } = [];

    /// <summary>Where users may be sent to after they signed out.</summary>
    public IReadOnlyList<string> PostLogoutRedirectUris { get; init; } = [];

    /// <summary>The roles that the app has where it acts for itself.</summary>
    public IReadOnlyList<string> RoleNames { get; init; } = [];

    /// <summary>The scopes that the app may ask for.</summary>
    public IReadOnlyList<string> ScopeNames { get; init; } = [];

    /// <summary>True when a code is worth something only with its proof (RFC 7636); always so for public apps.</summary>
    public bool RequiresProofKey { get; init; }

    /// <summary>False for an app that is kept and whose tokens are refused.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>How many requests a minute the app may send; null for as many as anybody.</summary>
    public int? RequestsAMinute { get; init; }

    /// <summary>
    /// True when whoever is sent back to this address can only be the app: it has a secret to show, or the address is its own in the web. Any program of a device can take the app's scheme or
    /// listen where it does (RFC 8252, section 8.6).
    /// </summary>
    public bool IsProvenBy(Uri redirectUri) => !IsPublic || (redirectUri.Scheme == Uri.UriSchemeHttps && !redirectUri.IsLoopback);

    /// <summary>True when both say the same.</summary>
    public bool IsSameAs(App other) =>
        RedirectUris.SequenceEqual(other.RedirectUris) && PostLogoutRedirectUris.SequenceEqual(other.PostLogoutRedirectUris)
        && RoleNames.SequenceEqual(other.RoleNames) && ScopeNames.SequenceEqual(other.ScopeNames)
        && this == other with { RedirectUris = RedirectUris, PostLogoutRedirectUris = PostLogoutRedirectUris, RoleNames = RoleNames, ScopeNames = ScopeNames };
}

/// <summary>Whether users are asked before an app acts for them; Orchard Core's words.</summary>
public enum AppConsent
{
    /// <summary>Once for what the app asks for; the answer is remembered.</summary>
    Explicit,

    /// <summary>Never: the app is the tenant's own.</summary>
    Implicit,

    /// <summary>Never: somebody else must have agreed for them, and nobody can here.</summary>
    External,

    /// <summary>Every time.</summary>
    Systematic,
}

/// <summary>Ways to get tokens.</summary>
[Flags]
public enum AppFlows
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The app asks for itself, with its secret.</summary>
    ClientCredentials = 1,

    /// <summary>A user signs in here and is sent back to the app with a code.</summary>
    AuthorizationCode = 2,

    /// <summary>A new token for an older one, without the user.</summary>
    RefreshToken = 4,

    /// <summary>The app sends a user's name and password, which it therefore knows; for apps of old.</summary>
    Password = 8,
}

/// <summary>What an app may ask the server beside tokens.</summary>
[Flags]
public enum AppRights
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Whether a token is good and what it says (RFC 7662).</summary>
    Introspection = 1,

    /// <summary>To end a token (RFC 7009).</summary>
    Revocation = 2,

    /// <summary>To sign a user out.</summary>
    Logout = 4,
}
