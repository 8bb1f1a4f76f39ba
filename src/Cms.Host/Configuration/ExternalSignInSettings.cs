using System.Text.RegularExpressions;
using Cms.Users.External;

namespace Cms.Host.Configuration;

/// <summary>A provider of OpenID Connect that people may sign in with: <c>Cms:ExternalSignIn:NAME</c>.</summary>
public sealed partial class ExternalSignInSettings
{
    // Without it a provider says who may do something, and not who somebody is.
    private const string OpenId = "openid";

    // How a session says that it began in one of our own ways.
    private static readonly string[] Taken = ["password", "passkey"];

    /// <summary>Its address, below which <c>.well-known/openid-configuration</c> lies.</summary>
    public string Authority { get; set; } = "";

    /// <summary>What it knows this program by.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>The secret that it gave out for that. Never logged.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>What people read on the button; the short name when empty.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>What is asked for, parted by spaces or commas.</summary>
    public string Scopes { get; set; } = "openid profile email";

    /// <summary>Names of the tenants that take it, parted by commas; empty for all.</summary>
    public string Tenants { get; set; } = "";

    /// <summary><c>true</c> makes a user of somebody unknown whose e-mail the provider has verified.</summary>
    public string CreateUsers { get; set; } = "false";

    /// <summary>The roles of such users, parted by commas; empty for none but what everybody signed in has.</summary>
    public string RoleNames { get; set; } = "";

    internal bool CreatesUsers => bool.Parse(CreateUsers);

    internal IEnumerable<string> ScopeList => Scopes.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What is wrong with the settings, as a sentence; null when nothing is.</summary>
    internal string? Complaint(string name)
    {
        var path = $"Cms:ExternalSignIn:{name}";
        if (!ShortName().IsMatch(name) || Taken.Contains(name))
            return $"{path} cannot be called that; it must be 1 to 32 small letters, digits and hyphens, such as google, and not {string.Join(" or ", Taken)}.";

        if (!HttpsAddress.Is(Authority))
            return $"{path}:Authority \"{Authority}\" must be the provider's https address, such as https://accounts.google.com.";

        if (ClientId.Length == 0)
            return $"{path}:ClientId is empty; it must be what the provider knows this program by.";

        if (ClientSecret.Length == 0)
            return $"{path}:ClientSecret is empty; it must be the secret that the provider gave out.";

        if (!ScopeList.Contains(OpenId))
            return $"{path}:Scopes \"{Scopes}\" must contain {OpenId}, as in openid profile email.";

        if (!bool.TryParse(CreateUsers, out var creates))
            return $"{path}:CreateUsers \"{CreateUsers}\" must be true or false.";

        return !creates && RoleNames.Length > 0 ? $"{path}:RoleNames are the roles of new users, and {path}:CreateUsers is not true." : null;
    }

    /// <summary>The provider as the sign-in knows it.</summary>
    internal ExternalProvider ProviderOf(string name) =>
        new(name, DisplayName.Length > 0 ? DisplayName : name, ListOf(Tenants), CreatesUsers ? ListOf(RoleNames) : null);

    private static string[] ListOf(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,31}\z")]
    private static partial Regex ShortName();
}
