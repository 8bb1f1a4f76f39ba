using System.Text.Json.Nodes;

namespace Cms.Admin.Browser.Keeping;

/// <summary>Makes ids of items inside: 26 characters of lower-case base32 over a version-7 UUID, as the server makes them.</summary>
public static class ItemId
{
    private const string Digits = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>Gives ids to the items in a value, at whatever depth.</summary>
    /// <param name="node">The value.</param>
    /// <param name="anew">True gives new ones also to those that have one, as copies need them.</param>
    public static void GiveTo(JsonNode? node, bool anew)
    {
        switch (node)
        {
            case JsonObject one:
                if (one.ContainsKey("ContentType") && (anew || one["ContentItemId"] is null))
                    one["ContentItemId"] = New();
                foreach (var (_, value) in one.ToList())
                    GiveTo(value, anew);
                break;
            case JsonArray list:
                foreach (var value in list)
                    GiveTo(value, anew);
                break;
        }
    }

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
