using System.CommandLine;
using System.Globalization;
using Cms.Apps;
using Spectre.Console;

namespace Cms.Host.Commands;

/// <summary><c>cms apikeys ...</c></summary>
internal static class ApiKeyCommands
{
    public static Command Create(string[] configuration) => new("apikeys", "Makes, lists and revokes API keys of a tenant.") { List(configuration), Make(configuration), Revoke(configuration) };

    private static Command List(string[] configuration) =>
        TenantCommand.Create(configuration, "list", "Lists the API keys of a tenant by their beginnings.", [], async command =>
        {
            var table = Output.Table("Name", "Begins with", "Roles", "Scopes", "From", "Expires (UTC)", "Last used (UTC)", "A minute");
            foreach (var key in await command.RunAsync<ApiKeyStore, IReadOnlyList<ApiKey>>(store => store.ListAsync(command.Cancel)))
            {
                table.AddRow(
                    key.Name.EscapeMarkup(), key.Prefix.EscapeMarkup(), string.Join(", ", key.RoleNames).EscapeMarkup(), string.Join(", ", key.ScopeNames).EscapeMarkup(), string.Join(", ", key.Addresses).EscapeMarkup(),
                    Text(key.ExpiresUtc), Text(key.LastUsedUtc), key.RequestsAMinute?.ToString(CultureInfo.InvariantCulture) ?? "");
            }

            command.Out.Write(table);
            return 0;
        });

    private static Command Make(string[] configuration)
    {
        var name = new Argument<string>("NAME") { Description = "What people call the key." };
        var roles = AppCommands.ListOption("--role", "Role of whoever sends the key; may be given more than once.");
        var scopes = AppCommands.ListOption("--scope", "Scope of the key, such as content.read; with roles it says how much of them. May be given more than once.");
        var expires = new Option<string?>("--expires") { Description = "Until when the key is good: a day or moment such as 2027-01-31, UTC unless it has an offset; always unless given." };
        var addresses = AppCommands.ListOption("--address", "Address or network such as 203.0.113.0/24 or 2001:db8::/32 from which the key may be sent; may be given more than once.");
        var requests = AppCommands.RequestsOption();
        return TenantCommand.Create(configuration, "create", "Makes an API key, and shows it once.", [name, roles, scopes, expires, addresses, requests], async command =>
        {
            var parsed = command.Parsed;
            var wanted = new NewApiKey(parsed.GetRequiredValue(name))
            {
                RoleNames = parsed.GetRequiredValue(roles),
                ScopeNames = parsed.GetRequiredValue(scopes),
                Addresses = [.. parsed.GetRequiredValue(addresses).SelectMany(some => some.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))],
                ExpiresUtc = parsed.GetValue(expires) is { } given ? Moment(given) : null,
                RequestsAMinute = parsed.GetValue(requests),
            };
            var made = await command.RequireAsync<CreateApiKey, CreatedApiKey>(verb => verb.RunAsync(wanted, command.Cancel));
            command.Out.Line($"API key {made.ApiKey.Name} of tenant {command.Tenant.Name} was made.");
            command.Out.Secret($"API key {made.ApiKey.Name}", made.Key);
            return 0;
        });
    }

    private static Command Revoke(string[] configuration)
    {
        var name = new Argument<string>("NAME") { Description = "Name of the key, or its beginning as the list shows it." };
        return TenantCommand.Create(configuration, "revoke", "Takes an API key away.", [name], async command =>
        {
            var revoked = await command.RequireAsync<RevokeApiKey, ApiKey>(verb => verb.RunAsync(command.Parsed.GetRequiredValue(name), command.Cancel));
            command.Out.Line($"API key {revoked.Name} ({revoked.Prefix}...) of tenant {command.Tenant.Name} was revoked.");
            return 0;
        });
    }

    private static DateTime Moment(string given) =>
        JsonText.TryReadMoment(given, out var moment) ? moment : throw new CommandException($"--expires must be a day or moment such as 2027-01-31 or 2027-01-31T12:00Z, not \"{given}\".");

    private static string Text(DateTime? moment) => moment?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "";
}
