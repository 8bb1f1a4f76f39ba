using Cms.Users;

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

    /// <summary>True when nobody is signed in; then the answer leads to the sign-in and back to the page.</summary>
    /// <param name="http">The request.</param>
    /// <param name="page">Path of the page below <c>/account</c>.</param>
    public static bool LeadsToSignIn(this HttpContext http, string page)
    {
        if (http.IsSignedIn())
            return false;

        http.SeeOther(ReturnUrl.Add(http.AccountAddress("/sign-in"), http.AccountAddress(page)));
        return true;
    }

    /// <summary>The user who is signed in, as stored now.</summary>
    public static async Task<User> OwnUserAsync(this HttpContext http) =>
        await http.RequestServices.GetRequiredService<UserStore>().FindByIdAsync(SignedInUser.IdOf(http.User)!, http.RequestAborted)
        ?? throw new InvalidOperationException("The user was removed during the request.");

    /// <summary>The form that was sent.</summary>
    public static Task<IFormCollection> FormAsync(this HttpContext http) => http.Request.ReadFormAsync(http.RequestAborted);
}
