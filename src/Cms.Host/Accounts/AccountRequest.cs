namespace Cms.Host.Accounts;

/// <summary>What all requests to <c>/account</c> have in common.</summary>
internal static class AccountRequest
{
    /// <summary>The name of where to go on after the sign-in.</summary>
    public const string ReturnUrlName = "returnUrl";

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

        http.SeeOther($"{http.AccountAddress("/sign-in")}?{ReturnUrlName}={Uri.EscapeDataString(http.AccountAddress(page))}");
        return true;
    }

    /// <summary>The form that was sent.</summary>
    public static Task<IFormCollection> FormAsync(this HttpContext http) => http.Request.ReadFormAsync(http.RequestAborted);
}
