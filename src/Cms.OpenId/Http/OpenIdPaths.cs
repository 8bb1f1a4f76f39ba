using Microsoft.AspNetCore.Http;

namespace Cms.OpenId.Http;

/// <summary>Where a tenant gives tokens: below <c>/connect</c> and <c>/.well-known</c>.</summary>
public static class OpenIdPaths
{
    /// <summary>Where apps send users to sign in.</summary>
    public const string Authorize = "/connect/authorize";

    /// <summary>Where apps send users to sign out.</summary>
    public const string Logout = "/connect/logout";

    private const string Token = "/connect/token";

    /// <summary>True for the one where tokens are given, as OpenIddict takes it: with a slash at the end too.</summary>
    public static bool IsToken(PathString path) => path.StartsWithSegments(Token, StringComparison.OrdinalIgnoreCase, out var rest) && (rest.Value is null or "" or "/");

    /// <summary>True for such a path.</summary>
    public static bool Contain(PathString path) => Is(path, "/connect") || Is(path, "/.well-known");

    /// <summary>True for one that pages of other sites may ask as far as the tenant lets them; not for those that show a page to the user who is signed in.</summary>
    public static bool AreApi(PathString path) => Contain(path) && !Is(path, Authorize) && !Is(path, Logout);

    private static bool Is(PathString path, string beginning) => path.StartsWithSegments(beginning, StringComparison.OrdinalIgnoreCase);
}
