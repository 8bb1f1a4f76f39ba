using System.CommandLine;
using Cms.Host.Configuration;
using Cms.Recipes;

namespace Cms.Host.Commands;

/// <summary>The commands of <c>cms</c>. They work on the same data as the server, whether it runs or not.</summary>
public static class CommandLine
{
    // Beside names with a colon (--Cms:DataDirectory) these are configuration; the server and every command take them.
    private static readonly string[] ConfigurationNames = ["--environment", "--contentRoot", "--urls"];

    /// <summary>True when the arguments ask for a command or for help instead of the server.</summary>
    public static bool IsCommand(string[] args) => Split(args).Own.Length > 0;

    /// <summary>Runs the command. The exit code: 0 when all of it was done, 1 when something was refused or failed.</summary>
    /// <param name="args">The program's arguments.</param>
    /// <param name="output">Takes what came of it.</param>
    /// <param name="error">Takes why it was refused.</param>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        var (own, configuration) = Split(args);
        var root = new RootCommand("Cms: a multi-tenant content API and site. Without a command it serves until stopped.");
        root.Subcommands.Add(TenantCommands.Create(configuration));
        root.Subcommands.Add(RecipeCommands.Create(configuration));
        root.Subcommands.Add(QueryCommands.Create(configuration));
        root.Subcommands.Add(AuditCommands.Create(configuration));
        root.Subcommands.Add(ContentCommands.Create(configuration));
        root.Subcommands.Add(UserCommands.Create(configuration));
        root.Subcommands.Add(AppCommands.Create(configuration));
        root.Subcommands.Add(ApiKeyCommands.Create(configuration));
        root.Subcommands.Add(OpenIdCommands.Create(configuration));
        root.Subcommands.Add(DefinitionCommands.Create(configuration));
        return await root.Parse(own).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output, Error = error });
    }

    private static (string[] Own, string[] Configuration) Split(string[] args)
    {
        var own = new List<string>();
        var configuration = new List<string>();
        for (var index = 0; index < args.Length; index++)
        {
            if (!IsConfiguration(args[index].Split('=')[0]))
            {
                own.Add(args[index]);
                continue;
            }

            configuration.Add(args[index]);
            if (!args[index].Contains('=', StringComparison.Ordinal) && index + 1 < args.Length)
                configuration.Add(args[++index]);
        }

        return ([.. own], [.. configuration]);
    }

    private static bool IsConfiguration(string name) =>
        name.StartsWith("--", StringComparison.Ordinal)
        && (name.Contains(':', StringComparison.Ordinal) || ConfigurationNames.Contains(name, StringComparer.OrdinalIgnoreCase));
}
