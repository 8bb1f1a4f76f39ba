using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Events;
using Cms.Settings;

namespace Cms.Apps;

/// <summary>
/// How a tenant gives tokens: the members of Orchard Core's step <c>OpenIdServerSettings</c>, and how long tokens and keys live. What the JSON does not name is
/// off, as there; a tenant that never saved any has <see cref="Standard"/>.
/// </summary>
public sealed record TokenSettings(JsonObject Json)
{
    /// <summary>The section under which they are stored.</summary>
    public const string Section = "openid-server";

    private const int MostMinutes = 24 * 60;
    private const int MostDays = 3650;

    // What Orchard Core has and Cms does not: members, and why.
    private static readonly (string[] Members, string Reason)[] NotFollowed =
    [
        (["AllowImplicitFlow", "AllowHybridFlow"], "tokens do not travel in addresses; apps use the authorization code flow with PKCE"),
        (["EnablePushedAuthorizationEndpoint", "RequirePushedAuthorizationRequests"], "authorization requests are not pushed"),
        ([
            "EncryptionCertificateStoreLocation", "EncryptionCertificateStoreName", "EncryptionCertificateThumbprint",
            "SigningCertificateStoreLocation", "SigningCertificateStoreName", "SigningCertificateThumbprint",
        ], "the tenant makes its own keys and rolls them over"),
    ];

    /// <summary>What Orchard Core calls the ways in which tokens are given, for a site and for an app.</summary>
    internal static readonly IReadOnlyList<(string Member, AppFlows Flow)> FlowMembers =
    [
        ("AllowClientCredentialsFlow", AppFlows.ClientCredentials), ("AllowAuthorizationCodeFlow", AppFlows.AuthorizationCode), ("AllowRefreshTokenFlow", AppFlows.RefreshToken), ("AllowPasswordFlow", AppFlows.Password),
    ];

    private static readonly string[] Switches =
    [
        nameof(EnableTokenEndpoint), nameof(EnableAuthorizationEndpoint), nameof(EnableLogoutEndpoint), nameof(EnableUserInfoEndpoint), nameof(EnableIntrospectionEndpoint),
        nameof(EnableRevocationEndpoint), .. FlowMembers.Select(flow => flow.Member),
        nameof(DisableAccessTokenEncryption), nameof(DisableRollingRefreshTokens), nameof(RequireProofKeyForCodeExchange), nameof(UseReferenceAccessTokens),
        "AllowImplicitFlow", "AllowHybridFlow", "EnablePushedAuthorizationEndpoint", "RequirePushedAuthorizationRequests",
    ];

    private static readonly (string Member, int Most)[] Lifetimes =
    [
        ("AccessTokenLifetimeMinutes", MostMinutes), ("IdentityTokenLifetimeMinutes", MostMinutes), ("AuthorizationCodeLifetimeMinutes", 60), ("RefreshTokenLifetimeDays", MostDays),
        ("RefreshTokenTotalLifetimeDays", MostDays), ("KeyRotationDays", MostDays),
    ];

    private static readonly string[] Known = [.. Switches, .. Lifetimes.Select(lifetime => lifetime.Member), .. NotFollowed.SelectMany(one => one.Members), AccessTokenFormat, nameof(Authority)];

    /// <summary>Apps with a secret ask for themselves; users sign in with a code and its proof; no passwords.</summary>
    public static TokenSettings Standard { get; } = new(new JsonObject
    {
        [nameof(EnableTokenEndpoint)] = true,
        [nameof(EnableAuthorizationEndpoint)] = true,
        [nameof(EnableLogoutEndpoint)] = true,
        [nameof(EnableUserInfoEndpoint)] = true,
        [nameof(EnableIntrospectionEndpoint)] = true,
        [nameof(EnableRevocationEndpoint)] = true,
        ["AllowClientCredentialsFlow"] = true,
        ["AllowAuthorizationCodeFlow"] = true,
        ["AllowRefreshTokenFlow"] = true,
        [nameof(RequireProofKeyForCodeExchange)] = true,
    });

    private const string AccessTokenFormat = "AccessTokenFormat";
    private const string JsonWebToken = "JsonWebToken";
    private const string DataProtection = "DataProtection";

    /// <summary>The ways in which tokens are given at all.</summary>
    public AppFlows Flows => FlowMembers.Where(flow => Has(flow.Member)).Aggregate(default(AppFlows), (all, flow) => all | flow.Flow);

    /// <summary>Tokens are given.</summary>
    public bool EnableTokenEndpoint => Has(nameof(EnableTokenEndpoint));

    /// <summary>Users may sign in for apps.</summary>
    public bool EnableAuthorizationEndpoint => Has(nameof(EnableAuthorizationEndpoint));

    /// <summary>Apps may sign users out.</summary>
    public bool EnableLogoutEndpoint => Has(nameof(EnableLogoutEndpoint));

    /// <summary>Apps may ask who a user is.</summary>
    public bool EnableUserInfoEndpoint => Has(nameof(EnableUserInfoEndpoint));

    /// <summary>Apps may ask whether a token is good.</summary>
    public bool EnableIntrospectionEndpoint => Has(nameof(EnableIntrospectionEndpoint));

    /// <summary>Apps may end tokens.</summary>
    public bool EnableRevocationEndpoint => Has(nameof(EnableRevocationEndpoint));

    /// <summary>A refresh token may be used again and again.</summary>
    public bool DisableRollingRefreshTokens => Has(nameof(DisableRollingRefreshTokens));

    /// <summary>Every code needs its proof, whatever the app says.</summary>
    public bool RequireProofKeyForCodeExchange => Has(nameof(RequireProofKeyForCodeExchange));

    /// <summary>An access token is a reference that means something to the tenant only, and is looked up at each request.</summary>
    public bool UseReferenceAccessTokens => Has(nameof(UseReferenceAccessTokens));

    /// <summary>Access tokens are JWTs that anybody may read. <c>DataProtection</c>, which is also the standard of Orchard Core, means tokens that nobody else can.</summary>
    public bool DisableAccessTokenEncryption => Has(nameof(DisableAccessTokenEncryption)) && JsonText.Find(Json, AccessTokenFormat) == JsonWebToken;

    /// <summary>The issuer that tokens name; null for the address of the site.</summary>
    public string? Authority => JsonText.Find(Json, nameof(Authority));

    /// <summary>How long an access token is good; an hour unless set.</summary>
    public TimeSpan AccessTokenLifetime => TimeSpan.FromMinutes(Number("AccessTokenLifetimeMinutes") ?? 60);

    /// <summary>How long an id token is good; 20 minutes unless set.</summary>
    public TimeSpan IdentityTokenLifetime => TimeSpan.FromMinutes(Number("IdentityTokenLifetimeMinutes") ?? 20);

    /// <summary>How long a code may wait to be exchanged; 5 minutes unless set.</summary>
    public TimeSpan AuthorizationCodeLifetime => TimeSpan.FromMinutes(Number("AuthorizationCodeLifetimeMinutes") ?? 5);

    /// <summary>How long a refresh token is good; 14 days unless set.</summary>
    public TimeSpan RefreshTokenLifetime => TimeSpan.FromDays(Number("RefreshTokenLifetimeDays") ?? 14);

    /// <summary>How long an app may go on from one sign-in of a user by renewing, however often it does; 90 days unless set. Then the user has to be there again.</summary>
    public TimeSpan RefreshTokenTotalLifetime => TimeSpan.FromDays(Number("RefreshTokenTotalLifetimeDays") ?? 90);

    /// <summary>How long a key signs; 90 days unless set.</summary>
    public TimeSpan KeyRotation => TimeSpan.FromDays(Number("KeyRotationDays") ?? 90);

    /// <summary>How long a key that signs no more must still be known: as long as anything that it signed may be good.</summary>
    public TimeSpan LongestLifetime => new[] { AccessTokenLifetime, IdentityTokenLifetime, AuthorizationCodeLifetime, RefreshTokenLifetime }.Max();

    /// <summary>What is wrong with the settings, a sentence each; empty when they can be saved.</summary>
    public IEnumerable<string> Complaints()
    {
        foreach (var name in Switches.Where(name => Json[name]?.GetValueKind() is not (null or JsonValueKind.True or JsonValueKind.False)))
            yield return $"{name} must be true or false, not {Json[name]!.ToJsonString()}.";

        foreach (var (name, most) in Lifetimes.Where(lifetime => Json[lifetime.Member] is { } value && !(value.GetValueKind() == JsonValueKind.Number && Number(lifetime.Member) is { } number && number >= 1 && number <= lifetime.Most)))
            yield return $"{name} must be a whole number from 1 to {most}, not {Json[name]!.ToJsonString()}.";

        if (Json[AccessTokenFormat] is { } format && JsonText.Find(Json, AccessTokenFormat) is not (JsonWebToken or DataProtection))
            yield return $"{AccessTokenFormat} must be {JsonWebToken} or {DataProtection}, not {format.ToJsonString()}.";

        if (Json[nameof(Authority)] is { } given && given.ToJsonString() != "\"\"" && !(Authority is { } text && IsIssuer(text)))
            yield return $"Authority must be an address such as https://guides.example.org/ without ? and #, not {given.ToJsonString()}.";

        if (Flows != 0 && !EnableTokenEndpoint)
            yield return "A flow needs the token endpoint: EnableTokenEndpoint.";

        if (EnableTokenEndpoint && Flows == 0)
            yield return "The token endpoint needs a flow, such as AllowClientCredentialsFlow.";

        if (Flows.HasFlag(AppFlows.AuthorizationCode) != EnableAuthorizationEndpoint)
            yield return "AllowAuthorizationCodeFlow and EnableAuthorizationEndpoint go together.";
    }

    /// <summary>What the settings say that is not followed, a sentence each.</summary>
    public IEnumerable<string> Remarks()
    {
        foreach (var (members, reason) in NotFollowed)
        {
            var set = members.Where(member => Json[member]?.GetValueKind() is JsonValueKind.True || JsonText.Find(Json, member) is not null).ToList();
            if (set.Count > 0)
                yield return $"{string.Join(", ", set)} kept and not followed: {reason}.";
        }

        var unknown = Json.Select(member => member.Key).Where(name => !Known.Contains(name)).ToList();
        if (unknown.Count > 0)
            yield return $"{string.Join(", ", unknown)} kept and not read.";
    }

    /// <summary>The members in the spelling that is read; letter case counts for nothing in recipes.</summary>
    public static TokenSettings Of(JsonObject members) => new(new JsonObject(members.Select(member =>
        KeyValuePair.Create(Known.FirstOrDefault(name => name.Equals(member.Key, StringComparison.OrdinalIgnoreCase)) ?? member.Key, member.Value?.DeepClone()))));

    /// <summary>Reads them.</summary>
    public static async Task<TokenSettings> LoadAsync(SettingsStore settings, CancellationToken cancel) =>
        await settings.FindAsync(Section, cancel) is { } stored ? new TokenSettings(stored) : Standard;

    /// <summary>Saves them; they must have no <see cref="Complaints"/>.</summary>
    public Task SaveAsync(SettingsStore settings, CancellationToken cancel) => settings.SaveAsync(Section, Json, new SettingsChanged(Section), cancel);

    private static bool IsIssuer(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "https" or "http", Query.Length: 0, Fragment.Length: 0, UserInfo.Length: 0 };

    private bool Has(string name) => Json[name]?.GetValueKind() == JsonValueKind.True;

    private int? Number(string name) => Json[name] is JsonValue value && value.TryGetValue(out int number) ? number : null;
}
