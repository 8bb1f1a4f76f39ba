using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Cms.Media;

namespace Cms.Host.Media;

/// <summary>Asks ClamAV's clamd by TCP (its command INSTREAM). Where it does not answer nothing is taken: a scanner that is down must open nothing.</summary>
/// <param name="host">Where it is.</param>
/// <param name="port">Its port.</param>
internal sealed class ClamdScanner(string host, int port) : VirusScanner
{
    private const int Chunk = 64 * 1024, LongestAnswer = 4 * 1024;
    private const string Clean = "stream: OK", Found = " FOUND", Stream = "stream: ";

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    public override async Task<string?> FindComplaintAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        string answer;
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(LongestWait);
            answer = await AskAsync(bytes, limit.Token);
        }
        catch (Exception failure) when (failure is SocketException or IOException || (failure is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return $"cannot be looked through for viruses: clamd at {host}:{port} does not answer, or takes no file of this size ({failure.GetType().Name}); nothing is taken until it does";
        }

        if (answer == Clean)
            return null;

        // It names what it knows, never what the file says.
        var said = new string([.. answer.Where(character => character is >= ' ' and <= '~')]);
        return said.StartsWith(Stream, StringComparison.Ordinal) && said.EndsWith(Found, StringComparison.Ordinal)
            ? $"has a virus, as clamd says: {said[Stream.Length..^Found.Length]}"
            : $"cannot be looked through for viruses: clamd at {host}:{port} says \"{said}\"";
    }

    private async Task<string> AskAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host, port, cancel);
        await using var stream = client.GetStream();
        await stream.WriteAsync("zINSTREAM\0"u8.ToArray(), cancel);

        var length = new byte[sizeof(int)];
        for (var at = 0; at < bytes.Length; at += Chunk)
        {
            var chunk = bytes.Slice(at, Math.Min(Chunk, bytes.Length - at));
            BinaryPrimitives.WriteInt32BigEndian(length, chunk.Length);
            await stream.WriteAsync(length, cancel);
            await stream.WriteAsync(chunk, cancel);
        }

        BinaryPrimitives.WriteInt32BigEndian(length, 0);
        await stream.WriteAsync(length, cancel);

        // It answers one text with a zero byte at its end.
        var answer = new byte[LongestAnswer];
        var read = await stream.ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false, cancel);
        return Encoding.ASCII.GetString(answer, 0, read).TrimEnd('\0', '\n');
    }
}
