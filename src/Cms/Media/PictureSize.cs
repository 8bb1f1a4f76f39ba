using System.Buffers.Binary;

namespace Cms.Media;

/// <summary>How wide and high a picture is, in pixels, as its first bytes say.</summary>
/// <param name="Width">How wide.</param>
/// <param name="Height">How high.</param>
public sealed record PictureSize(int Width, int Height)
{
    // A camera puts a small copy of the picture, and where it was taken, before the size.
    private const int MostRead = 256 * 1024;

    /// <summary>The size of a PNG, GIF, JPEG or WebP; null for other files and for those that do not say it where it belongs.</summary>
    public static async Task<PictureSize?> FindAsync(FileInfo file, CancellationToken cancel)
    {
        var bytes = new byte[Math.Min(file.Length, MostRead)];
        await using var stream = file.OpenRead();
        var read = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        return Find(bytes.AsSpan(0, read)) is { Width: > 0, Height: > 0 } size ? size : null;
    }

    /// <summary>The same of the first bytes.</summary>
    public static PictureSize? Find(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= 24 && bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']) && bytes[12..16].SequenceEqual("IHDR"u8))
            return new PictureSize(BinaryPrimitives.ReadInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadInt32BigEndian(bytes[20..]));

        if (bytes.Length >= 10 && bytes.StartsWith("GIF8"u8))
            return new PictureSize(BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]));

        if (bytes.Length >= 30 && bytes.StartsWith("RIFF"u8) && bytes[8..12].SequenceEqual("WEBP"u8))
            return OfWebP(bytes[12..]);

        return bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8]) ? OfJpeg(bytes) : null;
    }

    private static PictureSize? OfWebP(ReadOnlySpan<byte> chunk)
    {
        if (chunk.StartsWith("VP8X"u8))
            return new PictureSize(1 + Whole24(chunk[12..]), 1 + Whole24(chunk[15..]));

        if (chunk.StartsWith("VP8L"u8))
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(chunk[9..]);
            return new PictureSize(1 + (int)(bits & 0x3FFF), 1 + (int)((bits >> 14) & 0x3FFF));
        }

        return chunk.StartsWith("VP8 "u8)
            ? new PictureSize(BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(chunk[16..]) & 0x3FFF)
            : null;
    }

    private static int Whole24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);

    // Segment after segment up to the one that begins the picture (SOF), of which there are several kinds.
    private static PictureSize? OfJpeg(ReadOnlySpan<byte> bytes)
    {
        for (var at = 2; at + 9 <= bytes.Length && bytes[at] == 0xFF;)
        {
            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return new PictureSize(BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]));

            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }

        return null;
    }
}
