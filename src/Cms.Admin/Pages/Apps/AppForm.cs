using System.Globalization;
using Cms.Apps;
using PartnerApp = Cms.Apps.App;

namespace Cms.Admin.Pages.Apps;

/// <summary>What is typed of an app.</summary>
internal sealed class AppForm
{
    public string? ClientId { get; set; }

    public string? Name { get; set; }

    public string Kind { get; set; } = Confidential;

    public string? Consent { get; set; } = nameof(AppConsent.Explicit);

    public string? Redirects { get; set; }

    public string? LogoutRedirects { get; set; }

    public string? RequestsAMinute { get; set; }

    public bool Introspects { get; set; }

    public bool SignsUsersIn { get; set; }

    public bool ActsForItself { get; set; } = true;

    public IReadOnlyCollection<string> Roles { get; set; } = [];

    public IReadOnlyCollection<string> Scopes { get; set; } = [];

    public const string Confidential = "confidential", Public = "public";

    private bool IsPublic => Kind == Public;

    /// <summary>The app as it is typed; what the form does not show stays as it was.</summary>
    public Outcome<PartnerApp> Read(PartnerApp before)
    {
        int? requests = null;
        if (!string.IsNullOrWhiteSpace(RequestsAMinute))
        {
            if (!int.TryParse(RequestsAMinute, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return Problem.Invalid(Browser.Texts.T("App.RequestsWrong", RequestsAMinute));

            requests = number;
        }

        var users = SignsUsersIn ? AppFlows.AuthorizationCode | AppFlows.RefreshToken : AppFlows.None;
        var flows = (before.Flows & AppFlows.Password) | users | (ActsForItself && !IsPublic ? AppFlows.ClientCredentials : AppFlows.None);
        if (flows == AppFlows.None)
            return Problem.Invalid(Browser.Texts.T("App.NoFlow"));

        return before with
        {
            ClientId = (ClientId ?? "").Trim(),
            DisplayName = (Name ?? "").Trim(),
            IsPublic = IsPublic,
            Consent = Enum.Parse<AppConsent>(Consent ?? nameof(AppConsent.Explicit)),
            Flows = flows,
            Rights = AppRights.Revocation | (Introspects ? AppRights.Introspection : AppRights.None) | (SignsUsersIn ? AppRights.Logout : AppRights.None),
            RedirectUris = Lines(Redirects),
            PostLogoutRedirectUris = Lines(LogoutRedirects),
            RoleNames = [.. Roles],
            ScopeNames = [.. Scopes],
            RequestsAMinute = requests,
        };
    }

    /// <summary>What the form shows of an app.</summary>
    public static AppForm Of(PartnerApp app) => new()
    {
        ClientId = app.ClientId,
        Name = app.DisplayName,
        Kind = app.IsPublic ? Public : Confidential,
        Consent = app.Consent.ToString(),
        Redirects = string.Join('\n', app.RedirectUris),
        LogoutRedirects = string.Join('\n', app.PostLogoutRedirectUris),
        RequestsAMinute = app.RequestsAMinute?.ToString(CultureInfo.InvariantCulture),
        Introspects = app.Rights.HasFlag(AppRights.Introspection),
        SignsUsersIn = app.Flows.HasFlag(AppFlows.AuthorizationCode),
        ActsForItself = app.Flows.HasFlag(AppFlows.ClientCredentials),
        Roles = app.RoleNames,
        Scopes = app.ScopeNames,
    };

    /// <summary>The lines of a text that have something.</summary>
    public static IReadOnlyList<string> Lines(string? text) => [.. (text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}
