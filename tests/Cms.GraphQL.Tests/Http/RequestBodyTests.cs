using System.Net.Sockets;
using System.Text;
using Cms.Users;

namespace Cms.GraphQL.Tests.Http;

/// <summary>Bodies that are too long or come too slowly, sent by clients that know nothing but the socket; and answers that are too long.</summary>
public sealed class RequestBodyTests : IAsyncDisposable
{
    private readonly Site _site = Site.Recorded();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(10, true)]
    [InlineData(10, false)]
    public async Task A_client_that_sends_far_too_much_before_it_looks_at_the_answer_still_sees_what_is_wrong(int megabytes, bool tellsLength)
    {
        var body = new byte[megabytes * 1024 * 1024];
        await using var host = await StartAsync(new GraphQLLimits());
        using var connection = await ConnectAsync(host);
        var stream = connection.GetStream();

        // Reads nothing before everything is sent.
        await WriteAsync(stream, $"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n{(tellsLength ? $"Content-Length: {body.Length}" : "Transfer-Encoding: chunked")}\r\n\r\n");
        if (!tellsLength)
            await WriteAsync(stream, $"{body.Length:x}\r\n");
        await stream.WriteAsync(body, Cancel);
        if (!tellsLength)
            await WriteAsync(stream, "\r\n0\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 413 ", await ReadAsync(stream, until: "LIMIT_EXCEEDED"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_would_never_end_is_answered_and_the_connection_closed()
    {
        await using var host = await StartAsync(new GraphQLLimits());
        using var connection = await ConnectAsync(host);
        var stream = connection.GetStream();

        await WriteAsync(stream, "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000000000\r\n\r\n{");

        var answer = await ReadAsync(stream, until: "LIMIT_EXCEEDED");
        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.Contains("Connection: close", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_trickles_is_given_up_with_408()
    {
        await using var host = await StartAsync(new GraphQLLimits { Timeout = TimeSpan.FromMilliseconds(100) });
        using var connection = await ConnectAsync(host);
        var stream = connection.GetStream();

        await WriteAsync(stream, "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{");

        var answer = await ReadAsync(stream, until: "TIMEOUT");
        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.Contains("Connection: close", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_is_too_long_is_an_error_and_never_breaks_off()
    {
        await using var host = await StartAsync(new GraphQLLimits { MaxAnswerBytes = 300 });

        using var content = new StringContent("""{"query":"{ sample { displayText contentItemId } }"}""", Encoding.UTF8, "application/json");
        using var answer = await host.Client.PostAsync(new Uri("/graphql", UriKind.Relative), content, Cancel);
        var (status, body) = ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));

        Assert.Equal(200, status);
        Assert.StartsWith("""{"errors":[{"message":"The answer would have more than 300 bytes.","extensions":{"code":"LIMIT_EXCEEDED"}}]""", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Sample", body, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private async Task<GraphQLHost> StartAsync(GraphQLLimits limits)
    {
        var host = new GraphQLHost(_site, limits, () => Caller.Visitor([Permission.ExecuteGraphQL, Permission.ViewContent]));
        await host.StartAsync();
        return host;
    }

    private static async Task<TcpClient> ConnectAsync(GraphQLHost host)
    {
        var connection = new TcpClient();
        await connection.ConnectAsync(host.Client.BaseAddress!.Host, host.Client.BaseAddress.Port, Cancel);
        return connection;
    }

    private static Task WriteAsync(NetworkStream stream, string text) => stream.WriteAsync(Encoding.ASCII.GetBytes(text), Cancel).AsTask();

    private static async Task<string> ReadAsync(NetworkStream stream, string until)
    {
        var (answer, chunk) = (new StringBuilder(), new byte[4096]);
        while (!answer.ToString().Contains(until, StringComparison.Ordinal) && await stream.ReadAsync(chunk, Cancel) is > 0 and var read)
            answer.Append(Encoding.UTF8.GetString(chunk, 0, read));
        return answer.ToString();
    }
}
