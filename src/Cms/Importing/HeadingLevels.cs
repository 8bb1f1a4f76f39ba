namespace Cms.Importing;

/// <summary>
/// Which heading of a file is the title and which begin sections. The title is the heading of level 1 that stands first or alone (or the
/// first of level 0, where a form has a mark for titles); the highest level among the others makes sections, lower ones are paragraphs.
/// </summary>
internal sealed class HeadingLevels
{
    private readonly int? _title;
    private readonly int? _sectionLevel;

    /// <param name="levels">The levels of the headings in their order.</param>
    /// <param name="textStandsAbove">Whether there is text above the first.</param>
    public HeadingLevels(IReadOnlyList<int> levels, bool textStandsAbove)
    {
        var top = levels.Index().Where(heading => heading.Item <= 1).Take(2).ToList();
        if (top.Count > 0 && (top.Count == 1 || top[0].Item == 0 || (top[0].Index == 0 && !textStandsAbove)))
            _title = top[0].Index;

        _sectionLevel = levels.Index().Where(heading => heading.Index != _title).Select(heading => (int?)heading.Item).Min();
    }

    /// <summary>Whether the file marks its sections; else their numbers must tell, as in plain text.</summary>
    public bool HasSections => _sectionLevel is not null;

    /// <summary>What the heading at this place among the headings is.</summary>
    public LineKind KindOf(int index, int level)
    {
        if (index == _title)
            return LineKind.Title;

        return level == _sectionLevel ? LineKind.Heading : LineKind.Paragraph;
    }
}
