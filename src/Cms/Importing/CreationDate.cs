namespace Cms.Importing;

/// <summary>The date behind "Date created:", and what to say when it is missing, unreadable or written twice.</summary>
internal sealed class CreationDate(ArticleRemarks remarks)
{
    private SourceLine? _line;

    public DateOnly? Value { get; private set; }

    public bool IsMissing => _line is null;

    /// <summary>
    /// Reads the date on the line at <paramref name="at"/>, or on the next line with text. Afterwards <paramref name="at"/> is the
    /// last line that belongs to it.
    /// </summary>
    public void Read(IReadOnlyList<SourceLine> lines, ref int at, string sameLine, bool isBelowText)
    {
        var line = lines[at];
        var value = line;
        var written = sameLine;
        if (sameLine.Length == 0 && FindBelow(lines, at) is { } below)
        {
            at = below;
            value = lines[below];
            written = LineMarks.WithoutDirectionMarks(value.Text);
        }

        if (_line is { } first)
        {
            remarks.LeaveOut(line, $"The article has its creation date on line {first.Number} already.");
            if (value != line)
                remarks.LeaveOut(value, $"The article has its creation date on line {first.Number} already.");

            return;
        }

        _line = line;
        if (isBelowText)
            remarks.Warn(line, "The creation date stands below text; its place is directly below the title.");

        if (written.Length == 0)
            remarks.Warn(line, $"The creation date is missing behind \"Date created:\". Right would be {WrittenDate.Examples}.");
        else
            Take(value, written);
    }

    private void Take(SourceLine line, string written)
    {
        if (!WrittenDate.TryRead(written, out var date, out var weekday))
        {
            remarks.Warn(line, $"The creation date {ArticleRemarks.Quote(written)} cannot be read. Right would be {WrittenDate.Examples}.");
            remarks.LeaveOut(line, "The creation date cannot be read.");
            return;
        }

        Value = date;
        if (weekday.Length > 0 && !WrittenDate.IsWeekdayOf(weekday, date))
            remarks.Warn(line, $"The weekday {ArticleRemarks.Quote(weekday)} does not match the date. Right would be \"{WrittenDate.Write(date)}\".");
    }

    private static int? FindBelow(IReadOnlyList<SourceLine> lines, int at)
    {
        var next = at + 1;
        while (next < lines.Count && lines[next].IsBlank)
            next++;

        if (next == lines.Count)
            return null;

        var text = LineMarks.WithoutDirectionMarks(lines[next].Text);
        if (WrittenDate.TryRead(text, out _, out _))
            return next;

        // Only directly below can a line be a date gone wrong: further down it is more likely the introduction.
        return next == at + 1 && LineMarks.IsPlain(text) && WrittenDate.IsAttempt(text) ? next : null;
    }
}
