using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Cms.Host;
using Microsoft.AspNetCore.Builder;

namespace Cms.Site.Tests;

/// <summary>The real server on a free port, with a data directory of its own. One for each test class (as a class fixture).</summary>
public sealed class RunningSite : IAsyncLifetime
{
    private WebApplication _app = null!;

    /// <summary>Where the server keeps its data.</summary>
    public string DataDirectory { get; } = Directory.CreateTempSubdirectory("cms-site-").FullName;

    /// <summary>Asks the server; redirects are not followed.</summary>
    public HttpClient Client { get; private set; } = null!;

    /// <summary>The server's services.</summary>
    public IServiceProvider Services => _app.Services;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await Server.StartAsync([.. Arguments, "--urls", "http://127.0.0.1:0"]);
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(_app.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(DataDirectory, recursive: true);
    }

    /// <summary>Asks GraphQL and gives back <c>data</c>; errors fail the test.</summary>
    public async Task<JsonElement> QueryAsync(string query, string prefix = "", string? host = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, prefix + "/api/graphql") { Content = JsonContent.Create(new { query }) };
        request.Headers.Host = host;
        using var response = await Client.SendAsync(request, Cancel);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        return answer.GetProperty("data");
    }

    /// <summary>Runs <c>cms</c> as a process of its own on the same data, as an operator does beside the running server.</summary>
    public Task<CommandResult> RunCommandAsync(params string[] arguments) => CommandResult.RunAsync([.. arguments, .. Arguments]);

    private string[] Arguments => ["--environment", "Development", "--Cms:DataDirectory", DataDirectory];
}

/// <summary>What a command said and how it ended.</summary>
public sealed record CommandResult(int ExitCode, string Output, string Error)
{
    /// <summary>Runs <c>dotnet cms.dll</c>.</summary>
    public static async Task<CommandResult> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "cms.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new CommandResult(process.ExitCode, await output, await error);
    }
}
