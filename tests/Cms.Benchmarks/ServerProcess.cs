using System.Diagnostics;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cms.Benchmarks;

/// <summary>What a process used since it began.</summary>
internal sealed record Use(TimeSpan Cpu, long Allocated);

/// <summary>A server in a process of its own. It ends with its input.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly HttpClient Client = new();
    private readonly Process _process;
    private readonly Uri _meter;

    private ServerProcess(Process process, Uri address, Uri meter) => (_process, Address, _meter) = (process, address, meter);

    public Uri Address { get; }

    /// <summary>Starts this program with these arguments and waits until it says its two addresses.</summary>
    public static async Task<ServerProcess> StartAsync(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Split(' ') is ["ready", var address, var meter])
                return new ServerProcess(process, new Uri(address), new Uri(meter));
        }

        throw new InvalidOperationException("The server did not start.");
    }

    /// <summary>In the server's process: says that it is ready, tells what it used to whoever asks, and waits until its input ends.</summary>
    public static async Task SayReadyAsync(string address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var meter = builder.Build();
        meter.Urls.Add("http://127.0.0.1:0");
        meter.MapGet("/", () => Results.Json(new Use(Process.GetCurrentProcess().TotalProcessorTime, GC.GetTotalAllocatedBytes(precise: true))));
        await meter.StartAsync();
        Console.WriteLine($"ready {address} {meter.Urls.First()}");
        await Console.In.ReadToEndAsync();
    }

    /// <summary>What it used until now.</summary>
    public async Task<Use> UseAsync() => (await Client.GetFromJsonAsync<Use>(_meter))!;

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
