using Cms.Host.Configuration;
using Cms.Recipes;
using Cms.Storage;
using Spectre.Console;

namespace Cms.Host.Commands;

/// <summary>How commands speak: results to standard output, refusals to standard error with exit code 1.</summary>
internal static class Output
{
    /// <summary>Runs the command; an expected failure becomes its message and exit code 1.</summary>
    public static async Task<int> GuardAsync(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (Exception exception) when (exception is CommandException or RecipeException or ConfigurationException or StorageException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }

    /// <summary>What the verb made. Throws <see cref="CommandException"/> with the problem's message when it failed.</summary>
    public static T Require<T>(Outcome<T> outcome) => outcome.Problem is { } problem ? throw new CommandException(problem.Message) : outcome.Value;

    /// <summary>A table with these columns.</summary>
    public static Table Table(params string[] columns)
    {
        // Into a pipe or file nothing is cut to the width of a screen.
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = 240;
        return new Table().Border(TableBorder.Simple).AddColumns(columns);
    }

    /// <summary>Writes what a recipe remarked.</summary>
    public static void Remarks(IEnumerable<string> remarks)
    {
        foreach (var remark in remarks)
            Console.WriteLine($"Note: {remark}");
    }

    /// <summary>Shows a bar while the work runs; without a screen the work just runs.</summary>
    public static async Task ProgressAsync(string title, int count, Func<Action, Task> work)
    {
        if (Console.IsOutputRedirected || count < 2)
        {
            await work(() => { });
            return;
        }

        await AnsiConsole.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).StartAsync(async bar =>
        {
            var task = bar.AddTask(title, maxValue: count);
            await work(() => task.Increment(1));
        });
    }
}
