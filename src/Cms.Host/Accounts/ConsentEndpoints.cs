using System.Globalization;
using Cms.Apps;
using Cms.OpenId.Http;
using Cms.Users;
using Cms.Users.Sessions;
using Microsoft.AspNetCore.Antiforgery;

namespace Cms.Host.Accounts;

/// <summary>The pages between an app and the user whom it sends here: may it act for you, and are you to be signed out.</summary>
internal static class ConsentEndpoints
{
    private const string GoOn = "/connect/continue";
    private const string Yes = "yes";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head, HttpMethods.Post];

    /// <summary>Maps them. They expect what OpenIddict found out about the request.</summary>
    public static RouteGroupBuilder MapConsent(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("");
        group.MapMethods(OpenIdPaths.Authorize, Methods, AuthorizeAsync);
        group.MapMethods(OpenIdPaths.Logout, Methods, SignOutAsync);
        group.MapGet(GoOn, GoOnAsync);
        return group;
    }

    private static async Task AuthorizeAsync(HttpContext http, Authorize authorize)
    {
        if (await ReadAnswerAsync(http) is not var (isForm, agreed))
            return;

        switch (await authorize.RunAsync(http, SignedInUser.SettledIdOf(http.User), isForm ? agreed : null))
        {
            case AuthorizeStep.Answered:
                break;
            case AuthorizeStep.SignInFirst first:
                await AskToSignInAsync(http, first);
                break;
            case AuthorizeStep.AskConsent ask:
                await ConsentPage(http, ask).SendAsync(http);
                break;
            case AuthorizeStep.Refused refused:
                await RefusalPage(refused.Reason).SendAsync(http);
                break;
            default:
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }

    private static async Task SignOutAsync(HttpContext http)
    {
        if (SignOutForApp.FindRefusal(http) is { } refusal)
        {
            await RefusalPage(refusal).SendAsync(http);
            return;
        }

        if (SignOutForApp.FindParameters(http) is not { } parameters)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (await ReadAnswerAsync(http) is not var (isForm, agreed))
            return;

        // Any site may lead here, so a link alone signs nobody out.
        if (SignedInUser.IdOf(http.User) is { } userId && !(isForm && agreed) && !await SignOutForApp.IsOfUserAsync(http, userId))
        {
            await new AccountPage("Sign out?")
            {
                Forms = [new AccountForm("", "Sign out") { Under = OpenIdPaths.Logout, Hidden = With(parameters, Yes) }],
                LeadsTo = parameters.TryGetValue("post_logout_redirect_uri", out var address) ? new Uri(address) : null,
                Links = [("", "Stay signed in")],
            }.SendAsync(http);
            return;
        }

        await http.EndSignInAsync();
        await SignOutForApp.AnswerAsync(http, $"{http.Request.PathBase}/account/sign-in");
    }

    // A browser that follows redirects from the form of the sign-in stops at an address that the form's page did not name; a page in between begins anew.
    private static Task GoOnAsync(HttpContext http) =>
        new AccountPage("You are signed in") { GoesOnTo = OpenIdPaths.Authorize + http.Request.QueryString }.SendAsync(http);

    private static async Task AskToSignInAsync(HttpContext http, AuthorizeStep.SignInFirst first)
    {
        if (first.EndsSignIn)
            await http.EndSignInAsync();
        var back = $"{http.Request.PathBase}{GoOn}{first.Query}";
        http.Response.Redirect(ReturnUrl.Add(http.AccountAddress("/sign-in"), back));
    }

    private static AccountPage ConsentPage(HttpContext http, AuthorizeStep.AskConsent ask) => new($"May {ask.App.DisplayName} act for you?")
    {
        List = ask.Scopes.Count > 0
            ? ($"You are signed in as {http.User.Identity!.Name}. {ask.App.DisplayName} would like to:", [.. ask.Scopes.Select(InWords)])
            : ($"You are signed in as {http.User.Identity!.Name}. {ask.App.DisplayName} would like to know that you are.", []),
        Sections =
        [
            new AccountSection
            {
                Facts =
                [
                    ("App", $"{ask.App.DisplayName} ({ask.App.ClientId})"),
                    ("Answers go to", PlaceOf(ask.RedirectUri)),
                    ("For", ask.Scopes.Any(scope => scope.Name == Scope.OfflineAccess) ? $"{InWords(ask.Lasts)} at most, also while you are away" : $"{InWords(ask.Lasts)}, then it has to send you here again"),
                ],
                Paragraphs = ask.IsRemembered
                    ? [$"Your answer is remembered. You can take it back at any time in your account, under “{AppPages.Title}”."]
                    : [$"You are asked each time. You can end it before in your account, under “{AppPages.Title}”."],
            },
        ],
        Forms =
        [
            new AccountForm("", "Allow") { Under = OpenIdPaths.Authorize, Hidden = With(ask.Parameters, Yes) },
            new AccountForm("", "Do not allow") { Under = OpenIdPaths.Authorize, Hidden = With(ask.Parameters, "no") },
        ],
        LeadsTo = ask.RedirectUri,
    };

    private static string InWords(Scope scope)
    {
        var what = scope.Description.Length > 0 ? $"{scope.DisplayName}. {scope.Description}" : scope.DisplayName;
        return scope.Resources.Count > 0 ? $"{what} (at {string.Join(", ", scope.Resources)})" : what;
    }

    // An app on a telephone has a scheme of its own and no host; one on a desk listens on the machine itself.
    private static string PlaceOf(Uri address) => address.IsLoopback ? "a program on this device" : address.Scheme is "https" or "http" ? address.Authority : $"a program on this device that opens {address.Scheme}:";

    // Settings say whole minutes or whole days.
    private static string InWords(TimeSpan time) =>
        time.Ticks % TimeSpan.TicksPerDay == 0 ? Count(time.TotalDays, "day") : time.Ticks % TimeSpan.TicksPerHour == 0 ? Count(time.TotalHours, "hour") : Count(time.TotalMinutes, "minute");

    private static string Count(double number, string unit) => $"{number.ToString(CultureInfo.InvariantCulture)} {unit}{(number == 1 ? "" : "s")}";

    private static AccountPage RefusalPage(string reason) => new("This link does not work") { Problem = reason };

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string> parameters, string answer) => new(parameters) { [ConsentForm.Answer] = answer };

    // Whether this is the form of the page that asks, and what was answered; null when the form did not come from there, which is answered here.
    private static async Task<(bool IsForm, bool Agreed)?> ReadAnswerAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType || (await http.Request.ReadFormAsync(http.RequestAborted))[ConsentForm.Answer] is not [{ } answer])
            return (false, false);

        if (await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http))
            return (true, answer == Yes);

        http.RequestServices.GetRequiredService<Refusals>().Add("form-token");
        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        await RefusalPage("Nothing was done. Go back to the app and begin again, with cookies allowed.").SendAsync(http);
        return null;
    }
}
