using Cms.Apps;
using Cms.Host.Limits;
using Cms.Settings;
using Cms.Tenants;
using Cms.Users.Sessions;

namespace Cms.Host.Accounts;

/// <summary>The apps that may act for the user, and taking that back.</summary>
internal static class AppPages
{
    /// <summary>What the page is called wherever something leads to it.</summary>
    public const string Title = "Apps that act for you";

    /// <summary>Maps them.</summary>
    public static void MapAgreedApps(this RouteGroupBuilder account)
    {
        account.MapMethods("/apps", AccountEndpoints.Reading, ShowAsync);
        account.MapPost("/apps/withdraw", WithdrawAsync).LimitAs(Attempt.Nothing);
    }

    private static async Task ShowAsync(HttpContext http, AppStore store, SettingsStore settings, PerTenant<Scopes> scopes, CurrentTenant current, TimeProvider clock)
    {
        if (http.LeadsToSignIn("/apps"))
            return;

        var agreed = await store.ListAgreedAsync(SignedInUser.IdOf(http.User)!, clock.GetUtcNow().UtcDateTime, http.RequestAborted);
        var zone = (await SiteSettings.LoadAsync(settings, http.RequestAborted)).TimeZone;
        var known = await scopes.GetAsync(current.Tenant, http.RequestAborted);
        await new AccountPage(Title)
        {
            Done = http.Request.Query.ContainsKey("withdrawn") ? "It may not act for you any more." : null,
            Sections = agreed.Count > 0
                ? [new AccountSection { Paragraphs = ["You agreed, or signed in, for these apps. Take back what you do not need any more: it ends at once, and the app has to send you here again."] }, .. agreed.Select(app => SectionOf(app, known, zone))]
                : [new AccountSection { Paragraphs = ["No app acts for you."] }],
            Links = [("", "Back to your account")],
        }.SendAsync(http);
    }

    private static async Task WithdrawAsync(HttpContext http, WithdrawConsent withdraw)
    {
        if (http.LeadsToSignIn("/apps"))
            return;

        await withdraw.RunAsync((await http.FormAsync())["app"].ToString(), http.RequestAborted);
        http.SeeOther(http.AccountAddress("/apps?withdrawn"));
    }

    private static AccountSection SectionOf(AgreedApp agreed, Scopes known, TimeZoneInfo zone) => new(agreed.App.DisplayName)
    {
        Facts =
        [
            .. agreed.ScopeNames.Count > 0 ? [("It may", string.Join("; ", agreed.ScopeNames.Select(name => known.Find(name)?.DisplayName ?? name)))] : Array.Empty<(string, string)>(),
            ("Since", LocalMoment.Text(agreed.SinceUtc, zone)),
            ("Last active", agreed.LastTokenUtc is { } last ? LocalMoment.Text(last, zone) : "not known"),
        ],
        Forms = [new AccountForm("/apps/withdraw", "Take it back") { ButtonLabel = $"Take it back: {agreed.App.DisplayName}", Hidden = new Dictionary<string, string> { ["app"] = agreed.App.ClientId } }],
    };
}
