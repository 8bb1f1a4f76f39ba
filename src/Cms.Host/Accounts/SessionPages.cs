using System.Globalization;
using Cms.Host.Limits;
using Cms.Settings;
using Cms.Users.Sessions;

namespace Cms.Host.Accounts;

/// <summary>Where the user is signed in, and ending it there.</summary>
internal static class SessionPages
{
    /// <summary>Maps them.</summary>
    public static void MapSessions(this RouteGroupBuilder account)
    {
        account.MapMethods("/sessions", AccountEndpoints.Reading, ShowAsync);
        account.MapPost("/sessions/end", EndAsync).LimitAs(Attempt.Nothing);
        account.MapPost("/sessions/end-others", EndOthersAsync).LimitAs(Attempt.Nothing);
    }

    private static async Task ShowAsync(HttpContext http, UserSessionStore store, SettingsStore settings, TimeProvider clock)
    {
        if (http.LeadsToSignIn("/sessions"))
            return;

        var own = SignedInUser.SessionOf(http.User);
        var site = await SiteSettings.LoadAsync(settings, http.RequestAborted);
        var (zone, now, longest) = (site.TimeZone, clock.GetUtcNow().UtcDateTime, SignInRules.Of(site).SessionLasts);
        var sessions = (await store.ListAsync(SignedInUser.IdOf(http.User)!, http.RequestAborted)).Where(session => !session.IsOver(now, longest)).OrderBy(session => session.Id != own).ToList();
        await new AccountPage("Where you are signed in")
        {
            Done = http.Request.Query.ContainsKey("ended") ? "It has ended there." : null,
            Sections = [.. sessions.Select((session, index) => SectionOf(session, index, session.Id == own, zone))],
            Forms = sessions.Count > 1 ? [new AccountForm("/sessions/end-others", "End all others")] : [],
            Links = [("", "Back to your account")],
        }.SendAsync(http);
    }

    private static async Task EndAsync(HttpContext http, EndSessions end)
    {
        if (http.LeadsToProof("/sessions"))
            return;

        await end.RunAsync((await http.FormAsync())["session"].ToString(), others: false, http.RequestAborted);
        http.SeeOther(http.AccountAddress("/sessions?ended"));
    }

    private static async Task EndOthersAsync(HttpContext http, EndSessions end)
    {
        if (http.LeadsToProof("/sessions"))
            return;

        await end.RunAsync(SignedInUser.SessionOf(http.User)!, others: true, http.RequestAborted);
        http.SeeOther(http.AccountAddress("/sessions?ended"));
    }

    private static AccountSection SectionOf(UserSession session, int index, bool isOwn, TimeZoneInfo zone) => new(isOwn ? "This browser" : $"Another sign-in, with {session.Method}")
    {
        Facts =
        [
            ("Signed in", LocalMoment.Text(session.CreatedUtc, zone)),
            ("Last seen", LocalMoment.Text(session.SeenUtc, zone)),
            ("With", session.Method),
            ("Address", session.Address.Length > 0 ? session.Address : "not known"),
            ("Browser", session.Browser.Length > 0 ? session.Browser : "not known"),
        ],
        Forms = isOwn
            ? []
            : [new AccountForm("/sessions/end", "End it") { ButtonLabel = $"End it: sign-in number {(index + 1).ToString(CultureInfo.InvariantCulture)}", Hidden = new Dictionary<string, string> { ["session"] = session.Id } }],
    };
}
