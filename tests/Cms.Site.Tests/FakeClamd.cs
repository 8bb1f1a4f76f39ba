using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Cms.Site.Tests;

/// <summary>A virus scanner on this machine that speaks as clamd does (INSTREAM) and finds what has the word EICAR in it.</summary>
public sealed class FakeClamd : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    public FakeClamd()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>What it says to everything instead; null for its own judgement.</summary>
    public string? Says { get; set; }

    /// <summary>Bytes of the file that it looked through last.</summary>
    public int LastLength { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await using var stream = client.GetStream();
                await AnswerAsync(stream);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        var command = new byte["zINSTREAM\0".Length];
        await stream.ReadExactlyAsync(command, _stop.Token);
        if (Encoding.ASCII.GetString(command) != "zINSTREAM\0")
            return;

        using var file = new MemoryStream();
        var length = new byte[sizeof(int)];
        while (true)
        {
            await stream.ReadExactlyAsync(length, _stop.Token);
            if (BinaryPrimitives.ReadInt32BigEndian(length) is not (> 0 and var next))
                break;

            var chunk = new byte[next];
            await stream.ReadExactlyAsync(chunk, _stop.Token);
            file.Write(chunk);
        }

        LastLength = (int)file.Length;
        var verdict = Says ?? (Encoding.Latin1.GetString(file.ToArray()).Contains("EICAR", StringComparison.Ordinal) ? "stream: Eicar-Test-Signature FOUND" : "stream: OK");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(verdict + "\0"), _stop.Token);
    }
}
