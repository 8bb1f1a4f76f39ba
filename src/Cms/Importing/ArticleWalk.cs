namespace Cms.Importing;

/// <summary>
/// Goes through a file once, line by line, and puts each line where it belongs. Holds the state of one reading, so each
/// file needs a new one.
/// </summary>
internal sealed class ArticleWalk
{
    private const int LongestHeading = 120;

    private readonly ArticleRemarks _remarks;
    private readonly CreationDate _date;
    private readonly List<Piece> _introduction = [];
    private readonly List<SectionDraft> _sections = [];

    /// <summary>The paragraphs below a heading "Conclusion"; null as long as there was none.</summary>
    private List<Piece>? _conclusion;

    private readonly IReadOnlyList<SourceLine> _lines;

    private int _at;
    private SourceLine _title;
    private List<string> _keywords = [];

    /// <summary>What a plain line directly below goes on with; null behind a blank line and below title, date and heading.</summary>
    private Piece? _open;

    public ArticleWalk(IReadOnlyList<SourceLine> lines)
    {
        _lines = [.. lines.Where(line => line.Kind != LineKind.Picture)];
        _remarks = new ArticleRemarks();
        foreach (var picture in lines.Where(line => line.Kind == LineKind.Picture))
            _remarks.LeaveOut(picture, "A picture: put it in by hand, with a text for readers who cannot see it.");
        _date = new CreationDate(_remarks);
    }

    public ArticleReading Run()
    {
        if (FindLineWith('\0') is { } binary)
            return ArticleRemarks.Refuse(binary.Number, "The file is binary: it holds a character with the code 0. An article is plain text.");

        if (ReadTitle() is { } refusal)
            return refusal;

        var end = ReadParts();
        if (_sections.Count == 0)
        {
            var message = $"The article titled {ArticleRemarks.Quote(_title.Text)} ends here without a section. "
                + "A section begins with a line such as \"1. Heading:\".";
            return ArticleRemarks.Refuse(end.Number, message, end.Text);
        }

        if (FindLineWith('\uFFFD') is { } damaged)
        {
            _remarks.Warn(damaged, "The file holds the replacement character U+FFFD: letters were lost when it was read or saved. "
                + "Right would be a file in UTF-8.");
        }

        return Finish(end);
    }

    private SourceLine? FindLineWith(char c)
    {
        foreach (var line in _lines)
        {
            if (line.Text.Contains(c))
                return line;
        }

        return null;
    }

    /// <summary>Takes the first line with text as the title; otherwise gives back why the file is no article.</summary>
    private ArticleReading? ReadTitle()
    {
        var mayBeTop = true;
        var hasTitle = _lines.Any(line => line.Kind == LineKind.Title);
        for (; _at < _lines.Count; _at++)
        {
            var line = _lines[_at];
            if (line.IsBlank)
                continue;

            if (line.Kind == LineKind.Title)
            {
                _title = line;
                _at++;
                return null;
            }

            if (hasTitle || line.Kind == LineKind.Furniture)
            {
                _remarks.LeaveOut(line, "Page furniture above the title.");
            }
            else if (LineMarks.IsSeparator(line.Text))
            {
                _remarks.LeaveOut(line, "A separator, which has no place in an article.");
            }
            else if (mayBeTop && LineMarks.IsTopOfPage(line.Text))
            {
                _remarks.LeaveOut(line, "Page furniture above the title.");
                mayBeTop = false;
            }
            else if (NameIfNoTitle(line) is { } name)
            {
                var message = $"The title is missing: the first line with text is {name}. The title stands above it on a line of its own.";
                return ArticleRemarks.Refuse(line.Number, message, line.Text);
            }
            else
            {
                _title = line;
                _at++;
                return null;
            }
        }

        return ArticleRemarks.Refuse(1, "The file has no title: it is empty. An article begins with its title.");
    }

    private string? NameIfNoTitle(SourceLine line)
    {
        var text = LineMarks.WithoutDirectionMarks(line.Text);
        if (LineMarks.IsDateCreated(text, out _))
            return "the creation date";

        if (LineMarks.IsKeywords(text, out _))
            return "the list of keywords";

        if (LineMarks.IsBottomOfPage(text))
            return "the page's bottom";

        if (line.Kind == LineKind.Bullet || (line.Kind == LineKind.Unmarked && LineMarks.IsBullet(text, out _)))
            return "a bullet";

        if (line.Kind != LineKind.Unmarked)
            return line.Kind == LineKind.Heading ? "a heading" : null;

        return BeginsSection(line, text, out _, out _) ? "a heading" : null;
    }

    /// <summary>Reads everything below the title and gives back the line that ended the article.</summary>
    private SourceLine ReadParts()
    {
        var last = _title;
        for (; _at < _lines.Count; _at++)
        {
            var line = _lines[_at];
            if (line.IsBlank)
            {
                _open = null;
                continue;
            }

            last = line;
            if (ReadEnd(line))
                break;

            ReadPart(line);
        }

        for (; _at < _lines.Count; _at++)
        {
            if (!_lines[_at].IsBlank)
                _remarks.LeaveOut(_lines[_at], "Page furniture below the article.");
        }

        return last;
    }

    private bool ReadEnd(SourceLine line)
    {
        var text = LineMarks.WithoutDirectionMarks(line.Text);
        if (LineMarks.IsBottomOfPage(text))
            return true;

        if (!IsKeywords(line, text, out var list))
            return false;

        _keywords = KeywordList.Read(_lines, ref _at, list, _remarks);
        _at++;
        return true;
    }

    // "Keywords" is a label in a paragraph and a heading of its own where the form has headings.
    private static bool IsKeywords(SourceLine line, string text, out string list)
    {
        if (line.Kind is LineKind.Unmarked or LineKind.Paragraph)
            return LineMarks.IsKeywords(text, out list);

        list = "";
        return line.Kind == LineKind.Heading && IsNamed(text, "Keywords");
    }

    private static bool IsNamed(string heading, string name) =>
        LineMarks.WithoutClosingColon(heading).Equals(name, StringComparison.OrdinalIgnoreCase);

    private void ReadPart(SourceLine line)
    {
        var text = LineMarks.WithoutDirectionMarks(line.Text);
        if (line.Kind is LineKind.Heading or LineKind.Title)
        {
            ReadMarkedHeading(line, text);
        }
        else if (line.Kind == LineKind.Bullet)
        {
            ReadBullet(line, line.Text);
        }
        else if (line.Kind == LineKind.Furniture)
        {
            _remarks.LeaveOut(line, "Page furniture, which has no place in an article.");
        }
        else if (line.Kind == LineKind.Unmarked && LineMarks.IsSeparator(text))
        {
            _remarks.LeaveOut(line, "A separator, which has no place in an article.");
            _open = null;
        }
        else if (LineMarks.IsDateCreated(text, out var date))
        {
            _open = null;
            _date.Read(_lines, ref _at, date, isBelowText: _introduction.Count > 0 || _sections.Count > 0);
        }
        else if (line.Kind == LineKind.Unmarked && BeginsSection(line, text, out var number, out var heading))
        {
            ReadHeading(line, number, heading);
        }
        else if (line.Kind == LineKind.Unmarked && LineMarks.IsBullet(text, out var bullet))
        {
            ReadBullet(line, bullet);
        }
        else
        {
            ReadText(line);
        }
    }

    /// <summary>
    /// A numbered line begins a section when its number is the next one or it looks like a heading (short, with a closing colon).
    /// Inside a paragraph both must be true, because text wraps anywhere.
    /// </summary>
    private bool BeginsSection(SourceLine line, string text, out int number, out string heading)
    {
        if (!LineMarks.IsNumbered(text, out number, out heading))
            return false;

        var isNext = number == LastNumber + 1;
        var looksLikeHeading = text.Length <= LongestHeading && LineMarks.IsColon(text[^1]);
        if (_open is not { IsBullet: false })
            return isNext || looksLikeHeading;

        if (looksLikeHeading && !isNext)
        {
            _remarks.Warn(line, "The line looks like a heading but stands inside a paragraph, and the next section would be "
                + $"{LastNumber + 1}; it was read as text. A blank line above it makes it a heading.");
        }

        return isNext && looksLikeHeading;
    }

    private int LastNumber => _sections.Count == 0 ? 0 : _sections[^1].Number;

    private void ReadMarkedHeading(SourceLine line, string text)
    {
        _open = null;
        if (_sections.Count == 0 && IsNamed(text, "Introduction"))
        {
            _remarks.LeaveOut(line, "The heading of the introduction, which has none in an article.");
            return;
        }

        if (_sections.Count > 0 && IsNamed(text, "Conclusion"))
        {
            _remarks.LeaveOut(line, "The heading of the conclusion, which has none in an article.");
            _sections[^1].KeepAfterBullets(_remarks);
            _conclusion ??= [];
            return;
        }

        KeepConclusion();
        if (LineMarks.IsNumbered(text, out var number, out var heading) && number > 0)
            ReadHeading(line, number, heading);
        else
            ReadHeading(line, LastNumber + 1, LineMarks.WithoutClosingColon(text));
    }

    // A section below a conclusion shows that it was none.
    private void KeepConclusion()
    {
        foreach (var paragraph in _conclusion ?? [])
        {
            _remarks.Warn(paragraph.Start, "The paragraph stands below the heading \"Conclusion\" but another section follows; it was added to the section above.");
            _sections[^1].AddToBody(paragraph);
        }

        _conclusion = null;
    }

    private void ReadHeading(SourceLine line, int number, string heading)
    {
        _open = null;
        if (line.Kind == LineKind.Unmarked && heading.Length == 0 && _at + 1 < _lines.Count && LineMarks.IsPlain(_lines[_at + 1].Text))
            heading = LineMarks.WithoutClosingColon(_lines[++_at].Text);

        if (number != LastNumber + 1)
            _remarks.Warn(line, $"The heading has the number {number}, where {LastNumber + 1} would be right; it keeps its number.");

        if (heading.Length > LongestHeading)
            _remarks.Warn(line, $"The heading is {heading.Length} characters long. Right would be a short line, with the text below it.");

        if (_sections.Count > 0)
            _sections[^1].KeepAfterBullets(_remarks);

        _sections.Add(new SectionDraft(line, number, heading));
    }

    private void ReadBullet(SourceLine line, string text)
    {
        if (_conclusion is not null)
        {
            _remarks.Warn(line, "A bullet in the conclusion; it stays there as a paragraph.");
            _open = new Piece(line, line.Text, isBullet: false);
            _conclusion.Add(_open);
            return;
        }

        if (_sections.Count > 0)
        {
            _open = _sections[^1].AddBullet(line, text, _remarks);
            return;
        }

        _remarks.Warn(line, "A bullet above the first heading; it stays in the introduction as a paragraph.");
        _open = new Piece(line, line.Text, isBullet: false);
        _introduction.Add(_open);
    }

    private void ReadText(SourceLine line)
    {
        if (_open is not null)
        {
            _open.Continue(line.Text);
        }
        else if (_conclusion is not null)
        {
            _open = new Piece(line, line.Text, isBullet: false);
            _conclusion.Add(_open);
        }
        else if (_sections.Count > 0)
        {
            _open = _sections[^1].AddParagraph(line);
        }
        else
        {
            _open = new Piece(line, line.Text, isBullet: false);
            _introduction.Add(_open);
        }
    }

    private ArticleReading Finish(SourceLine end)
    {
        var conclusion = _conclusion is null ? _sections[^1].TakeConclusion() : Piece.Join(_conclusion);
        var article = new Article(
            _title.Text,
            _date.Value,
            Piece.Join(_introduction),
            [.. _sections.Select(section => section.Finish(_remarks))],
            conclusion,
            _keywords);
        WarnOfMissing(article, end);
        return _remarks.Accept(article);
    }

    private void WarnOfMissing(Article article, SourceLine end)
    {
        if (_date.IsMissing)
        {
            _remarks.WarnMissing(_title.Number, "\"Date created:\" is missing below the title. "
                + $"Right would be the line \"Date created:\" with a date such as {WrittenDate.Examples}.");
        }

        if (article.Introduction.Length == 0)
            _remarks.WarnMissing(_sections[0].Start.Number, "The introduction is missing above the first heading.");

        if (article.Conclusion.Length == 0)
            _remarks.WarnMissing(end.Number, "The conclusion is missing. It stands below the last bullet, with a blank line between them.");

        if (article.Keywords.Count == 0)
        {
            _remarks.WarnMissing(end.Number, "The keywords are missing. Right would be a line such as \"Keywords: sleep, calm\" "
                + "below the conclusion, which also parts the article from the rest of the page.");
        }
    }
}
