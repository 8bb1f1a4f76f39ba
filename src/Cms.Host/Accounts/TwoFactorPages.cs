using System.Text.Encodings.Web;
using Cms.Settings;
using Cms.Users.Sessions;
using Cms.Users.TwoFactor;
using QRCoder;

namespace Cms.Host.Accounts;

/// <summary>Turning codes of an authenticator app on and off for the own sign-in, and recovery codes.</summary>
internal static class TwoFactorPages
{
    private const int PixelsOfModule = 4;

    /// <summary>Maps them.</summary>
    public static void MapTwoFactor(this RouteGroupBuilder account)
    {
        account.MapMethods("/two-factor", AccountEndpoints.Reading, ShowAsync);
        account.MapPost("/two-factor/begin", BeginAsync);
        account.MapMethods("/two-factor/app", AccountEndpoints.Reading, ShowAppAsync);
        account.MapPost("/two-factor/app", EnableAsync);
        account.MapMethods("/two-factor/codes", AccountEndpoints.Reading, ShowRenewAsync);
        account.MapPost("/two-factor/codes", RenewAsync);
        account.MapMethods("/two-factor/off", AccountEndpoints.Reading, ShowOffAsync);
        account.MapPost("/two-factor/off", DisableAsync);
    }

    private static async Task ShowAsync(HttpContext http)
    {
        if (http.LeadsToSignIn("/two-factor"))
            return;

        if (SignedInUser.DebtOf(http.User) == SignInDebt.Passkey)
        {
            await new AccountPage("Sign in with your passkey")
            {
                Sections = [new AccountSection { Paragraphs = ["This site asks a second factor of you, and you have a passkey. Sign out, and sign in with it. If you lost it, ask an administrator of the site."] }],
                Forms = [new AccountForm("/sign-out", "Sign out")],
            }.SendAsync(http);
            return;
        }

        var user = await http.OwnUserAsync();
        var left = RecoveryCodes.LeftOf(user);
        var isOwed = SignedInUser.DebtOf(http.User) == SignInDebt.SecondFactor;
        await new AccountPage("Two-factor sign-in")
        {
            Done = http.Request.Query.ContainsKey("recovered") ? "You signed in with a recovery code; it is used up now."
                : http.Request.Query.ContainsKey("off") ? "Your password alone is asked for now. Wherever else you were signed in, you no longer are."
                : null,
            Sections =
            [
                .. isOwed
                    ? [new AccountSection { Paragraphs = ["This site asks a second factor of you. Set up an authenticator app, or add a passkey and sign in with it; until then you can do nothing else here."] }]
                    : Array.Empty<AccountSection>(),
                new AccountSection
                {
                    Paragraphs = user.TwoFactorEnabled
                        ? ["Your sign-in asks for a code of your authenticator app after the password.", left == 1 ? "You have 1 recovery code left." : $"You have {left} recovery codes left."]
                        : ["Your password alone lets you in. With an authenticator app on your phone, who learns your password still cannot sign in as you."],
                },
            ],
            Forms = user.TwoFactorEnabled ? [] : [new AccountForm("/two-factor/begin", "Set up an app"), .. isOwed ? [new AccountForm("/sign-out", "Sign out")] : Array.Empty<AccountForm>()],
            Links = user.TwoFactorEnabled
                ? [("/two-factor/codes", "Make new recovery codes"), ("/two-factor/off", "Turn two-factor sign-in off"), ("", "Back to your account")]
                : [isOwed ? ("/passkeys", "Passkeys") : ("", "Back to your account")],
        }.SendAsync(http);
    }

    private static async Task BeginAsync(HttpContext http, BeginTwoFactor begin)
    {
        if (!http.LeadsToSignIn("/two-factor/app"))
            http.SeeOther(http.AccountAddress((await begin.RunAsync(http.RequestAborted)).Problem is null ? "/two-factor/app" : "/two-factor"));
    }

    private static async Task ShowAppAsync(HttpContext http, AuthenticatorKeys keys, SettingsStore settings)
    {
        if (!http.LeadsToSignIn("/two-factor/app"))
            await SendAppPageAsync(http, keys, settings, problem: null);
    }

    private static async Task EnableAsync(HttpContext http, AuthenticatorKeys keys, SettingsStore settings, EnableTwoFactor enable)
    {
        if (http.LeadsToSignIn("/two-factor/app"))
            return;

        var form = await http.FormAsync();
        var enabled = await enable.RunAsync(form["password"].ToString(), form["code"].ToString(), SignedInUser.SessionOf(http.User), http.RequestAborted);
        if (enabled.Problem is { } problem)
        {
            await SendAppPageAsync(http, keys, settings, problem.Message);
            return;
        }

        await http.StaySignedInAsync(enabled.Value.User);
        await CodesPage(enabled.Value, "Your sign-in asks for codes from now on. Wherever else you were signed in, you no longer are.").SendAsync(http);
    }

    private static async Task ShowRenewAsync(HttpContext http)
    {
        if (!http.LeadsToSignIn("/two-factor/codes"))
            await RenewPage(problem: null).SendAsync(http);
    }

    private static async Task RenewAsync(HttpContext http, RenewRecoveryCodes renew)
    {
        if (http.LeadsToSignIn("/two-factor/codes"))
            return;

        var renewed = await renew.RunAsync((await http.FormAsync())["password"].ToString(), http.RequestAborted);
        await (renewed.Problem is { } problem ? RenewPage(problem.Message) : CodesPage(renewed.Value, "The codes before these are worth nothing now.")).SendAsync(http);
    }

    private static async Task ShowOffAsync(HttpContext http)
    {
        if (!http.LeadsToSignIn("/two-factor/off"))
            await OffPage(problem: null).SendAsync(http);
    }

    private static async Task DisableAsync(HttpContext http, DisableTwoFactor disable)
    {
        if (http.LeadsToSignIn("/two-factor/off"))
            return;

        var disabled = await disable.RunAsync((await http.FormAsync())["password"].ToString(), SignedInUser.SessionOf(http.User), http.RequestAborted);
        if (disabled.Problem is { } problem)
        {
            await OffPage(problem.Message).SendAsync(http);
            return;
        }

        await http.StaySignedInAsync(disabled.Value);
        http.SeeOther(http.AccountAddress("/two-factor?off"));
    }

    private static async Task SendAppPageAsync(HttpContext http, AuthenticatorKeys keys, SettingsStore settings, string? problem)
    {
        var user = await http.OwnUserAsync();
        if (user.TwoFactorEnabled || keys.Find(user) is not { } key)
        {
            http.SeeOther(http.AccountAddress("/two-factor"));
            return;
        }

        var site = await SiteSettings.LoadAsync(settings, http.RequestAborted);
        await new AccountPage("Set up your authenticator app")
        {
            Problem = problem,
            Sections =
            [
                new AccountSection
                {
                    Paragraphs = ["Take this picture with your authenticator app, or type the key below into it."],
                    Picture = PictureOf(AuthenticatorCode.Address(site.SiteName, user.UserName, key)),
                    Codes = [AuthenticatorCode.InGroups(key)],
                },
            ],
            Forms =
            [
                new AccountForm(
                    "/two-factor/app",
                    "Turn it on",
                    new AccountField("code", "Code", "text", "one-time-code") { Hint = "The six digits that the app shows now." },
                    new AccountField("password", "Password", "password", "current-password")),
            ],
            Links = [("/two-factor", "Not now")],
        }.SendAsync(http);
    }

    private static string PictureOf(string address)
    {
        using var code = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(code);
        var svg = picture.GetGraphic(PixelsOfModule, "#000", "#fff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
        return svg.Replace("<svg ", $"<svg role=\"img\" aria-label=\"{HtmlEncoder.Default.Encode("QR code of the key below")}\" ", StringComparison.Ordinal);
    }

    private static AccountPage CodesPage(NewRecoveryCodes made, string done) => new("Your recovery codes")
    {
        Done = done,
        Sections =
        [
            new AccountSection
            {
                Paragraphs = ["Each of these codes lets you in once without the app, after your password. They are shown only now: keep them where you find them without your phone."],
                Codes = made.Codes,
            },
        ],
        Links = [("/two-factor", "I have kept them")],
    };

    private static AccountPage RenewPage(string? problem) => new("Make new recovery codes")
    {
        Problem = problem,
        Forms = [new AccountForm("/two-factor/codes", "Make new codes", new AccountField("password", "Password", "password", "current-password") { Hint = "The codes that you have are worth nothing afterwards." })],
        Links = [("/two-factor", "Back")],
    };

    private static AccountPage OffPage(string? problem) => new("Turn two-factor sign-in off")
    {
        Problem = problem,
        Forms = [new AccountForm("/two-factor/off", "Turn it off", new AccountField("password", "Password", "password", "current-password") { Hint = "Your password alone lets you in afterwards." })],
        Links = [("/two-factor", "Back")],
    };
}
