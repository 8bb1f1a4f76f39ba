using System.Diagnostics;
using System.Text;

namespace Cms.Site.Tests;

/// <summary>The server as a process of its own, as an operator starts it; for what only the whole program shows.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private readonly StringBuilder _output = new();
    private readonly Process _process;

    private ServerProcess(Process process) => _process = process;

    /// <summary>Asks the server.</summary>
    public HttpClient Client { get; } = new();

    /// <summary>Everything the program wrote to the console.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>Starts it on a free port and waits for its banner.</summary>
    public static async Task<ServerProcess> StartAsync(params string[] arguments)
    {
        var server = new ServerProcess(new Process { StartInfo = CommandResult.StartOf([.. arguments, "--urls", "http://127.0.0.1:0"]) });
        var ready = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        server._process.EnableRaisingEvents = true;
        server._process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException($"The server ended. {server.Output}"));
        server._process.ErrorDataReceived += (_, line) => server.Keep(line.Data);
        server._process.OutputDataReceived += (_, line) =>
        {
            server.Keep(line.Data);
            if (line.Data?.Split("  Health     ") is [_, var health])
                ready.TrySetResult(health);
        };
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        server.Client.BaseAddress = new Uri(new Uri(await ready.Task), "/");
        return server;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        lock (_output)
            _output.AppendLine(line);
    }
}
