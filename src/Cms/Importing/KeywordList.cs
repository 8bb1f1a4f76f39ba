namespace Cms.Importing;

/// <summary>Reads the list behind "Keywords:", parted by commas or written as bullets.</summary>
internal static class KeywordList
{
    private const int MostWords = 6;

    private static readonly char[] Commas = [',', '，', '、', '،'];

    /// <summary>
    /// Reads the list on the line at <paramref name="at"/>, or on the next line with text, and the lines it runs on to. Afterwards
    /// <paramref name="at"/> is the last line that belongs to it.
    /// </summary>
    public static List<string> Read(IReadOnlyList<SourceLine> lines, ref int at, string sameLine, ArticleRemarks remarks)
    {
        var label = lines[at];
        var text = sameLine;
        if (text.Length == 0)
        {
            var next = at + 1;
            while (next < lines.Count && lines[next].IsBlank)
                next++;

            if (next == lines.Count || IsFurniture(lines[next].Text))
                return [];

            if (lines[next].Kind == LineKind.Bullet)
                return ReadBullets(lines, ref at, remarks);

            at = next;
            text = lines[at].Text;
        }

        var parts = new List<string> { text };
        SourceLine? doubtful = null;
        while (at + 1 < lines.Count && GoesOn(parts[^1], lines[at + 1].Text, out var isDoubtful))
        {
            at++;
            parts.Add(lines[at].Text);
            if (isDoubtful)
                doubtful ??= lines[at];
        }

        if (doubtful is { } line)
            remarks.Warn(line, "The line was read as more keywords, as no blank line parts it from the list.");

        return Part(string.Join(' ', parts), label, remarks);
    }

    private static List<string> ReadBullets(IReadOnlyList<SourceLine> lines, ref int at, ArticleRemarks remarks)
    {
        var keywords = new List<string>();
        for (var next = at + 1; next < lines.Count && (lines[next].IsBlank || lines[next].Kind == LineKind.Bullet); next++)
        {
            if (lines[next].IsBlank)
                continue;

            if (keywords.Contains(lines[next].Text, StringComparer.Ordinal))
                remarks.LeaveOut(lines[next], "The keyword is listed twice.");
            else
                keywords.Add(lines[next].Text);
            at = next;
        }

        return keywords;
    }

    private static List<string> Part(string list, SourceLine label, ArticleRemarks remarks)
    {
        var keywords = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var piece in list.Split(Commas))
        {
            var keyword = PieceEdges.Trim(piece);
            if (keyword.Length == 0)
                continue;

            if (!known.Add(keyword))
            {
                remarks.Warn(label, $"The keyword {ArticleRemarks.Quote(keyword)} is listed twice; it is taken once.");
                continue;
            }

            if (WordsIn(keyword) > MostWords)
                remarks.Warn(label, $"The keyword {ArticleRemarks.Quote(keyword)} is long. A blank line parts the list from what follows it.");

            keywords.Add(keyword);
        }

        return keywords;
    }

    /// <summary>
    /// A comma at the end of a line promises more. Without one, a line directly below may be the list wrapped by an editor or the
    /// page's first promotion: it is taken when it looks like a list, and then somebody is asked to look at it.
    /// </summary>
    private static bool GoesOn(string before, string line, out bool isDoubtful)
    {
        isDoubtful = false;
        if (line.Length == 0 || IsFurniture(line))
            return false;

        if (Commas.Contains(before[^1]) || Commas.Contains(line[0]))
            return true;

        var pieces = line.Split(Commas);
        isDoubtful = line[^1] is not ('!' or '?')
            && (pieces.Length > 1 || char.IsLower(line[0]))
            && pieces.All(piece => WordsIn(piece) <= MostWords);
        return isDoubtful;
    }

    private static bool IsFurniture(string line) =>
        LineMarks.IsSeparator(line)
        || LineMarks.IsBottomOfPage(line)
        || line.Contains('©')
        || line.Contains("://", StringComparison.Ordinal)
        || line.Contains("www.", StringComparison.OrdinalIgnoreCase)
        || line.StartsWith("(c)", StringComparison.OrdinalIgnoreCase)
        || line.StartsWith("copyright", StringComparison.OrdinalIgnoreCase);

    private static int WordsIn(string text)
    {
        var words = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!PieceEdges.IsSpace(text[i]) && (i == 0 || PieceEdges.IsSpace(text[i - 1])))
                words++;
        }

        return words;
    }
}
