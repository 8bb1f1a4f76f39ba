using System.CommandLine;
using System.Globalization;
using Cms.OpenId.Keys;
using Spectre.Console;

namespace Cms.Host.Commands;

/// <summary><c>cms openid ...</c></summary>
internal static class OpenIdCommands
{
    public static Command Create(string[] configuration) => new("openid", "Looks after the keys with which a tenant signs tokens.") { Keys(configuration), Rotate(configuration) };

    private static Command Keys(string[] configuration) =>
        TenantCommand.Create(configuration, "keys", "Lists the keys of a tenant, newest first.", [], async command =>
        {
            var table = Output.Table("Key", "Made (UTC)", "Signs from (UTC)");
            foreach (var key in await command.RunAsync<TokenKeys, IReadOnlyList<TokenKey>>(keys => keys.ListAsync(command.Cancel)))
                table.AddRow(key.Id, Text(key.CreatedUtc), Text(key.SignsFromUtc));
            command.Out.Write(table);
            return 0;
        });

    private static Command Rotate(string[] configuration)
    {
        var dropsOlder = new Option<bool>("--drop-older") { Description = "Forgets all older keys, which somebody may have come to know: every token is refused from then on." };
        return TenantCommand.Create(configuration, "rotate-keys", "Gives a tenant a new key now; older ones stay known as long as tokens that they signed may be good.", [dropsOlder], async command =>
        {
            var made = await command.RequireAsync<RotateKeys, TokenKey>(verb => verb.RunAsync(command.Parsed.GetValue(dropsOlder), command.Cancel));
            command.Out.Line($"Key {made.Id} of tenant {command.Tenant.Name} signs tokens from {Text(made.SignsFromUtc)} UTC on.");
            return 0;
        });
    }

    private static string Text(DateTime moment) => moment.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
