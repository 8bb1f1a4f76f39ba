using System.Net;
using System.Text.Json;
using Cms.Host;
using Cms.Tests;

namespace Cms.Site.Tests;

public sealed class LoggingTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("cms-logs-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task In_production_each_request_is_one_line_of_json_and_no_secret_is_written_anywhere()
    {
        await using var server = await ServerProcess.StartAsync(
            "--environment", "Production", "--Cms:DataDirectory", _data, "--Cms:Setup:AdminPassword", "s3cret-one-of-ours", "--Cms:Setup:SiteName", "Prod");

        using var home = await server.Client.GetAsync("/?token=s3cret-two", Cancel);
        using var nowhere = await server.Client.GetAsync("/nowhere%0A%7B%22forged%22:1%7D", Cancel);
        using var asked = await server.Client.PostAsync("/api/graphql", new StringContent("""{"query":"{ s3cretThree }"}""", null, "application/json"), Cancel);
        await Eventually.AsyncTrue(async () => (await ReadLogAsync()).Contains("\"/api/graphql\"", StringComparison.Ordinal));

        var log = await ReadLogAsync();
        var requests = log.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))
            .Where(entry => entry.TryGetProperty("RequestMethod", out _)).ToList();
        Assert.Equal(HttpStatusCode.OK, home.StatusCode);
        Assert.Equal(
            [("GET", "/", 200, "Default"), ("GET", "/nowhere\n{\"forged\":1}", 404, "Default"), ("POST", "/api/graphql", 200, "Default")],
            requests.Select(entry => (
                entry.GetProperty("RequestMethod").GetString()!, entry.GetProperty("RequestPath").GetString()!,
                entry.GetProperty("StatusCode").GetInt32(), entry.GetProperty("Tenant").GetString()!)));
        Assert.All(requests, entry => Assert.Matches("^[0-9a-f]{32}$", entry.GetProperty("TraceId").GetString()!));
        Assert.All(requests, entry => Assert.Equal("anonymous", entry.GetProperty("User").GetString()));
        Assert.All(requests, entry => Assert.EndsWith("Z", entry.GetProperty("@t").GetString()!, StringComparison.Ordinal));
        Assert.DoesNotContain("s3cret", log + server.Output, StringComparison.Ordinal);
        Assert.Contains("Cms is ready.", server.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HttpProtobuf")]
    [InlineData("grpc")]
    public async Task Lines_go_to_the_system_that_the_operator_names_with_its_header_and_without_secrets(string protocol)
    {
        await using var collector = await LogCollector.StartAsync(isGrpc: protocol == "grpc");
        await using var server = await Server.StartAsync(
            ["--environment", "Development", "--Cms:DataDirectory", _data, "--Cms:Setup:Recipe", "blank", "--urls", "http://127.0.0.1:0",
             "--Cms:Logging:OtlpAddress", collector.Address, "--Cms:Logging:OtlpProtocol", protocol, "--Cms:Logging:OtlpHeaders", "X-Key=s3cret-four"]);
        using var client = new HttpClient { BaseAddress = new Uri(server.Urls.First()) };

        using var preview = await client.GetAsync("/preview/s3cret-five-abcdefghijklmnopqrstuvwxyz01234", Cancel);
        using var nowhere = await client.GetAsync("/nowhere-at-all?token=s3cret-two", Cancel);

        await Eventually.AsyncTrue(() => collector.Text.Contains("/nowhere-at-all", StringComparison.Ordinal));
        await server.StopAsync(Cancel);
        Assert.Equal(["s3cret-four"], collector.Keys);
        Assert.All(["service.name", "Tenant", "Default", "404", "anonymous", "/preview/…"], word => Assert.Contains(word, collector.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("s3cret", collector.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_system_that_does_not_take_logs_is_named_here_and_nobody_waits_for_it()
    {
        await using var server = await ServerProcess.StartAsync(
            "--environment", "Production", "--Cms:DataDirectory", _data, "--Cms:Setup:Recipe", "blank", "--Cms:Logging:OtlpAddress", "http://127.0.0.1:1",
            "--Cms:Mail:Host", "mail.example.org", "--Cms:Mail:Security", "None", "--Cms:Mail:From", "guides@example.org");

        using var home = await server.Client.GetAsync("/health/ready", Cancel);
        using var nowhere = await server.Client.GetAsync("/nowhere-at-all", Cancel);

        Assert.Contains("Cms:Mail:Security None sends mails to mail.example.org readable over the network", server.Output, StringComparison.Ordinal);
        await Eventually.AsyncTrue(() => server.Output.Contains("The log cannot be delivered to http://127.0.0.1:1, and goes on here: ", StringComparison.Ordinal));
        await Eventually.AsyncTrue(async () => (await ReadLogAsync()).Contains("/nowhere-at-all", StringComparison.Ordinal));
    }

    private async Task<string> ReadLogAsync()
    {
        if (Directory.GetFiles(Path.Combine(_data, "Logs"), "cms-*.json") is not [var file])
            return "";

        await using var shared = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(shared);
        return await reader.ReadToEndAsync(Cancel);
    }
}
