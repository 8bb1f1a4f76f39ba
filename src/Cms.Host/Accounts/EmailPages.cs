using Cms.Host.Limits;
using Cms.Users.Links;
using Cms.Users.Mails;
using Cms.Users.Sessions;

namespace Cms.Host.Accounts;

/// <summary>The own e-mail, which changes once a link that was mailed to it is opened.</summary>
internal static class EmailPages
{
    /// <summary>Maps them.</summary>
    public static void MapEmail(this RouteGroupBuilder account)
    {
        account.MapMethods("/email", AccountEndpoints.Reading, ShowAsync);
        account.MapPost("/email", ChangeAsync).LimitAs(Attempt.Reset);
        account.MapMethods("/confirm-email", AccountEndpoints.Reading, ShowConfirmAsync);
        account.MapPost("/confirm-email", ConfirmAsync);
    }

    private static async Task ShowAsync(HttpContext http, MailServer mail)
    {
        if (!http.LeadsToSignIn("/email"))
            await (await PageAsync(http, await AddressAsync(http, mail), "", problem: null)).SendAsync(http);
    }

    private static async Task ChangeAsync(HttpContext http, MailServer mail, ChangeEmail change)
    {
        if (http.LeadsToSignIn("/email"))
            return;

        var form = await http.FormAsync();
        var email = form["email"].ToString().Trim();
        if (await AddressAsync(http, mail) is not { } address)
        {
            await (await PageAsync(http, address: null, email, problem: null)).SendAsync(http);
            return;
        }

        var asked = await change.RunAsync(form["password"].ToString(), email, address, http.RequestAborted);
        if (asked.Problem is { } problem)
        {
            await (await PageAsync(http, address, email, problem.Message)).SendAsync(http);
            return;
        }

        await new AccountPage("Look into your mail")
        {
            Done = $"If nobody else here has {email}, a link is on its way to it. It becomes your e-mail when you open the link.",
            Links = [("", "Back to your account")],
        }.SendAsync(http);
    }

    private static async Task ShowConfirmAsync(HttpContext http, AccountLinks links)
    {
        var token = http.Request.Query["token"].ToString();
        var opened = await links.OpenAsync(token, ConfirmEmail.Purposes, http.RequestAborted);
        if (opened.Problem is { } problem)
        {
            await GonePage(problem).SendAsync(http);
            return;
        }

        await new AccountPage("Confirm your e-mail")
        {
            Sections = [new AccountSection { Paragraphs = [$"{opened.Value.Link.Email} becomes the e-mail of the user {opened.Value.User.UserName}. Every other sign-in of the user ends."] }],
            Forms = [new AccountForm("/confirm-email", "Confirm") { Hidden = new Dictionary<string, string> { ["token"] = token } }],
        }.SendAsync(http);
    }

    private static async Task ConfirmAsync(HttpContext http, ConfirmEmail confirm, MailServer mail)
    {
        var confirmed = await confirm.RunAsync((await http.FormAsync())["token"].ToString(), await AddressAsync(http, mail), SignedInUser.SessionOf(http.User), http.RequestAborted);
        if (confirmed.Problem is { } problem)
        {
            await GonePage(problem).SendAsync(http);
            return;
        }

        if (SignedInUser.IdOf(http.User) == confirmed.Value.Id)
            await http.StaySignedInAsync(confirmed.Value);
        http.SeeOther(http.AccountAddress("?confirmed"));
    }

    // Where links of mails lead; null when there can be no mail.
    private static async Task<string?> AddressAsync(HttpContext http, MailServer mail) => mail.IsSet ? await SiteAddress.FindAsync(http) : null;

    private static async Task<AccountPage> PageAsync(HttpContext http, string? address, string email, string? problem)
    {
        var present = (await http.OwnUserAsync()).Email is { } known ? $"Your e-mail is {known}." : "You have no e-mail here.";
        var canMail = address is not null;
        return new AccountPage("Change your e-mail")
        {
            Problem = problem,
            Sections = [new AccountSection { Paragraphs = canMail ? [present] : [present, "It cannot be changed, as this site sends no mail that would show whose the new one is."] }],
            Forms = canMail
                ? [new AccountForm("/email", "Send the link", new AccountField("email", "New e-mail", "email", "email") { Value = email, Hint = "It gets a link by which it becomes yours." }, new AccountField("password", "Password", "password", "current-password"))]
                : [],
            Links = [("", "Back to your account")],
        };
    }

    private static AccountPage GonePage(Problem problem) => new("Your e-mail was not changed")
    {
        Problem = problem.Message,
        Links = [("", "Your account")],
    };
}
