using Cms.Users;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace Cms.Host.Accounts;

/// <summary>Signing in and out and everything about the own account, at <c>/account</c> of each tenant.</summary>
internal static class AccountEndpoints
{
    private const int LargestForm = 16 * 1024;

    /// <summary>The methods by which a page is read.</summary>
    public static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps them. They expect the request's scope to have its tenant and its caller.</summary>
    public static void MapAccounts(this IEndpointRouteBuilder endpoints)
    {
        var account = endpoints.MapGroup("/account").WithMetadata(new RequestSizeLimitAttribute(LargestForm)).AddEndpointFilter(RefuseForeignForms);
        account.MapMethods("", Reading, ShowAccountAsync);
        account.MapSignIn();
        account.MapPasswords();
        account.MapEmail();
        account.MapTwoFactor();
        account.MapSessions();
        account.MapAgreedApps();
        account.MapConfirm();
        account.MapPasskeys();
        account.MapExternal();
        account.MapMethods("/style.css", Reading, (HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "public, max-age=3600";
            return Results.Text(AccountStyle.Css, "text/css; charset=utf-8");
        });
    }

    // A form must come from a page of this tenant that this browser was shown.
    private static async ValueTask<object?> RefuseForeignForms(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var http = call.HttpContext;
        if (await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http))
            return await next(call);

        http.RequestServices.GetRequiredService<Refusals>().Add("form-token");
        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        await new AccountPage("This form is out of date")
        {
            Problem = "Nothing was done. Open the page again, with cookies allowed, and send the form once more.",
            Links = [("", "Your account")],
        }.SendAsync(http);
        return Results.Empty;
    }

    private static async Task ShowAccountAsync(HttpContext http)
    {
        if (!http.IsSignedIn())
        {
            http.Response.Redirect(http.AccountAddress("/sign-in"));
            return;
        }

        if (http.LeadsToSignIn(""))
            return;

        await new AccountPage($"Signed in as {http.User.Identity!.Name}")
        {
            Done = http.Request.Query.ContainsKey("changed") ? "Your password was changed. Wherever else you were signed in, you no longer are."
                : http.Request.Query.ContainsKey("confirmed") ? "Your e-mail was changed. Wherever else you were signed in, you no longer are."
                : null,
            Forms = [new AccountForm("/sign-out", "Sign out")],
            Links =
            [
                ("/password", "Change your password"),
                ("/email", "Change your e-mail"),
                ("/two-factor", "Two-factor sign-in"),
                ("/passkeys", "Passkeys"),
                .. ExternalPages.ProvidersOf(http).Count > 0 ? [("/external", "Accounts elsewhere")] : Array.Empty<(string, string)>(),
                ("/sessions", "Where you are signed in"),
                ("/apps", AppPages.Title),
            ],
        }.SendAsync(http);
    }
}
