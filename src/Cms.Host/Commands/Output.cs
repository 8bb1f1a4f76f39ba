using System.CommandLine;
using Cms.Content;
using Cms.Host.Configuration;
using Cms.Recipes;
using Cms.Storage;
using Cms.Users;
using Spectre.Console;

namespace Cms.Host.Commands;

/// <summary>How a command speaks: results to the one writer, refusals to the other with exit code 1.</summary>
internal sealed class Output
{
    // Into a pipe or file nothing is cut to the width of a screen.
    private const int WidthWithoutScreen = 240;

    private readonly TextWriter _results;
    private readonly IAnsiConsole _console;
    private readonly bool _isScreen;

    private Output(TextWriter results)
    {
        _results = results;
        _isScreen = results == Console.Out && !Console.IsOutputRedirected;
        _console = _isScreen ? AnsiConsole.Console : AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(results) });
        if (!_isScreen)
            _console.Profile.Width = WidthWithoutScreen;
    }

    /// <summary>Runs the command; an expected failure becomes its message and exit code 1.</summary>
    public static async Task<int> GuardAsync(ParseResult parsed, Func<Output, Task<int>> command)
    {
        var writers = parsed.InvocationConfiguration;
        try
        {
            return await command(new Output(writers.Output));
        }
        catch (Exception exception) when (IsExpected(exception))
        {
            await writers.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }

    /// <summary>True for a failure whose message is all that the person at the keyboard needs.</summary>
    public static bool IsExpected(Exception exception) => exception is CommandException or RecipeException or ConfigurationException or StorageException or TenantIsBusyException;

    /// <summary>What the verb made. Throws <see cref="CommandException"/> with the problem's message when it failed.</summary>
    public static T Require<T>(Outcome<T> outcome) => outcome.Problem is { } problem ? throw new CommandException(problem.Message) : outcome.Value;

    /// <summary>A table with these columns.</summary>
    public static Table Table(params string[] columns) => new Table().Border(TableBorder.Simple).AddColumns(columns);

    /// <summary>Writes a line of the result.</summary>
    public void Line(string line) => _results.WriteLine(line);

    /// <summary>Writes a table.</summary>
    public void Write(Table table) => _console.Write(table);

    /// <summary>Writes what a recipe remarked.</summary>
    public void Remarks(IEnumerable<string> remarks)
    {
        foreach (var remark in remarks)
            Line($"Note: {remark}");
    }

    /// <summary>Writes a password that was made up; nothing when it was given, as whoever gave it knows it.</summary>
    public void Password(string userName, string? generated)
    {
        Secret($"Password of {userName}", generated);
        if (generated is not null)
            Line($"It is good for {GeneratedPassword.Lasts.TotalDays} days, to sign in and choose an own one.");
    }

    /// <summary>Writes a secret that was made up; nothing when there is none.</summary>
    public void Secret(string what, string? secret)
    {
        if (secret is not null)
            Line($"{what}, shown only now: {secret}");
    }

    /// <summary>Shows a bar while the work runs; without a screen the work just runs.</summary>
    public async Task ProgressAsync(string title, int count, Func<Action, Task> work)
    {
        if (!_isScreen || count < 2)
        {
            await work(() => { });
            return;
        }

        await _console.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).StartAsync(async bar =>
        {
            var task = bar.AddTask(title, maxValue: count);
            await work(() => task.Increment(1));
        });
    }
}
