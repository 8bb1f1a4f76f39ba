using System.Security.Claims;

namespace Cms.Users.Sessions;

/// <summary>A user as a request carries it: in the sign-in cookie id, stamp and session, afterwards id, session, name and the roles of this moment.</summary>
public static class SignedInUser
{
    private const string Stamp = "stamp";
    private const string Session = "session";
    private const string Debt = "debt";
    private const string Proven = "proven";
    private const string Type = "cms";

    /// <summary>What the cookie holds: nothing that may change without the user's sign-in ending.</summary>
    /// <param name="user">The user.</param>
    /// <param name="sessionId">The session; null in the cookie between password and code, when there is none yet.</param>
    public static ClaimsPrincipal ForCookie(User user, string? sessionId) => Of(
        [new Claim(ClaimTypes.NameIdentifier, user.Id), new Claim(Stamp, user.SecurityStamp), .. sessionId is null ? Array.Empty<Claim>() : [new Claim(Session, sessionId)]]);

    /// <summary>What the request works with.</summary>
    /// <param name="signIn">The sign-in.</param>
    /// <param name="isProven">True when the user showed a moment ago who they are.</param>
    public static ClaimsPrincipal ForRequest(OngoingSignIn signIn, bool isProven) => Of(
    [
        new Claim(ClaimTypes.NameIdentifier, signIn.User.Id), new Claim(Stamp, signIn.User.SecurityStamp), new Claim(Session, signIn.Session.Id), new Claim(ClaimTypes.Name, signIn.User.UserName),
        new Claim(Debt, signIn.Debt.ToString()), .. isProven ? [new Claim(Proven, "yes")] : Array.Empty<Claim>(), .. signIn.User.RoleNames.Select(role => new Claim(ClaimTypes.Role, role)),
    ]);

    /// <summary>The user's id; null for a visitor.</summary>
    public static string? IdOf(ClaimsPrincipal? principal) => principal?.Identity is { IsAuthenticated: true } ? principal.FindFirstValue(ClaimTypes.NameIdentifier) : null;

    /// <summary>The id of a user who may act as one; null for a visitor, and for who has something to do first.</summary>
    public static string? SettledIdOf(ClaimsPrincipal? principal) => DebtOf(principal) == SignInDebt.None ? IdOf(principal) : null;

    /// <summary>What the user has to do first.</summary>
    public static SignInDebt DebtOf(ClaimsPrincipal? principal) => principal?.FindFirstValue(Debt) is { } debt ? Enum.Parse<SignInDebt>(debt) : SignInDebt.None;

    /// <summary>True when the user showed a moment ago who they are.</summary>
    public static bool IsProven(ClaimsPrincipal principal) => principal.HasClaim(claim => claim.Type == Proven);

    /// <summary>The id of the session; null for a visitor.</summary>
    public static string? SessionOf(ClaimsPrincipal? principal) => principal?.FindFirstValue(Session);

    /// <summary>The user's stamp when the cookie was given out, which a request has too; null for none.</summary>
    public static string? StampOf(ClaimsPrincipal? principal) => principal?.FindFirstValue(Stamp);

    /// <summary>The names of the user's roles.</summary>
    public static IEnumerable<string> RolesOf(ClaimsPrincipal principal) => principal.FindAll(ClaimTypes.Role).Select(claim => claim.Value);

    private static ClaimsPrincipal Of(IEnumerable<Claim> claims) => new(new ClaimsIdentity(claims, Type));
}
