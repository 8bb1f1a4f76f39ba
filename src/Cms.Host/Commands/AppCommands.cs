using System.CommandLine;
using System.Globalization;
using Cms.Apps;
using Cms.Content;
using Spectre.Console;

namespace Cms.Host.Commands;

/// <summary><c>cms apps ...</c></summary>
internal static class AppCommands
{
    public static Command Create(string[] configuration) => new("apps", "Lists, adds and changes the apps that may ask a tenant for tokens.")
    {
        List(configuration),
        Add(configuration),
        ResetSecret(configuration),
        Enable(configuration, "enable", "Lets an app ask again.", isEnabled: true),
        Enable(configuration, "disable", "Refuses an app and its tokens.", isEnabled: false),
        Remove(configuration),
        Scopes(configuration),
    };

    private static Command List(string[] configuration) =>
        TenantCommand.Create(configuration, "list", "Lists the apps of a tenant.", [], async command =>
        {
            var table = Output.Table("Client id", "Name", "Kind", "Flows", "Roles", "Scopes", "State", "A minute");
            foreach (var app in await command.RunAsync<AppStore, IReadOnlyList<App>>(store => store.ListAsync(command.Cancel)))
            {
                table.AddRow(
                    app.ClientId.EscapeMarkup(), app.DisplayName.EscapeMarkup(), app.IsPublic ? "public" : "confidential", app.Flows.ToString(), string.Join(", ", app.RoleNames).EscapeMarkup(),
                    string.Join(", ", app.ScopeNames).EscapeMarkup(), app.IsEnabled ? "enabled" : "disabled", app.RequestsAMinute?.ToString(CultureInfo.InvariantCulture) ?? "");
            }

            command.Out.Write(table);
            return 0;
        });

    private static Command Add(string[] configuration)
    {
        var clientId = ClientIdArgument();
        var name = new Option<string?>("--name") { Description = "What people see; the client id unless given." };
        var roles = ListOption("--role", "Role of the app where it acts for itself; may be given more than once.");
        var scopes = ListOption("--scope", "Scope that the app may ask for; may be given more than once.");
        var redirects = ListOption("--redirect", "Address to which users are sent back; makes an app for which users sign in.");
        var logouts = ListOption("--logout-redirect", "Address to which users are sent after they signed out.");
        var isPublic = new Option<bool>("--public") { Description = "The app keeps no secret: one in a browser or on a telephone." };
        var consent = new Option<AppConsent>("--consent") { Description = "Whether users are asked: Explicit (once), Implicit (never), Systematic (every time) or External.", DefaultValueFactory = _ => AppConsent.Explicit };
        var introspects = new Option<bool>("--introspection") { Description = "The app may ask whether tokens are good." };
        var requests = RequestsOption();
        return TenantCommand.Create(configuration, "add", "Adds an app, and shows its secret once.", [clientId, name, roles, scopes, redirects, logouts, isPublic, consent, introspects, requests], async command =>
        {
            var parsed = command.Parsed;
            var addresses = parsed.GetRequiredValue(redirects);
            var keepsNoSecret = parsed.GetValue(isPublic);
            var app = new App
            {
                Id = ContentId.New(),
                ClientId = parsed.GetRequiredValue(clientId),
                DisplayName = parsed.GetValue(name) ?? "",
                IsPublic = keepsNoSecret,
                Consent = parsed.GetRequiredValue(consent),
                Flows = (keepsNoSecret ? AppFlows.None : AppFlows.ClientCredentials) | (addresses.Length > 0 ? AppFlows.AuthorizationCode | AppFlows.RefreshToken : AppFlows.None),
                Rights = AppRights.Revocation | (parsed.GetValue(introspects) ? AppRights.Introspection : AppRights.None) | (addresses.Length > 0 ? AppRights.Logout : AppRights.None),
                RedirectUris = addresses,
                PostLogoutRedirectUris = parsed.GetRequiredValue(logouts),
                RoleNames = parsed.GetRequiredValue(roles),
                ScopeNames = parsed.GetRequiredValue(scopes),
                RequiresProofKey = true,
                RequestsAMinute = parsed.GetValue(requests),
            };
            if (app.Flows == AppFlows.None)
                throw new CommandException("A public app needs --redirect, the address to which users are sent back.");

            var registered = await command.RequireAsync<RegisterApp, RegisteredApp>(verb => verb.RunAsync(new NewApp(app), command.Cancel));
            command.Out.Line($"App {registered.App.ClientId} was added to tenant {command.Tenant.Name}.");
            command.Out.Secret($"Secret of {registered.App.ClientId}", registered.MadeSecret);
            return 0;
        });
    }

    private static Command ResetSecret(string[] configuration)
    {
        var clientId = ClientIdArgument();
        return TenantCommand.Create(configuration, "reset-secret", "Gives an app a new secret, shown once, and ends all its tokens.", [clientId], async command =>
        {
            var reset = await command.RequireAsync<ResetAppSecret, RegisteredApp>(verb => verb.RunAsync(command.Parsed.GetRequiredValue(clientId), command.Cancel));
            command.Out.Line($"App {reset.App.ClientId} of tenant {command.Tenant.Name} has a new secret.");
            command.Out.Secret($"Secret of {reset.App.ClientId}", reset.MadeSecret);
            return 0;
        });
    }

    private static Command Enable(string[] configuration, string verb, string description, bool isEnabled)
    {
        var clientId = ClientIdArgument();
        return TenantCommand.Create(configuration, verb, description, [clientId], async command =>
        {
            var app = await command.RequireAsync<SetAppEnabled, App>(change => change.RunAsync(command.Parsed.GetRequiredValue(clientId), isEnabled, command.Cancel));
            command.Out.Line($"App {app.ClientId} of tenant {command.Tenant.Name} is {verb}d.");
            return 0;
        });
    }

    private static Command Remove(string[] configuration)
    {
        var clientId = ClientIdArgument();
        return TenantCommand.Create(configuration, "remove", "Removes an app with its tokens and what users agreed to.", [clientId], async command =>
        {
            var app = await command.RequireAsync<RemoveApp, App>(verb => verb.RunAsync(command.Parsed.GetRequiredValue(clientId), command.Cancel));
            command.Out.Line($"App {app.ClientId} was removed from tenant {command.Tenant.Name}.");
            return 0;
        });
    }

    private static Command Scopes(string[] configuration) =>
        TenantCommand.Create(configuration, "scopes", "Lists the scopes of a tenant and what they grant.", [], async command =>
        {
            var table = Output.Table("Scope", "Name", "Permissions", "Other servers");
            foreach (var scope in (await command.RunAsync<Settings.SettingsStore, Cms.Apps.Scopes>(settings => Cms.Apps.Scopes.LoadAsync(settings, command.Cancel))).All)
                table.AddRow(scope.Name.EscapeMarkup(), scope.DisplayName.EscapeMarkup(), string.Join(", ", scope.Permissions).EscapeMarkup(), string.Join(", ", scope.Resources).EscapeMarkup());
            command.Out.Write(table);
            return 0;
        });

    /// <summary>How many requests a minute.</summary>
    internal static Option<int?> RequestsOption() => new("--requests-a-minute") { Description = "How many requests a minute it may send; as many as anybody unless given." };

    /// <summary>An option that may be given several times.</summary>
    internal static Option<string[]> ListOption(string name, string description) => new(name) { Description = description, DefaultValueFactory = _ => [], AllowMultipleArgumentsPerToken = true };

    private static Argument<string> ClientIdArgument() => new("CLIENT-ID") { Description = "Name under which the app asks for tokens." };
}
