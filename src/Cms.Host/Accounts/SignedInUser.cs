using System.Security.Claims;
using Cms.Users;
using Cms.Users.Sessions;

namespace Cms.Host.Accounts;

/// <summary>A user as a request carries it: in the sign-in cookie id, stamp and session, afterwards id, session, name and the roles of this moment.</summary>
internal static class SignedInUser
{
    private const string Stamp = "stamp";
    private const string Session = "session";
    private const string Type = "cms";

    /// <summary>What the cookie holds: nothing that may change without the user's sign-in ending.</summary>
    /// <param name="user">The user.</param>
    /// <param name="sessionId">The session; null in the cookie between password and code, when there is none yet.</param>
    public static ClaimsPrincipal ForCookie(User user, string? sessionId) => Of(
        [new Claim(ClaimTypes.NameIdentifier, user.Id), new Claim(Stamp, user.SecurityStamp), .. sessionId is null ? Array.Empty<Claim>() : [new Claim(Session, sessionId)]]);

    /// <summary>What the request works with.</summary>
    public static ClaimsPrincipal ForRequest(User user, string sessionId) => Of(
        [new Claim(ClaimTypes.NameIdentifier, user.Id), new Claim(Session, sessionId), new Claim(ClaimTypes.Name, user.UserName), .. user.RoleNames.Select(role => new Claim(ClaimTypes.Role, role))]);

    /// <summary>The user's id; null for a visitor.</summary>
    public static string? IdOf(ClaimsPrincipal? principal) => principal?.Identity is { IsAuthenticated: true } ? principal.FindFirstValue(ClaimTypes.NameIdentifier) : null;

    /// <summary>The id of the session; null for a visitor.</summary>
    public static string? SessionOf(ClaimsPrincipal? principal) => principal?.FindFirstValue(Session);

    /// <summary>The user's stamp when the cookie was given out; null for none.</summary>
    public static string? StampOf(ClaimsPrincipal? cookie) => cookie?.FindFirstValue(Stamp);

    /// <summary>The names of the user's roles.</summary>
    public static IEnumerable<string> RolesOf(ClaimsPrincipal principal) => principal.FindAll(ClaimTypes.Role).Select(claim => claim.Value);

    /// <summary>True when the cookie was given out since the user's stamp changed last, for a session that goes on.</summary>
    public static bool IsStillSignedIn(ClaimsPrincipal? cookie, User user, UserSession session) => user.IsEnabled && StampOf(cookie) == user.SecurityStamp && session.UserId == user.Id;

    private static ClaimsPrincipal Of(IEnumerable<Claim> claims) => new(new ClaimsIdentity(claims, Type));
}
