using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Cms.Site.Tests;

/// <summary>A system that takes logs by the OpenTelemetry protocol, over HTTP or gRPC: it keeps what it is sent. Texts of Protocol Buffers are UTF-8, so they can be looked for.</summary>
public sealed class LogCollector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Key, string Text)> _taken = new();
    private readonly WebApplication _app;

    private LogCollector(bool isGrpc)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = isGrpc ? HttpProtocols.Http2 : HttpProtocols.Http1));
        _app = builder.Build();
        _app.MapPost("/v1/logs", KeepAsync);
        _app.MapPost("/opentelemetry.proto.collector.logs.v1.LogsService/Export", async (HttpContext http) =>
        {
            await KeepAsync(http);
            http.Response.ContentType = "application/grpc";
            await http.Response.Body.WriteAsync(new byte[5]);
            http.Response.AppendTrailer("grpc-status", "0");
        });
    }

    /// <summary>Where it listens.</summary>
    public string Address => _app.Urls.First();

    /// <summary>All that it was sent.</summary>
    public string Text => string.Concat(_taken.Select(one => one.Text));

    /// <summary>The header <c>x-key</c> of all that it was sent.</summary>
    public IEnumerable<string> Keys => _taken.Select(one => one.Key).Distinct();

    public static async Task<LogCollector> StartAsync(bool isGrpc)
    {
        var collector = new LogCollector(isGrpc);
        await collector._app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task KeepAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        _taken.Enqueue((http.Request.Headers["x-key"].ToString(), Encoding.UTF8.GetString(body.ToArray())));
    }
}
