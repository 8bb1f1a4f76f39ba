using System.CommandLine;
using Cms.Host.Configuration;
using Cms.Recipes;

namespace Cms.Host.Commands;

/// <summary>The commands of <c>cms</c>. They work on the same data as the server, whether it runs or not.</summary>
public static class CommandLine
{
    // Given to a command as well as to the server, so they are taken out before the command's own options are read.
    private static readonly string[] ConfigurationPrefixes = ["--Cms:", "--environment", "--contentRoot", "--urls"];

    /// <summary>True when the arguments ask for a command or for help instead of the server.</summary>
    public static bool IsCommand(string[] args) =>
        args.Length > 0 && (!args[0].StartsWith('-') || args.Any(argument => argument is "--help" or "-h" or "-?" or "--version"));

    /// <summary>Runs the command. The exit code: 0 when all of it was done, 1 when something was refused or failed.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var (own, configuration) = Split(args);
        var root = new RootCommand("Cms: a multi-tenant content API and site. Without a command it serves until stopped.");
        root.Subcommands.Add(TenantCommands.Create(configuration));
        root.Subcommands.Add(RecipeCommands.Create(configuration));
        root.Subcommands.Add(ContentCommands.Create(configuration));
        return await root.Parse(own).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    private static (string[] Own, string[] Configuration) Split(string[] args)
    {
        var own = new List<string>();
        var configuration = new List<string>();
        for (var index = 0; index < args.Length; index++)
        {
            if (!ConfigurationPrefixes.Any(prefix => args[index].StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
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
}
