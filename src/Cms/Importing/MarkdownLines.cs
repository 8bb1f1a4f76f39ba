namespace Cms.Importing;

/// <summary>
/// Reads the blocks of Markdown off its lines. Texts of an article are Markdown themselves, so everything inside a line stays as it is
/// written; parsing it to a tree and writing it again would change it.
/// </summary>
internal static class MarkdownLines
{
    private const int MostHashes = 6;

    /// <summary>Whether a line is a heading with number signs: plain text has none.</summary>
    public static bool IsMarkdown(List<SourceLine> lines) => lines.Exists(line => LevelOf(line.Text, out _) > 0);

    /// <summary>The lines with the kinds that Markdown's marks give them.</summary>
    public static List<SourceLine> Mark(List<SourceLine> lines)
    {
        var levels = new List<int>();
        var textStandsAbove = false;
        foreach (var line in lines)
        {
            if (LevelOf(line.Text, out _) is > 0 and var level)
                levels.Add(level);
            textStandsAbove |= levels.Count == 0 && !line.IsBlank;
        }

        var headings = new HeadingLevels(levels, textStandsAbove);
        var index = 0;
        var marked = new List<SourceLine>(lines.Count);
        SourceLine? open = null;
        foreach (var line in lines)
        {
            var level = LevelOf(line.Text, out var heading);
            if (level > 0)
            {
                Close();
                marked.Add(new SourceLine(line.Number, heading, headings.KindOf(index++, level)));
                marked.Add(new SourceLine(line.Number, ""));
            }
            else if (line.IsBlank || LineMarks.IsSeparator(line.Text))
            {
                Close();
                marked.Add(line with { Text = "" });
            }
            else if (!headings.HasSections)
            {
                marked.Add(line);
            }
            else if (BulletIn(line.Text) is { } bullet)
            {
                Close();
                open = new SourceLine(line.Number, bullet, LineKind.Bullet);
            }
            else if (open is { } before && !IsLabel(line.Text) && !IsLabel(before.Text))
            {
                open = before with { Text = before.Text.Length == 0 ? line.Text : $"{before.Text} {line.Text}" };
            }
            else
            {
                Close();
                open = line with { Text = WithPlainName(line.Text), Kind = LineKind.Paragraph };
            }
        }

        Close();
        return marked;

        void Close()
        {
            if (open is { } finished)
            {
                marked.Add(finished);
                marked.Add(new SourceLine(finished.Number, ""));
            }

            open = null;
        }
    }

    /// <summary>How many number signs make the line a heading; 0 when it is none.</summary>
    private static int LevelOf(string line, out string heading)
    {
        heading = "";
        var level = 0;
        while (level < line.Length && line[level] == '#')
            level++;

        if (level is 0 or > MostHashes || level == line.Length || !PieceEdges.IsSpace(line[level]))
            return 0;

        heading = PieceEdges.Trim(line.AsSpan(level));
        var end = heading.TrimEnd('#');
        if (end.Length < heading.Length && (end.Length == 0 || PieceEdges.IsSpace(end[^1])))
            heading = PieceEdges.Trim(end);

        return heading.Length > 0 ? level : 0;
    }

    private static string? BulletIn(string line)
    {
        if (line[0] is not ('-' or '*' or '+' or '•') || (line.Length > 1 && !PieceEdges.IsSpace(line[1]) && line[0] != '•'))
            return null;

        return PieceEdges.Trim(line.AsSpan(1));
    }

    private static bool IsLabel(string text) => LineMarks.IsLabel(WithPlainName(text));

    private static string WithPlainName(string text)
    {
        var plain = LineMarks.WithPlainLabel(text);
        return LineMarks.IsLabel(plain) ? plain : text;
    }
}
