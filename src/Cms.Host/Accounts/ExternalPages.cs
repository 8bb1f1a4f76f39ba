using Cms.Host.Limits;
using Cms.Settings;
using Cms.Tenants;
using Cms.Users;
using Cms.Users.External;
using Cms.Users.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;

namespace Cms.Host.Accounts;

/// <summary>Signing in with an account of another provider, and the list of those that the user has connected.</summary>
internal static class ExternalPages
{
    private const string ReturnUrlItem = "cms-return", ConnectItem = "cms-connect";
    private const int LongestError = 40, LongestReason = 500;

    /// <summary>Maps them. The provider's answer itself is taken by ASP.NET Core, before endpoints are looked for.</summary>
    public static void MapExternal(this RouteGroupBuilder account)
    {
        account.MapMethods("/external", AccountEndpoints.Reading, ShowAsync);
        account.MapPost("/external/{provider}/begin", BeginAsync).LimitAs(Attempt.Nothing);
        account.MapGet("/external/{provider}/finish", FinishAsync);
        account.MapPost("/external/{provider}/disconnect", DisconnectAsync).LimitAs(Attempt.Nothing);
    }

    /// <summary>The providers that the request's tenant takes.</summary>
    public static IReadOnlyList<ExternalProvider> ProvidersOf(HttpContext http) => http.RequestServices.GetRequiredService<ExternalProviders>().Of(TenantOf(http));

    /// <summary>A button for each of them.</summary>
    public static IEnumerable<AccountForm> SignInForms(HttpContext http, Dictionary<string, string> hidden) =>
        ProvidersOf(http).Select(provider => new AccountForm($"/external/{provider.Name}/begin", $"Sign in with {provider.DisplayName}") { Hidden = hidden });

    /// <summary>Says that a provider's answer cannot be taken.</summary>
    public static async Task ShowFailureAsync(RemoteFailureContext failed, string name)
    {
        failed.HandleResponse();
        var http = failed.HttpContext;
        if (Find(http, name) is not { } provider)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var error = http.Request.Query["error"].ToString();
        if (failed.Properties is not null)
            await NoteAsync(http, name, failed.Failure?.Message ?? "no reason was given");
        var isConnecting = failed.Properties?.Items.ContainsKey(ConnectItem) == true;
        await FailurePage(provider, isConnecting, failed.Properties is null
            ? $"This answer of {provider.DisplayName} belongs to nothing that this browser has begun here, or it took too long. Begin again."
            : error == "access_denied" ? $"You, or {provider.DisplayName} for you, said no. Nothing was done."
            : IsCode(error) ? $"{provider.DisplayName} refused ({error}). Nothing was done; try it again, or ask who runs the site."
            : $"The answer of {provider.DisplayName} could not be trusted or read. Nothing was done; try it again, or ask who runs the site.").SendAsync(http);
    }

    // Only what belongs to a sign-in that began here: anybody may open the address with anything.
    private static async Task NoteAsync(HttpContext http, string provider, string reason)
    {
        http.RequestServices.GetRequiredService<ILogger<ExternalProvider>>().LogWarning(
            "A sign-in with {Provider} was refused: {Reason}", provider, ForeignText.Cut(reason, LongestReason));

        // The answer is taken before the caller of the request is known, and whoever failed to sign in is a visitor.
        var permissions = await http.RequestServices.GetRequiredService<PerTenant<RolePermissions>>().GetAsync(TenantOf(http), http.RequestAborted);
        http.RequestServices.GetRequiredService<CurrentCaller>().Caller = permissions.Visitor;
        await http.RequestServices.GetRequiredService<NoteFailedExternalSignIn>().RunAsync(provider, http.RequestAborted);
    }

    private static async Task ShowAsync(HttpContext http, UserStore store, SettingsStore settings)
    {
        if (!http.LeadsToProof("/external"))
            await SendPageAsync(http, store, settings, problem: null);
    }

    private static async Task BeginAsync(HttpContext http, string provider, IOptionsMonitor<OpenIdConnectOptions> options, ILogger<ExternalProvider> log)
    {
        if (Find(http, provider) is not { } found)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var form = await http.FormAsync();
        var connects = form.ContainsKey("connect");
        if (connects && http.LeadsToProof("/external"))
            return;

        if (!connects && http.IsSignedIn())
        {
            http.GoOn(SignedInUser.DebtOf(http.User), ReturnUrl.Find(form[ReturnUrl.Name], http.Request));
            return;
        }

        var properties = new AuthenticationProperties { RedirectUri = http.AccountAddress($"/external/{provider}/finish") };
        if (ReturnUrl.Find(form[ReturnUrl.Name], http.Request) is { } returnUrl)
            properties.Items[ReturnUrlItem] = returnUrl;
        if (connects)
            properties.Items[ConnectItem] = SignedInUser.IdOf(http.User);

        try
        {
            // Kept by the options; asked here so that a provider that does not answer is an expected failure.
            await options.Get(ExternalServices.SchemeOf(provider)).ConfigurationManager!.GetConfigurationAsync(http.RequestAborted);
        }
        catch (InvalidOperationException unreachable)
        {
            log.LogError(unreachable, "The provider {Provider} cannot be asked how to sign in", provider);
            http.Response.StatusCode = StatusCodes.Status502BadGateway;
            await FailurePage(found, connects, $"{found.DisplayName} cannot be reached now. Try it again later.").SendAsync(http);
            return;
        }

        await http.ChallengeAsync(ExternalServices.SchemeOf(provider), properties);

        // Browsers let the answer to a form lead only where the page's policy names, and providers send people on over hosts of which nobody knows. A page that goes on is no answer that leads.
        var address = new Uri(http.Response.Headers.Location.ToString());
        http.Response.Headers.Remove("Location");
        http.Response.StatusCode = StatusCodes.Status200OK;
        await new AccountPage($"On to {found.DisplayName}") { GoesOutTo = address }.SendAsync(http);
    }

    private static async Task FinishAsync(HttpContext http, string provider, SignInExternally signIn, ConnectExternalLogin connect, UserStore store, SettingsStore settings)
    {
        var answer = await http.AuthenticateAsync(ExternalServices.Answer);
        await http.SignOutAsync(ExternalServices.Answer);
        if (Find(http, provider) is not { } found || answer is not { Principal: { } principal, Properties: { } properties } || properties.Items[".AuthScheme"] != ExternalServices.SchemeOf(provider))
        {
            http.SeeOther(http.AccountAddress("/sign-in"));
            return;
        }

        var who = ExternalServices.IdentityOf(provider, principal);
        if (properties.Items.TryGetValue(ConnectItem, out var userId))
        {
            var problem = userId == SignedInUser.IdOf(http.User)
                ? (await connect.RunAsync(who, http.RequestAborted)).Problem?.Message
                : "You began this while you were signed in as somebody else. Nothing was done.";
            if (http.LeadsToSignIn("/external"))
                return;

            if (problem is null)
                http.SeeOther(http.AccountAddress("/external?connected"));
            else
                await SendPageAsync(http, store, settings, problem);
            return;
        }

        var returnUrl = ReturnUrl.Find(properties.Items.TryGetValue(ReturnUrlItem, out var kept) ? kept : null, http.Request);
        var signedIn = await signIn.RunAsync(who, http.RequestAborted);
        if (signedIn.Problem is { } refusal)
            await FailurePage(found, isConnecting: false, refusal.Message).SendAsync(http);
        else if (signedIn.Value.TwoFactorEnabled)
            await http.GoToSecondStepAsync(signedIn.Value, provider, returnUrl);
        else
            await http.SignInAsync(signedIn.Value, provider, returnUrl);
    }

    private static async Task DisconnectAsync(HttpContext http, string provider, DisconnectExternalLogin disconnect, UserStore store, SettingsStore settings)
    {
        if (http.LeadsToProof("/external"))
            return;

        var form = await http.FormAsync();
        if ((await disconnect.RunAsync(provider, form["issuer"].ToString(), form["subject"].ToString(), http.RequestAborted)).Problem is { } problem)
            await SendPageAsync(http, store, settings, problem.Message);
        else
            http.SeeOther(http.AccountAddress("/external?disconnected"));
    }

    private static async Task SendPageAsync(HttpContext http, UserStore store, SettingsStore settings, string? problem)
    {
        var logins = await store.ListExternalLoginsAsync(SignedInUser.IdOf(http.User)!, http.RequestAborted);
        var zone = (await SiteSettings.LoadAsync(settings, http.RequestAborted)).TimeZone;
        var providers = ProvidersOf(http);
        await new AccountPage("Accounts elsewhere")
        {
            Problem = problem,
            Done = http.Request.Query.ContainsKey("connected") ? "The account was connected. You can sign in with it now."
                : http.Request.Query.ContainsKey("disconnected") ? "The account was disconnected. Nobody signs in here with it any more."
                : null,
            Sections =
            [
                new AccountSection
                {
                    Paragraphs = [providers.Count == 0 ? "This site takes no accounts of other providers." : "With an account that you connect you sign in without your password here."],
                    Forms =
                    [
                        .. providers.Select(provider => new AccountForm($"/external/{provider.Name}/begin", $"Connect {provider.DisplayName}") { Hidden = new Dictionary<string, string> { ["connect"] = "yes" } }),
                    ],
                },
                .. logins.Select(login => SectionOf(login, providers.FirstOrDefault(provider => provider.Name == login.Provider)?.DisplayName ?? login.Provider, zone)),
            ],
            Links = [("", "Back to your account")],
        }.SendAsync(http);
    }

    private static AccountSection SectionOf(ExternalLogin login, string provider, TimeZoneInfo zone) => new(provider)
    {
        Facts =
        [
            ("Account", login.Account),
            ("Connected", LocalMoment.Text(login.CreatedUtc, zone)),
        ],
        Forms =
        [
            new AccountForm($"/external/{login.Provider}/disconnect", "Disconnect")
            {
                ButtonLabel = $"Disconnect {login.Account} of {provider}",
                Hidden = new Dictionary<string, string> { ["issuer"] = login.Issuer, ["subject"] = login.Subject },
            },
        ],
    };

    private static AccountPage FailurePage(ExternalProvider provider, bool isConnecting, string problem) => new(isConnecting ? $"Connect {provider.DisplayName}" : $"Sign in with {provider.DisplayName}")
    {
        Problem = problem,
        Links = [isConnecting ? ("/external", "Accounts elsewhere") : ("/sign-in", "Sign in")],
    };

    private static ExternalProvider? Find(HttpContext http, string name) => http.RequestServices.GetRequiredService<ExternalProviders>().Find(name, TenantOf(http));

    private static Tenant TenantOf(HttpContext http) => http.RequestServices.GetRequiredService<CurrentTenant>().Tenant;

    // It stands in the address, where anybody may write.
    private static bool IsCode(string error) => error.Length is > 0 and <= LongestError && error.All(character => char.IsAsciiLetterLower(character) || character == '_');
}
