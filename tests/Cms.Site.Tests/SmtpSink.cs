using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Cms.Site.Tests;

/// <summary>A mail server on this machine that keeps what it is sent: enough of SMTP (RFC 5321) for a client that is polite.</summary>
public sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<SunkMail> _mails = new();
    private readonly Task _accepting;

    public SmtpSink()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What it was sent, oldest first.</summary>
    public IReadOnlyList<SunkMail> Mails => [.. _mails];

    /// <summary>True makes it take nothing for now.</summary>
    public bool IsFull { get; set; }

    /// <summary>How many mails it did not take.</summary>
    public int Refused { get; private set; }

    /// <summary>The first mail to this address, waited for.</summary>
    public async Task<SunkMail> WaitForAsync(string to)
    {
        await Cms.Tests.Eventually.AsyncTrue(() => Mails.Any(mail => mail.To == to));
        return Mails.First(mail => mail.To == to);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var talks = new List<Task>();
        try
        {
            while (true)
                talks.Add(TalkAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.UTF8);
                await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
                await ConverseAsync(reader, writer);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                // The client went, or the test is over.
            }
        }
    }

    private async Task ConverseAsync(StreamReader reader, StreamWriter writer)
    {
        var (user, to) = ("", "");
        await writer.WriteLineAsync("220 sink");
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            switch (verb)
            {
                case "EHLO":
                    await writer.WriteLineAsync("250-sink\r\n250-AUTH PLAIN\r\n250 8BITMIME");
                    break;
                case "AUTH":
                    user = Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[2])).Replace('\0', '/');
                    await writer.WriteLineAsync("235 welcome");
                    break;
                case "RCPT":
                    to = line[(line.IndexOf('<') + 1)..line.IndexOf('>')];
                    await writer.WriteLineAsync("250 ok");
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    await KeepAsync(reader, writer, user, to);
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 bye");
                    return;
                default:
                    await writer.WriteLineAsync("250 ok");
                    break;
            }
        }
    }

    private async Task KeepAsync(StreamReader reader, StreamWriter writer, string user, string to)
    {
        var lines = new List<string>();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".")
            lines.Add(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line);
        if (IsFull)
        {
            Refused++;
            await writer.WriteLineAsync("452 no room");
            return;
        }

        _mails.Enqueue(new SunkMail(user, to, string.Join('\n', lines)));
        await writer.WriteLineAsync("250 kept");
    }
}

/// <summary>A mail that was taken.</summary>
/// <param name="User">Who signed in to send it: <c>/name/password</c>.</param>
/// <param name="To">The address.</param>
/// <param name="Source">Headers and text as they were sent.</param>
public sealed record SunkMail(string User, string To, string Source)
{
    /// <summary>The address of its link.</summary>
    public Uri Link => new(System.Text.RegularExpressions.Regex.Match(Readable, @"https?://\S+\?token=[\w-]+").Value);

    // Long lines are sent in quoted-printable (RFC 2045, section 6.7).
    private string Readable => Source.Contains("quoted-printable", StringComparison.Ordinal)
        ? Source.Replace("=\n", "", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal)
        : Source;
}
