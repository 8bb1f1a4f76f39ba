namespace Cms;

/// <summary>Reads what somebody sends without taking more than there may be.</summary>
public static class BoundedBytes
{
    private const int Chunk = 8 * 1024;

    /// <summary>All bytes of the stream; null as soon as they are more than <paramref name="most"/>, and then the rest is not read.</summary>
    /// <param name="stream">The stream, which stays open.</param>
    /// <param name="most">How many bytes there may be.</param>
    /// <param name="cancel">Stops the reading.</param>
    public static async Task<ReadOnlyMemory<byte>?> FindAsync(Stream stream, int most, CancellationToken cancel)
    {
        using var body = new MemoryStream();
        var chunk = new byte[Chunk];
        int read;
        while ((read = await stream.ReadAsync(chunk, cancel)) > 0)
        {
            body.Write(chunk, 0, read);
            if (body.Length > most)
                return null;
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }
}
