namespace Cms.Admin.Browser.Keeping;

/// <summary>Makes ids of items inside: 26 characters of lower-case base32 over a version-7 UUID, as the server makes them.</summary>
public static class ItemId
{
    private const string Digits = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>A new one.</summary>
    public static string New()
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7().TryWriteBytes(bytes, bigEndian: true, out _);
        var number = new UInt128(System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes), System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
        return string.Create(26, number, (id, rest) =>
        {
            for (var at = id.Length - 1; at >= 0; at--, rest >>= 5)
                id[at] = Digits[(int)(rest & 31)];
        });
    }
}
