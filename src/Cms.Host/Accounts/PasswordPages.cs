using Cms.Host.Limits;
using Cms.Users;
using Cms.Users.Links;
using Cms.Users.Mails;
using Cms.Users.Sessions;

namespace Cms.Host.Accounts;

/// <summary>The own password: changing it, and choosing one by a link when it was forgotten or never set.</summary>
internal static class PasswordPages
{
    private const string NotTheSame = "The new password was not written the same way twice.";
    private static readonly string Rules = $"At least {PasswordIsSafe.Shortest} characters; no common words, rows of keys, or names of you or this site alone.";

    /// <summary>Maps them.</summary>
    public static void MapPasswords(this RouteGroupBuilder account)
    {
        account.MapMethods("/password", AccountEndpoints.Reading, ShowAsync);
        account.MapPost("/password", ChangeAsync);
        account.MapMethods("/forgot", AccountEndpoints.Reading, ShowForgotAsync);
        account.MapPost("/forgot", AskAsync).LimitAs(Attempt.Reset, userField: "name");
        account.MapMethods("/choose-password", AccountEndpoints.Reading, ShowChooseAsync);
        account.MapPost("/choose-password", ChooseAsync).LimitAs(Attempt.Reset);
    }

    private static async Task ShowAsync(HttpContext http)
    {
        if (!http.LeadsToSignIn("/password"))
            await Page(http, ReturnUrl.Find(http.Request.Query[ReturnUrl.Name], http.Request), problem: null).SendAsync(http);
    }

    private static async Task ChangeAsync(HttpContext http, ChangePassword change)
    {
        if (http.LeadsToSignIn("/password"))
            return;

        var form = await http.FormAsync();
        var wanted = form["wanted"].ToString();
        var returnUrl = ReturnUrl.Find(form[ReturnUrl.Name], http.Request);
        if (wanted != form["repeated"].ToString())
        {
            await Page(http, returnUrl, NotTheSame).SendAsync(http);
            return;
        }

        var session = SignedInUser.SessionOf(http.User);
        var changed = await change.RunAsync(form["present"].ToString(), wanted, session, http.RequestAborted);
        if (changed.Problem is { } problem)
        {
            await Page(http, returnUrl, problem.Message).SendAsync(http);
            return;
        }

        await http.StaySignedInAsync(changed.Value);
        http.SeeOther(returnUrl is null || returnUrl == http.AccountAddress("") ? http.AccountAddress("?changed") : returnUrl);
    }

    private static async Task ShowForgotAsync(HttpContext http, MailServer mail)
    {
        if (mail.IsSet && await SiteAddress.FindAsync(http) is not null)
        {
            await new AccountPage("Forgot your password?")
            {
                Forms = [new AccountForm("/forgot", "Send the mail", new AccountField("name", "User name or e-mail", "text", "username") { Hint = "A link to a new password goes to the e-mail that the user has here." })],
                Links = [("/sign-in", "Back to the sign-in")],
            }.SendAsync(http);
            return;
        }

        await new AccountPage("Forgot your password?")
        {
            Sections = [new AccountSection { Paragraphs = ["This site sends no mail. Ask an administrator of the site for a link with which you can choose a new password."] }],
            Links = [("/sign-in", "Back to the sign-in")],
        }.SendAsync(http);
    }

    private static async Task AskAsync(HttpContext http, MailServer mail, AskForReset ask, ILogger<AskForReset> log)
    {
        if (mail.IsSet)
        {
            if (await SiteAddress.FindAsync(http) is { } address)
                await ask.RunAsync((await http.FormAsync())["name"].ToString(), address, http.RequestAborted);
            else
                log.LogWarning("Nobody gets a link to a new password while the site has no BaseUrl: a link with the host of a request may lead to a stranger");
        }

        await new AccountPage("Look into your mail")
        {
            Done = "If there is such a user with an e-mail, a link to a new password is on its way to it. It is good for an hour.",
            Links = [("/sign-in", "Back to the sign-in")],
        }.SendAsync(http);
    }

    private static async Task ShowChooseAsync(HttpContext http, AccountLinks links)
    {
        // Looking at the page uses nothing up: programs that read mail open links before people do.
        var token = http.Request.Query["token"].ToString();
        var opened = await links.OpenAsync(token, ChoosePassword.Purposes, http.RequestAborted);
        await (opened.Problem is { } problem ? GonePage(problem) : ChoosePage(token, opened.Value.User, problem: null)).SendAsync(http);
    }

    private static async Task ChooseAsync(HttpContext http, ChoosePassword choose, AccountLinks links)
    {
        var form = await http.FormAsync();
        var (token, wanted) = (form["token"].ToString(), form["wanted"].ToString());
        var opened = await links.OpenAsync(token, ChoosePassword.Purposes, http.RequestAborted);
        if (opened.Problem is { } gone)
        {
            await GonePage(gone).SendAsync(http);
            return;
        }

        var problem = wanted == form["repeated"].ToString() ? (await choose.RunAsync(token, wanted, http.RequestAborted)).Problem : Problem.Invalid(NotTheSame);
        if (problem is null)
            http.SeeOther(http.AccountAddress("/sign-in?chosen"));
        else
            await (problem.Kind == ProblemKind.NotFound ? GonePage(problem) : ChoosePage(token, opened.Value.User, problem.Message)).SendAsync(http);
    }

    private static AccountPage Page(HttpContext http, string? returnUrl, string? problem)
    {
        var form = new AccountForm("/password", "Change password", [new AccountField("present", "Present password", "password", "current-password"), .. NewPassword()]) { Hidden = ReturnUrl.Hidden(returnUrl) };
        return SignedInUser.DebtOf(http.User) == SignInDebt.OwnPassword
            ? new AccountPage("Choose your own password")
            {
                Problem = problem,
                Sections = [new AccountSection { Paragraphs = ["You signed in with a password that was made up for you. Choose one that you alone know; then you can go on."] }],
                Forms = [form, new AccountForm("/sign-out", "Sign out")],
            }
            : new AccountPage("Change your password") { Problem = problem, Forms = [form], Links = [("", "Back to your account")] };
    }

    private static AccountPage ChoosePage(string token, User user, string? problem) => new("Choose your password")
    {
        Problem = problem,
        Sections = [new AccountSection { Paragraphs = [$"For the user {user.UserName}."] }],
        Forms = [new AccountForm("/choose-password", "Set password", NewPassword()) { Hidden = new Dictionary<string, string> { ["token"] = token } }],
    };

    private static AccountPage GonePage(Problem problem) => new("This link leads nowhere")
    {
        Problem = problem.Message,
        Links = [("/forgot", "Forgot your password?"), ("/sign-in", "Sign in")],
    };

    private static AccountField[] NewPassword() =>
    [
        new AccountField("wanted", "New password", "password", "new-password") { Hint = Rules },
        new AccountField("repeated", "New password once more", "password", "new-password"),
    ];
}
