using Cms.Tenants;

namespace Cms.Users.Sessions;

/// <summary>What the cookies of a tenant are called, so that browsers themselves hold them to where they belong (RFC 6265bis, section 4.1.3).</summary>
public static class CookieNames
{
    /// <summary>How the names begin of cookies that browsers take and send by encrypted connections only.</summary>
    public const string Secure = "__Secure-";

    /// <summary>The same, and for this host alone: no other host of the domain can put one there. Its path is the host's root.</summary>
    public const string Host = "__Host-";

    /// <summary>What the cookie by which somebody is signed in is called in all tenants.</summary>
    public const string SignIn = "cms";

    /// <summary>How the names begin of cookies with the tenant's path: with nothing where the request came unencrypted, as browsers would not take them.</summary>
    /// <param name="isEncrypted">The request came encrypted, as far as the program knows.</param>
    /// <param name="pathBase">The tenant's prefix with its slash; empty for none.</param>
    public static string PrefixOf(bool isEncrypted, string pathBase) => !isEncrypted ? "" : pathBase.Length > 0 ? Secure : Host;

    /// <summary>The tenant's cookie of this name, without its beginning: two tenants at one host do not take each other's place.</summary>
    public static string Of(string name, Tenant tenant) => $"{name}-{tenant.Id}";
}
