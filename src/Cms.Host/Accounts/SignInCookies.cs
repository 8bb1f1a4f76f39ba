using Cms.Users;
using Cms.Users.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Cms.Host.Accounts;

/// <summary>Gives browsers the cookies of sign-ins, whole and half.</summary>
internal static class SignInCookies
{
    private const string FirstStep = "cms-first-step";

    /// <summary>The scheme of the cookie between the first step, such as the password, and the code.</summary>
    public const string SecondStep = "second-step";

    /// <summary>How long somebody may take for the code.</summary>
    public static readonly TimeSpan SecondStepLasts = TimeSpan.FromMinutes(5);

    /// <summary>Begins a session of the user in the place of the browser's before it, signs the browser in to it, and leads on: first to what the user has to do before anything else.</summary>
    /// <param name="http">The request.</param>
    /// <param name="user">The user.</param>
    /// <param name="method">What the user signed in with, as people read it.</param>
    /// <param name="returnUrl">Where the user goes on; null for the account.</param>
    public static async Task SignInAsync(this HttpContext http, User user, string method, string? returnUrl)
    {
        var (services, cancel) = (http.RequestServices, http.RequestAborted);
        var session = await services.GetRequiredService<BeginSession>().RunAsync(user, method, http.Request.Headers.UserAgent.ToString(), SignedInUser.SessionOf(http.User), cancel);
        await SendCookieAsync(http, user, session.Id);
        http.GoOn(await services.GetRequiredService<SignInDebts>().OfAsync(user, method, cancel), returnUrl);
    }

    /// <summary>Ends the session of the browser, and forgets its cookie.</summary>
    public static async Task EndSignInAsync(this HttpContext http)
    {
        if (SignedInUser.SessionOf(http.User) is { } session)
            await http.RequestServices.GetRequiredService<EndSessions>().RunAsync(session, others: false, http.RequestAborted);
        await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }

    /// <summary>Gives the browser a new cookie of its session after the user's stamp changed.</summary>
    public static Task StaySignedInAsync(this HttpContext http, User user) => SignedInUser.SessionOf(http.User) is { } session ? SendCookieAsync(http, user, session) : Task.CompletedTask;

    /// <summary>Notes that the first step was right, and leads on to the code that has to follow.</summary>
    /// <param name="http">The request.</param>
    /// <param name="user">The user.</param>
    /// <param name="method">What the first step was, as people read it.</param>
    /// <param name="returnUrl">Where the user goes on afterwards; null for the account.</param>
    public static async Task GoToSecondStepAsync(this HttpContext http, User user, string method, string? returnUrl)
    {
        await http.SignInAsync(SecondStep, SignedInUser.ForCookie(user, sessionId: null), new AuthenticationProperties { Items = { [FirstStep] = method } });
        http.SeeOther(ReturnUrl.Add(http.AccountAddress("/sign-in/code"), returnUrl));
    }

    /// <summary>Whose first step was right in this browser a moment ago, the stamp at that time and what the step was; null for nobody's.</summary>
    public static async Task<(string UserId, string Stamp, string Method)?> FindSecondStepAsync(this HttpContext http) =>
        await http.AuthenticateAsync(SecondStep) is { Principal: { } principal, Properties.Items: { } items } && SignedInUser.IdOf(principal) is { } id && SignedInUser.StampOf(principal) is { } stamp
        && items.TryGetValue(FirstStep, out var method) && method is not null ? (id, stamp, method) : null;

    /// <summary>Forgets it.</summary>
    public static Task EndSecondStepAsync(this HttpContext http) => http.SignOutAsync(SecondStep);

    private static Task SendCookieAsync(HttpContext http, User user, string sessionId) => http.SignInAsync(
        CookieAuthenticationDefaults.AuthenticationScheme, SignedInUser.ForCookie(user, sessionId), new AuthenticationProperties { IsPersistent = true });
}
