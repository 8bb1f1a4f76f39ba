using Cms.Host.Limits;
using Cms.Users;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;

namespace Cms.Host.Accounts;

/// <summary>Signing in and out and the own password, at <c>/account</c> of each tenant.</summary>
internal static class AccountEndpoints
{
    private const string ReturnUrlName = "returnUrl";
    private const int LargestForm = 16 * 1024;

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps them. They expect the request's scope to have its tenant and its caller.</summary>
    public static void MapAccounts(this IEndpointRouteBuilder endpoints)
    {
        var account = endpoints.MapGroup("/account").WithMetadata(new RequestSizeLimitAttribute(LargestForm)).AddEndpointFilter(RefuseForeignForms);
        account.MapMethods("", Reading, ShowAccountAsync);
        account.MapMethods("/sign-in", Reading, ShowSignInAsync);
        account.MapPost("/sign-in", SignInAsync).LimitAs(Attempt.SignIn, userField: "name");
        account.MapPost("/sign-out", SignOutAsync).LimitAs(Attempt.Nothing);
        account.MapMethods("/password", Reading, ShowPasswordAsync);
        account.MapPost("/password", ChangePasswordAsync);
        account.MapMethods("/style.css", Reading, (HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "public, max-age=3600";
            return Results.Text(AccountStyle.Css, "text/css");
        });
    }

    // A form must come from a page of this tenant that this browser was shown.
    private static async ValueTask<object?> RefuseForeignForms(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var http = call.HttpContext;
        if (await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http))
            return await next(call);

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
        if (!IsSignedIn(http))
        {
            http.Response.Redirect(Address(http, "/sign-in"));
            return;
        }

        await new AccountPage($"Signed in as {http.User.Identity!.Name}")
        {
            Done = http.Request.Query.ContainsKey("changed") ? "Your password was changed. Wherever else you were signed in, you no longer are." : null,
            Forms = [new AccountForm("/sign-out", "Sign out")],
            Links = [("/password", "Change your password")],
        }.SendAsync(http);
    }

    private static async Task ShowSignInAsync(HttpContext http)
    {
        var returnUrl = ReturnUrl.Find(http.Request.Query[ReturnUrlName], http.Request);
        if (IsSignedIn(http))
            http.Response.Redirect(returnUrl ?? Address(http, ""));
        else
            await SignInPage("", returnUrl, problem: null).SendAsync(http);
    }

    private static async Task SignInAsync(HttpContext http, SignIn signIn)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var name = form["name"].ToString().Trim();
        var returnUrl = ReturnUrl.Find(form[ReturnUrlName], http.Request);
        var signedIn = await signIn.RunAsync(name, form["password"].ToString(), http.RequestAborted);
        if (signedIn.Problem is { } problem)
        {
            await SignInPage(name, returnUrl, problem.Message).SendAsync(http);
            return;
        }

        await http.SignInAsync(signedIn.Value);
        SeeOther(http, returnUrl ?? Address(http, ""));
    }

    private static async Task SignOutAsync(HttpContext http)
    {
        await http.SignOutAsync();
        SeeOther(http, Address(http, "/sign-in"));
    }

    private static async Task ShowPasswordAsync(HttpContext http)
    {
        if (IsSignedIn(http))
            await PasswordPage(problem: null).SendAsync(http);
        else
            http.Response.Redirect($"{Address(http, "/sign-in")}?{ReturnUrlName}={Uri.EscapeDataString(Address(http, "/password"))}");
    }

    private static async Task ChangePasswordAsync(HttpContext http, ChangePassword change)
    {
        if (!IsSignedIn(http))
        {
            SeeOther(http, Address(http, "/sign-in"));
            return;
        }

        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var wanted = form["wanted"].ToString();
        if (wanted != form["repeated"].ToString())
        {
            await PasswordPage("The new password was not written the same way twice.").SendAsync(http);
            return;
        }

        var changed = await change.RunAsync(form["present"].ToString(), wanted, http.RequestAborted);
        if (changed.Problem is { } problem)
        {
            await PasswordPage(problem.Message).SendAsync(http);
            return;
        }

        await http.SignInAsync(changed.Value);
        SeeOther(http, Address(http, "?changed"));
    }

    private static AccountPage SignInPage(string name, string? returnUrl, string? problem) => new("Sign in")
    {
        Problem = problem,
        Forms =
        [
            new AccountForm("/sign-in", "Sign in", new AccountField("name", "User name or e-mail", "text", "username") { Value = name }, new AccountField("password", "Password", "password", "current-password"))
            {
                Hidden = returnUrl is null ? new Dictionary<string, string>() : new Dictionary<string, string> { [ReturnUrlName] = returnUrl },
            },
        ],
    };

    private static AccountPage PasswordPage(string? problem) => new("Change your password")
    {
        Problem = problem,
        Forms =
        [
            new AccountForm(
                "/password",
                "Change password",
                new AccountField("present", "Present password", "password", "current-password"),
                new AccountField("wanted", "New password", "password", "new-password") { Hint = $"At least {PasswordIsSafe.Shortest} characters; no common words, rows of keys or your name alone." },
                new AccountField("repeated", "New password once more", "password", "new-password")),
        ],
        Links = [("", "Back to your account")],
    };

    private static bool IsSignedIn(HttpContext http) => SignedInUser.IdOf(http.User) is not null;

    private static string Address(HttpContext http, string path) => $"{http.Request.PathBase}/account{path}";

    // The browser is to ask with GET, whatever it sent (RFC 9110, section 15.4.4).
    private static void SeeOther(HttpContext http, string address)
    {
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = address;
        http.Response.Headers.CacheControl = "no-store";
    }
}
