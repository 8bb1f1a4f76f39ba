using System.Security.Claims;
using Cms.Users;

namespace Cms.Host.Accounts;

/// <summary>A user as a request carries it: in the sign-in cookie id and stamp, afterwards id, name and the roles of this moment.</summary>
internal static class SignedInUser
{
    private const string Stamp = "stamp";
    private const string Type = "cms";

    /// <summary>What the cookie holds: nothing that may change without the user's sign-in ending.</summary>
    public static ClaimsPrincipal ForCookie(User user) => Of([new Claim(ClaimTypes.NameIdentifier, user.Id), new Claim(Stamp, user.SecurityStamp)]);

    /// <summary>What the request works with.</summary>
    public static ClaimsPrincipal ForRequest(User user) => Of(
        [new Claim(ClaimTypes.NameIdentifier, user.Id), new Claim(ClaimTypes.Name, user.UserName), .. user.RoleNames.Select(role => new Claim(ClaimTypes.Role, role))]);

    /// <summary>The user's id; null for a visitor.</summary>
    public static string? IdOf(ClaimsPrincipal? principal) => principal?.Identity is { IsAuthenticated: true } ? principal.FindFirstValue(ClaimTypes.NameIdentifier) : null;

    /// <summary>The names of the user's roles.</summary>
    public static IEnumerable<string> RolesOf(ClaimsPrincipal principal) => principal.FindAll(ClaimTypes.Role).Select(claim => claim.Value);

    /// <summary>True when the cookie was given out since the user's stamp changed last.</summary>
    public static bool IsStillSignedIn(ClaimsPrincipal? cookie, User user) => user.IsEnabled && cookie?.FindFirstValue(Stamp) == user.SecurityStamp;

    private static ClaimsPrincipal Of(IEnumerable<Claim> claims) => new(new ClaimsIdentity(claims, Type));
}
