using System.CommandLine;
using System.Text.Json.Nodes;
using Cms.Queries;
using Cms.Settings;
using Spectre.Console;

namespace Cms.Host.Commands;

/// <summary><c>cms queries ...</c></summary>
internal static class QueryCommands
{
    private const int ShownLength = 120;

    public static Command Create(string[] configuration) => new("queries", "Lists and removes GraphQL documents that are asked for by name.") { List(configuration), Remove(configuration) };

    private static Command List(string[] configuration) =>
        TenantCommand.Create(configuration, "list", "Lists the named documents of a tenant.", [], async command =>
        {
            var table = Output.Table("Name", "Document");
            var stored = await command.RunAsync<SettingsStore, JsonObject?>(settings => settings.FindAsync(NamedQueries.Section, command.Cancel));
            foreach (var query in NamedQueries.ListIn(stored))
                table.AddRow(query.Name.EscapeMarkup(), OnOneLine(query.Document).EscapeMarkup());
            command.Out.Write(table);
            return 0;
        });

    private static Command Remove(string[] configuration)
    {
        var name = new Argument<string>("NAME") { Description = "Name of the document." };
        return TenantCommand.Create(configuration, "remove", "Removes a named document; a recipe that brings it brings it back.", [name], async command =>
        {
            var removed = await command.RequireAsync<RemoveNamedQuery, NamedQuery>(verb => verb.RunAsync(command.Parsed.GetRequiredValue(name), command.Cancel));
            command.Out.Line($"Query {removed.Name} was removed from tenant {command.Tenant.Name}.");
            return 0;
        });
    }

    private static string OnOneLine(string document)
    {
        var line = string.Join(' ', document.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= ShownLength ? line : $"{line[..ShownLength]}... ({document.Length} letters)";
    }
}
