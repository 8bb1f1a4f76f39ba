using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Cms.Benchmarks;

/// <summary>What a round gave.</summary>
/// <param name="PerSecond">Answers a second.</param>
/// <param name="P50">Half of the answers took at most this, in milliseconds.</param>
/// <param name="P99">99 of 100.</param>
/// <param name="Microseconds">CPU time of the server process for each answer, in microseconds.</param>
/// <param name="Bytes">Bytes that the server process allocated for each answer.</param>
internal sealed record Round(double PerSecond, double P50, double P99, double Microseconds, double Bytes)
{
    /// <summary>The round with the middle rate.</summary>
    public static Round Median(IEnumerable<Round> rounds)
    {
        var ordered = rounds.OrderBy(round => round.PerSecond).ToList();
        return ordered[ordered.Count / 2];
    }
}

/// <summary>Debian's HTTP load generator.</summary>
internal static partial class Wrk
{
    /// <summary>Loads an address with this script. Throws when an answer was no success, or wrk is not there.</summary>
    public static async Task<Round> RunAsync(ServerProcess server, string path, string script, int connections, int seconds)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, script);
            var before = await server.UseAsync();
            var start = new ProcessStartInfo("wrk", ["-t1", $"-c{connections}", $"-d{seconds}s", "--latency", "-s", file, new Uri(server.Address, path).AbsoluteUri]) { RedirectStandardOutput = true };
            using var process = Process.Start(start)!;
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            var after = await server.UseAsync();
            if (process.ExitCode != 0 || output.Contains("Non-2xx", StringComparison.Ordinal) || output.Contains("Socket errors", StringComparison.Ordinal))
                throw new InvalidOperationException($"{path}: {output}");

            var requests = double.Parse(Requests().Match(output).Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            return new Round(
                double.Parse(Rate().Match(output).Groups[1].ValueSpan, CultureInfo.InvariantCulture), Milliseconds(output, "50"), Milliseconds(output, "99"),
                (after.Cpu - before.Cpu).TotalMicroseconds / requests, (after.Allocated - before.Allocated) / requests);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>A script that posts bodies as JSON.</summary>
    /// <param name="body">The body; a <c>%d</c> in it becomes another number each time.</param>
    public static string Post(string body)
    {
        var text = body.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal);
        var isSame = !body.Contains("%d", StringComparison.Ordinal);
        return $$"""
            wrk.method = "POST"
            wrk.headers["Content-Type"] = "application/json"
            {{(isSame ? $"wrk.body = '{text}'" : $$"""
            local count = math.floor(os.time() * 1000 + math.random(1000) * 1000000)
            request = function()
                count = count + 1
                return wrk.format(nil, nil, nil, (string.gsub('{{text}}', '%%d', count)))
            end
            """)}}
            """;
    }

    private static double Milliseconds(string output, string percent)
    {
        var found = Regex.Match(output, $@"^\s+{percent}%\s+([\d.]+)(us|ms|s)\s*$", RegexOptions.Multiline);
        return double.Parse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture) * found.Groups[2].Value switch { "us" => 0.001, "ms" => 1, _ => 1000 };
    }

    [GeneratedRegex(@"(\d+) requests in")]
    private static partial Regex Requests();

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();
}
