using System.Buffers;

namespace Cms.Importing;

/// <summary>What the form of a file says about a line.</summary>
internal enum LineKind
{
    /// <summary>Nothing: its marks tell, as in plain text.</summary>
    Unmarked,

    /// <summary>It is the title.</summary>
    Title,

    /// <summary>It is the heading of a section.</summary>
    Heading,

    /// <summary>It is a paragraph, whatever it begins with.</summary>
    Paragraph,

    /// <summary>It is a bullet, without its mark.</summary>
    Bullet,

    /// <summary>It has no place in an article.</summary>
    Furniture,

    /// <summary>It stands for a picture: the text for readers who cannot see it, or its address.</summary>
    Picture,
}

/// <summary>A line of an imported file, trimmed, with the number under which an editor finds it.</summary>
internal readonly record struct SourceLine(int Number, string Text, LineKind Kind = LineKind.Unmarked)
{
    private const char ParagraphSeparator = '\u2029';

    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n\v\f\u0085\u2028\u2029");

    public bool IsBlank => Text.Length == 0;

    public static List<SourceLine> Split(string text)
    {
        var lines = new List<SourceLine>();
        var rest = text.AsSpan();
        var number = 1;
        while (true)
        {
            var end = rest.IndexOfAny(LineEnds);
            lines.Add(new SourceLine(number, PieceEdges.Trim(end < 0 ? rest : rest[..end])));
            if (end < 0)
                return lines;

            // Unicode's paragraph separator says what everybody else says with a blank line.
            if (rest[end] == ParagraphSeparator)
                lines.Add(new SourceLine(number, ""));

            var isPair = rest[end] == '\r' && end + 1 < rest.Length && rest[end + 1] == '\n';
            rest = rest[(end + (isPair ? 2 : 1))..];
            number++;
        }
    }
}
