using Cms.Users;
using Cms.Users.Passkeys;
using Cms.Users.Sessions;
using Microsoft.AspNetCore.Identity;

namespace Cms.Host.Accounts;

/// <summary>Showing once more who one is, before what a sign-in depends on is changed.</summary>
internal static class ConfirmPages
{
    private const string Confirming = "confirm";

    /// <summary>Maps them.</summary>
    public static void MapConfirm(this RouteGroupBuilder account)
    {
        account.MapMethods("/confirm", AccountEndpoints.Reading, ShowAsync);
        account.MapPost("/confirm", TakePasswordAsync);
        account.MapPost("/confirm/passkey/options", MakeOptionsAsync);
        account.MapPost("/confirm/passkey", TakePasskeyAsync);
    }

    private static async Task ShowAsync(HttpContext http, UserStore store)
    {
        if (!http.LeadsToSignIn("/confirm"))
            await SendPageAsync(http, store, ReturnUrl.Find(http.Request.Query[ReturnUrl.Name], http.Request), problem: null);
    }

    private static async Task TakePasswordAsync(HttpContext http, UserStore store, ProveWithPassword prove)
    {
        if (http.LeadsToSignIn("/confirm"))
            return;

        var form = await http.FormAsync();
        var proven = await prove.RunAsync(form["password"].ToString(), form["code"].ToString(), SignedInUser.SessionOf(http.User)!, http.RequestAborted);
        await AnswerAsync(http, store, form, proven.Problem?.Message);
    }

    private static async Task<IResult> MakeOptionsAsync(HttpContext http, UserStore store, IPasskeyHandler<User> passkeys) =>
        await store.FindByIdAsync(SignedInUser.IdOf(http.User) ?? "", http.RequestAborted) is { } user
            ? await PasskeyPages.AskAsync(http, passkeys, user, Confirming)
            : Results.StatusCode(StatusCodes.Status401Unauthorized);

    private static async Task TakePasskeyAsync(HttpContext http, UserStore store, IPasskeyHandler<User> passkeys, ProveWithPasskey prove)
    {
        if (http.LeadsToSignIn("/confirm"))
            return;

        var form = await http.FormAsync();
        var problem = await PasskeyPages.FindAnswerAsync(http, passkeys, form, Confirming) is { } asserted
            ? (await prove.RunAsync(asserted.User?.Id, asserted.Passkey, SignedInUser.SessionOf(http.User)!, http.RequestAborted)).Problem?.Message
            : PasskeyPages.NoAnswer;
        await AnswerAsync(http, store, form, problem);
    }

    private static async Task AnswerAsync(HttpContext http, UserStore store, IFormCollection form, string? problem)
    {
        var returnUrl = ReturnUrl.Find(form[ReturnUrl.Name], http.Request);
        if (problem is null)
            http.SeeOther(returnUrl ?? http.AccountAddress(""));
        else
            await SendPageAsync(http, store, returnUrl, problem);
    }

    private static async Task SendPageAsync(HttpContext http, UserStore store, string? returnUrl, string? problem)
    {
        var user = await http.OwnUserAsync();
        var hasPasskeys = (await store.GetPasskeysAsync(user, http.RequestAborted)).Count > 0;
        var forms = new List<AccountForm>();
        if (user.PasswordHash is not null)
        {
            var password = new AccountField("password", "Password", "password", "current-password");
            forms.Add(new AccountForm("/confirm", "Go on", user.TwoFactorEnabled ? [password, new AccountField("code", "Code", "text", "one-time-code") { Hint = "Of your authenticator app, or one of your recovery codes." }] : [password])
            {
                Hidden = ReturnUrl.Hidden(returnUrl),
            });
        }

        if (hasPasskeys)
            forms.Add(PasskeyPages.FormTo("/confirm/passkey", "Go on with a passkey", returnUrl));

        // An account elsewhere is shown at the sign-in.
        if (forms.Count == 0)
            forms.Add(new AccountForm("/sign-out", "Sign in again") { Hidden = ReturnUrl.Hidden(returnUrl) });

        await new AccountPage("Is it you?")
        {
            Problem = problem,
            Script = hasPasskeys ? PasskeyPages.Script : null,
            Sections =
            [
                new AccountSection { Paragraphs = [$"Before what you sign in with is changed, show once more who you are. You are not asked again for {UserSession.ProofLasts.TotalMinutes} minutes."] },
            ],
            Forms = forms,
            Links = [("", "Back to your account")],
        }.SendAsync(http);
    }
}
