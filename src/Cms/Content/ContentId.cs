namespace Cms.Content;

/// <summary>
/// Ids of content items and their versions: 26 characters of lower-case base32, as in Orchard Core. New ones are made from a
/// version-7 UUID (RFC 9562), so they sort by age.
/// </summary>
public static class ContentId
{
    /// <summary>What a valid id looks like, for messages.</summary>
    public const string Form = "at most 26 letters and digits";

    private const int Length = 26;

    // Crockford's alphabet: in the order of its characters' codes, so that ids sort as the bytes do.
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>A new id, later in order than those of earlier milliseconds; within one millisecond the order is random.</summary>
    public static string New() => FromBytes(Guid.CreateVersion7().ToByteArray(bigEndian: true));

    /// <summary>The id of these 16 bytes; the same bytes give the same id.</summary>
    public static string FromBytes(ReadOnlySpan<byte> bytes)
    {
        Span<char> id = stackalloc char[Length];
        for (var index = 0; index < Length; index++)
        {
            var value = 0;
            for (var bit = 0; bit < 5; bit++)
            {
                var position = (index * 5) + bit;
                value = (value << 1) | (position < 128 ? (bytes[position / 8] >> (7 - (position % 8))) & 1 : 0);
            }

            id[index] = Alphabet[value];
        }

        return new string(id);
    }

    /// <summary>True for 1 to 26 characters of which Orchard Core's ids and those of hand-written recipes are made.</summary>
    public static bool IsValid(string id) => id.Length is > 0 and <= Length && id.All(char.IsAsciiLetterOrDigit);
}
