using System.Text;

namespace Cms.Importing;

/// <summary>
/// Recognises what a trimmed line of an article begins with. Scans by hand: each question costs at most one pass over the line,
/// so a line of any length does no harm.
/// </summary>
internal static class LineMarks
{
    private const int LongestHeadingNumber = 3;

    public static bool IsTopOfPage(string line) => After(line, "top", "of", "page") == line.Length;

    public static bool IsBottomOfPage(string line) => After(line, "bottom", "of", "page") == line.Length;

    public static bool IsDateCreated(string line, out string rest) => IsNamed(line, out rest, "date", "created");

    public static bool IsKeywords(string line, out string rest) => IsNamed(line, out rest, "keywords");

    public static bool IsColon(char c) => c is ':' or '：';

    /// <summary>A rule drawn across the page, as in <c>---</c> or <c>* * *</c>.</summary>
    public static bool IsSeparator(string line)
    {
        if (line.Length < 3 || !"-*_=~•·–—".Contains(line[0]))
            return false;

        var marks = 0;
        foreach (var c in line)
        {
            if (c == line[0])
                marks++;
            else if (!PieceEdges.IsSpace(c))
                return false;
        }

        return marks >= 3;
    }

    /// <summary>
    /// A line such as <c>1. Heading:</c> or <c>1) Heading</c>. Whether it begins a section depends on where it stands. Numbers have
    /// up to three digits, so that a year at the start of a sentence is none.
    /// </summary>
    public static bool IsNumbered(string line, out int number, out string heading)
    {
        (number, heading) = (0, "");
        var digits = 0;
        while (digits < line.Length && digits <= LongestHeadingNumber && char.IsAsciiDigit(line[digits]))
            number = (number * 10) + line[digits++] - '0';

        if (digits is 0 or > LongestHeadingNumber || digits == line.Length || line[digits] is not ('.' or ')'))
            return false;

        // "1.5 litres", "1..." and "1.,2" are no headings; "1.Heading:" is.
        var start = digits + 1;
        if (start < line.Length && (char.IsAsciiDigit(line[start]) || line[start] is '.' or ')' or ','))
            return false;

        heading = WithoutClosingColon(line.AsSpan(start));
        return true;
    }

    public static string WithoutClosingColon(ReadOnlySpan<char> heading) =>
        PieceEdges.Trim(heading.Length > 0 && IsColon(heading[^1]) ? heading[..^1] : heading);

    /// <summary>Whether a line has text and none of the marks that begin a part of an article.</summary>
    public static bool IsPlain(string line) =>
        line.Length > 0
        && !IsSeparator(line)
        && !IsBullet(line, out _)
        && !IsNumbered(line, out _, out _)
        && !IsDateCreated(line, out _)
        && !IsKeywords(line, out _)
        && !IsBottomOfPage(line);

    /// <summary>
    /// A line such as <c>• text</c>, <c>- text</c> or <c>* text</c>. The dash and the asterisk also begin negative numbers, rules and
    /// Markdown, so directly behind them there must be white space, a letter or nothing.
    /// </summary>
    public static bool IsBullet(string line, out string text)
    {
        text = "";
        if (line.Length == 0 || line[0] is not ('•' or '-' or '*'))
            return false;

        if (line.Length > 1 && line[0] != '•' && !PieceEdges.IsSpace(line[1]))
        {
            Rune.DecodeFromUtf16(line.AsSpan(1), out var next, out _);
            if (!Rune.IsLetter(next) || (line[0] == '*' && ClosesEmphasis(line)))
                return false;
        }

        text = PieceEdges.Trim(line.AsSpan(1));
        return true;
    }

    /// <summary>
    /// Parts a bullet at the first colon with white space (or nothing) behind it; the label is empty when there is none. The
    /// full-width colon brings its own space, so it only must not stand before a digit, as in a time.
    /// </summary>
    public static ArticleBullet PartBullet(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsColon(text[i]))
                continue;

            var endsLabel = i + 1 == text.Length
                || PieceEdges.IsSpace(text[i + 1])
                || (text[i] == '：' && !char.IsDigit(text[i + 1]));
            if (!endsLabel)
                continue;

            var label = PieceEdges.Trim(text.AsSpan(0, i));
            return label.Length == 0
                ? new ArticleBullet("", text)
                : new ArticleBullet(label, PieceEdges.Trim(text.AsSpan(i + 1)));
        }

        return new ArticleBullet("", text);
    }

    /// <summary>Whether the text is one of the labels that an article has: for its date or its keywords.</summary>
    public static bool IsLabel(string text) => IsDateCreated(text, out _) || IsKeywords(text, out _);

    /// <summary>
    /// A bullet with its label in plain letters: <c>**Label:** text</c>, <c>**Label**: text</c> and <c>__Label:__ text</c> are how
    /// forms with emphasis write <c>Label: text</c>.
    /// </summary>
    public static string WithPlainLabel(string text)
    {
        var mark = text.StartsWith("**", StringComparison.Ordinal) ? "**" : text.StartsWith("__", StringComparison.Ordinal) ? "__" : "";
        var end = mark.Length == 0 ? -1 : text.IndexOf(mark, mark.Length, StringComparison.Ordinal);
        if (end <= mark.Length)
            return text;

        var label = text[mark.Length..end];
        var rest = text[(end + mark.Length)..];
        return IsColon(label[^1]) || (rest.Length > 0 && IsColon(rest[0])) ? label + rest : text;
    }

    /// <summary>Articles written from right to left often have an invisible direction mark before a bullet or a number.</summary>
    public static string WithoutDirectionMarks(string line)
    {
        var start = 0;
        while (start < line.Length && line[start] is '\u200E' or '\u200F' or '\u061C')
            start++;

        return start == 0 ? line : PieceEdges.Trim(line.AsSpan(start));
    }

    // "*Please note* that …" is emphasis in Markdown, not a bullet.
    private static bool ClosesEmphasis(string line)
    {
        for (var i = 2; i < line.Length; i++)
        {
            if (line[i] == '*' && !PieceEdges.IsSpace(line[i - 1]))
                return true;
        }

        return false;
    }

    private static bool IsNamed(string line, out string rest, params ReadOnlySpan<string> words)
    {
        rest = "";
        var end = After(line, words);
        if (end < 0 || end == line.Length || !IsColon(line[end]))
            return false;

        rest = PieceEdges.Trim(line.AsSpan(end + 1));
        return true;
    }

    /// <summary>Where the line goes on behind these words and white space; -1 when it does not begin with them.</summary>
    private static int After(string line, params ReadOnlySpan<string> words)
    {
        var at = 0;
        foreach (var word in words)
        {
            var start = PieceEdges.SkipSpaces(line, at);
            if (at > 0 && start == at)
                return -1;

            if (!line.AsSpan(start).StartsWith(word, StringComparison.OrdinalIgnoreCase))
                return -1;

            at = start + word.Length;
        }

        return PieceEdges.SkipSpaces(line, at);
    }
}
