using System.Diagnostics;
using Cms.Host.Commands;

namespace Cms.Site.Tests;

/// <summary>What a command said and how it ended.</summary>
public sealed record CommandResult(int ExitCode, string Output, string Error)
{
    /// <summary>Runs the command in this process, with a program of its own: as good as another process, and without the second that one takes to start.</summary>
    public static async Task<CommandResult> RunInsideAsync(params string[] arguments)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await CommandLine.RunAsync(arguments, output, error);
        return new CommandResult(code, output.ToString(), error.ToString());
    }

    /// <summary>Runs <c>dotnet cms.dll</c>.</summary>
    public static async Task<CommandResult> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(StartOf(arguments))!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new CommandResult(process.ExitCode, await output, await error);
    }

    /// <summary>How the program is started with these arguments.</summary>
    public static ProcessStartInfo StartOf(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "cms.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        // It lives for seconds, and most of these were compiling; see what Directory.Build.props says of tests.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_TC_CallCountThreshold"] = "0x800";
        return start;
    }

    /// <summary>Fails the test with what the command said when it did not succeed.</summary>
    public CommandResult Succeeded()
    {
        Assert.True(ExitCode == 0, $"Exit code {ExitCode}. {Output} {Error}");
        return this;
    }

    /// <summary>Fails the test unless the command was refused with exit code 1 and without a stack trace; gives back what it said.</summary>
    public string Refused()
    {
        Assert.True(ExitCode == 1, $"Exit code {ExitCode}. {Output} {Error}");
        Assert.DoesNotContain("   at ", Output + Error, StringComparison.Ordinal);
        return Error.Trim();
    }
}
