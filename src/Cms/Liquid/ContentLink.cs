using System.Text;

namespace Cms.Liquid;

/// <summary>A link in a text that names a content item by its id instead of its path: <c>content:ID</c>, with <c>#...</c> or <c>?...</c> behind it.</summary>
public static class ContentLink
{
    /// <summary>The scheme of such an address, without its colon.</summary>
    public const string Scheme = "content";

    private const string Beginning = Scheme + ":";

    // As ids of content items are.
    private const int LongestId = 26;

    /// <summary>False for a text that surely has no such link; costs next to nothing.</summary>
    public static bool MayBeIn(string text) => text.Contains(Beginning, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads an address; false when it is not of this kind.</summary>
    /// <param name="address">The address of a link.</param>
    /// <param name="id">The item.</param>
    /// <param name="rest">What stands behind the id: empty, or from <c>#</c> or <c>?</c> on.</param>
    public static bool TryRead(string address, out string id, out string rest)
    {
        (id, rest) = ("", "");
        var text = address.Trim();
        if (!text.StartsWith(Beginning, StringComparison.OrdinalIgnoreCase))
            return false;

        var end = text.IndexOfAny(['#', '?']);
        (id, rest) = end < 0 ? (text[Beginning.Length..], "") : (text[Beginning.Length..end], text[end..]);
        return id.Length is > 0 and <= LongestId && id.All(char.IsAsciiLetterOrDigit);
    }

    /// <summary>The text with another id wherever it names the one by such an address, in a link or not.</summary>
    /// <param name="text">A source in whatever language.</param>
    /// <param name="from">The id so far.</param>
    /// <param name="to">The id in its place.</param>
    public static string Replace(string text, string from, string to)
    {
        var changed = new StringBuilder(text.Length);
        var copied = 0;
        for (var at = Next(0); at >= 0; at = Next(at + Beginning.Length))
        {
            var start = at + Beginning.Length;
            var end = start + from.Length;
            if (string.CompareOrdinal(text, start, from, 0, from.Length) != 0 || (end < text.Length && char.IsAsciiLetterOrDigit(text[end])))
                continue;

            changed.Append(text, copied, start - copied).Append(to);
            copied = end;
        }

        return changed.Append(text, copied, text.Length - copied).ToString();

        int Next(int begin) => text.IndexOf(Beginning, begin, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Everything in the text that could be the id of such a link, each once: more than the links are, never less.</summary>
    public static IReadOnlySet<string> CandidatesIn(string text)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var at = Next(0); at >= 0; at = Next(at + Beginning.Length))
        {
            var start = at + Beginning.Length;
            var end = start;
            while (end < text.Length && end - start < LongestId && char.IsAsciiLetterOrDigit(text[end]))
                end++;
            if (end > start)
                ids.Add(text[start..end]);
        }

        return ids;

        int Next(int from) => text.IndexOf(Beginning, from, StringComparison.OrdinalIgnoreCase);
    }
}
