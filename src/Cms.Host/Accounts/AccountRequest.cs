using Cms.Users;
using Cms.Users.Sessions;

namespace Cms.Host.Accounts;

/// <summary>What all requests to <c>/account</c> have in common.</summary>
internal static class AccountRequest
{
    /// <summary>True for somebody who is signed in.</summary>
    public static bool IsSignedIn(this HttpContext http) => SignedInUser.IdOf(http.User) is not null;

    /// <summary>The address of a page of <c>/account</c> in the request's tenant.</summary>
    public static string AccountAddress(this HttpContext http, string path) => $"{http.Request.PathBase}/account{path}";

    /// <summary>Lets the browser go on there with GET, whatever it sent (RFC 9110, section 15.4.4).</summary>
    public static void SeeOther(this HttpContext http, string address)
    {
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = address;
        http.Response.Headers.CacheControl = "no-store";
    }

    /// <summary>
    /// True when nobody is signed in, or the user has something to do first that the page is not for; then the answer leads to the sign-in, or there, and back to
    /// the page.
    /// </summary>
    /// <param name="http">The request.</param>
    /// <param name="page">Path of the page below <c>/account</c>.</param>
    public static bool LeadsToSignIn(this HttpContext http, string page)
    {
        if (http.IsSignedIn())
            return !IsFor(SignedInUser.DebtOf(http.User), page) && http.LeadsToDebt(SignedInUser.DebtOf(http.User), http.AccountAddress(page));

        http.SeeOther(ReturnUrl.Add(http.AccountAddress("/sign-in"), http.AccountAddress(page)));
        return true;
    }

    /// <summary>True when the user has something to do first; then the answer leads there, and back to the address.</summary>
    /// <param name="http">The request.</param>
    /// <param name="debt">What it is.</param>
    /// <param name="returnUrl">The address.</param>
    public static bool LeadsToDebt(this HttpContext http, SignInDebt debt, string returnUrl)
    {
        if (debt == SignInDebt.None)
            return false;

        http.SeeOther(ReturnUrl.Add(http.AccountAddress(debt == SignInDebt.OwnPassword ? "/password" : "/two-factor"), returnUrl));
        return true;
    }

    /// <summary>Lets the browser go on to the address, the account for null; but first to what the user has to do before anything else.</summary>
    public static void GoOn(this HttpContext http, SignInDebt debt, string? returnUrl)
    {
        var next = returnUrl ?? http.AccountAddress("");
        if (!http.LeadsToDebt(debt, next))
            http.SeeOther(next);
    }

    /// <summary>
    /// True when <see cref="LeadsToSignIn"/> is, or the user did not show a moment ago who they are; then the answer lets them, and leads back to the page. What
    /// changes what a user signs in with, or ends where, asks this first.
    /// </summary>
    /// <param name="http">The request.</param>
    /// <param name="page">Path of the page below <c>/account</c>.</param>
    public static bool LeadsToProof(this HttpContext http, string page)
    {
        if (http.LeadsToSignIn(page))
            return true;

        if (SignedInUser.IsProven(http.User))
            return false;

        http.SeeOther(ReturnUrl.Add(http.AccountAddress("/confirm"), http.AccountAddress(page)));
        return true;
    }

    /// <summary>The user who is signed in, as stored now.</summary>
    public static async Task<User> OwnUserAsync(this HttpContext http) =>
        await http.RequestServices.GetRequiredService<UserStore>().FindByIdAsync(SignedInUser.IdOf(http.User)!, http.RequestAborted)
        ?? throw new InvalidOperationException("The user was removed during the request.");

    /// <summary>The form that was sent.</summary>
    public static Task<IFormCollection> FormAsync(this HttpContext http) => http.Request.ReadFormAsync(http.RequestAborted);

    private static bool IsFor(SignInDebt debt, string page) => debt switch
    {
        SignInDebt.OwnPassword => page == "/password",
        SignInDebt.SecondFactor => page is "/passkeys" or "/confirm" || page.StartsWith("/two-factor", StringComparison.Ordinal),
        SignInDebt.Passkey => page == "/two-factor",
        _ => true,
    };
}
