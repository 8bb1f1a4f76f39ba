using Cms.Host.Limits;
using Cms.Users;
using Cms.Users.Sessions;
using Cms.Users.TwoFactor;

namespace Cms.Host.Accounts;

/// <summary>Signing in, with a code where the user's sign-in asks for one, and out.</summary>
internal static class SignInPages
{
    /// <summary>Maps them.</summary>
    public static void MapSignIn(this RouteGroupBuilder account)
    {
        account.MapMethods("/sign-in", AccountEndpoints.Reading, ShowAsync);
        account.MapPost("/sign-in", SignInAsync).LimitAs(Attempt.SignIn, userField: "name");
        account.MapMethods("/sign-in/code", AccountEndpoints.Reading, ShowCodeAsync);
        account.MapPost("/sign-in/code", TakeCodeAsync);
        account.MapPost("/sign-out", SignOutAsync).LimitAs(Attempt.Nothing);
    }

    private static async Task ShowAsync(HttpContext http)
    {
        var returnUrl = ReturnUrl.Find(http.Request.Query[ReturnUrl.Name], http.Request);
        if (!http.IsSignedIn())
            await Page(http, "", returnUrl, problem: null, http.Request.Query.ContainsKey("chosen") ? "Your password was set. Sign in with it." : null).SendAsync(http);
        else if (!http.LeadsToDebt(SignedInUser.DebtOf(http.User), returnUrl ?? http.AccountAddress("")))
            http.Response.Redirect(returnUrl ?? http.AccountAddress(""));
    }

    private static async Task SignInAsync(HttpContext http, SignIn signIn)
    {
        var form = await http.FormAsync();
        var name = form["name"].ToString().Trim();
        var returnUrl = ReturnUrl.Find(form[ReturnUrl.Name], http.Request);
        var signedIn = await signIn.RunAsync(name, form["password"].ToString(), http.RequestAborted);
        if (signedIn.Problem is { } problem)
        {
            await Page(http, name, returnUrl, problem.Message, done: null).SendAsync(http);
            return;
        }

        if (signedIn.Value.TwoFactorEnabled)
        {
            await http.GoToSecondStepAsync(signedIn.Value, UserSession.ByPassword, returnUrl);
            return;
        }

        await http.SignInAsync(signedIn.Value, UserSession.ByPassword, returnUrl);
    }

    private static async Task ShowCodeAsync(HttpContext http)
    {
        if (await http.FindSecondStepAsync() is null)
            http.SeeOther(http.AccountAddress("/sign-in"));
        else
            await CodePage(ReturnUrl.Find(http.Request.Query[ReturnUrl.Name], http.Request), problem: null).SendAsync(http);
    }

    private static async Task TakeCodeAsync(HttpContext http, SecondFactorCheck check)
    {
        if (await http.FindSecondStepAsync() is not { } step)
        {
            http.SeeOther(http.AccountAddress("/sign-in"));
            return;
        }

        var form = await http.FormAsync();
        var returnUrl = ReturnUrl.Find(form[ReturnUrl.Name], http.Request);
        var taken = await check.RunAsync(step.UserId, step.Stamp, form["code"].ToString(), http.RequestAborted);
        if (taken.Problem is { } problem)
        {
            await CodePage(returnUrl, problem.Message).SendAsync(http);
            return;
        }

        await http.EndSecondStepAsync();

        // Who used a recovery code should see how many are left.
        await http.SignInAsync(
            taken.Value.User,
            $"{step.Method} and {(taken.Value.WasRecoveryCode ? "recovery code" : "code")}",
            taken.Value.WasRecoveryCode ? http.AccountAddress("/two-factor?recovered") : returnUrl);
    }

    private static async Task SignOutAsync(HttpContext http)
    {
        await http.EndSignInAsync();
        http.SeeOther(ReturnUrl.Add(http.AccountAddress("/sign-in"), ReturnUrl.Find((await http.FormAsync())[ReturnUrl.Name], http.Request)));
    }

    private static AccountPage Page(HttpContext http, string name, string? returnUrl, string? problem, string? done) => new("Sign in")
    {
        Problem = problem,
        Done = done,
        Forms =
        [
            new AccountForm("/sign-in", "Sign in", new AccountField("name", "User name or e-mail", "text", "username") { Value = name }, new AccountField("password", "Password", "password", "current-password"))
            {
                Hidden = ReturnUrl.Hidden(returnUrl),
            },
            .. ExternalPages.SignInForms(http, ReturnUrl.Hidden(returnUrl)),
        ],
        Links = [(ReturnUrl.Add("/sign-in/passkey", returnUrl), "Sign in with a passkey"), ("/forgot", "Forgot your password?")],
    };

    private static AccountPage CodePage(string? returnUrl, string? problem) => new("Enter your code")
    {
        Problem = problem,
        Forms =
        [
            new AccountForm("/sign-in/code", "Go on", new AccountField("code", "Code", "text", "one-time-code") { Hint = "The six digits that your authenticator app shows now, or one of your recovery codes." })
            {
                Hidden = ReturnUrl.Hidden(returnUrl),
            },
        ],
        Links = [("/sign-in", "Begin again")],
    };
}
