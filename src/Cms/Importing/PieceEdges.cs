namespace Cms.Importing;

/// <summary>What counts as white space around a piece of an article.</summary>
internal static class PieceEdges
{
    // The zero-width space and the byte order mark are format characters to Unicode, so char.IsWhiteSpace passes them by, and
    // text copied from web pages carries both. Joiners and direction marks are invisible too, but they belong to the spelling.
    public static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is '\u200B' or '\uFEFF';

    public static string Trim(ReadOnlySpan<char> text)
    {
        var start = 0;
        while (start < text.Length && IsSpace(text[start]))
            start++;

        var end = text.Length;
        while (end > start && IsSpace(text[end - 1]))
            end--;

        return text[start..end].ToString();
    }

    public static int SkipSpaces(ReadOnlySpan<char> text, int from)
    {
        while (from < text.Length && IsSpace(text[from]))
            from++;

        return from;
    }
}
