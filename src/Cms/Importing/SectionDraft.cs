namespace Cms.Importing;

/// <summary>A paragraph or bullet while its lines are gathered.</summary>
internal sealed class Piece(SourceLine start, string text, bool isBullet)
{
    private readonly List<string> _lines = text.Length == 0 ? [] : [text];

    public SourceLine Start => start;

    public bool IsBullet => isBullet;

    public bool IsEmpty => _lines.Count == 0;

    public string Text => string.Join(' ', _lines);

    public void Continue(string line) => _lines.Add(line);

    public static string Join(IEnumerable<Piece> paragraphs) => string.Join("\n\n", paragraphs.Select(paragraph => paragraph.Text));
}

/// <summary>A section while it is read.</summary>
internal sealed class SectionDraft(SourceLine start, int number, string heading)
{
    private readonly List<Piece> _body = [];
    private readonly List<Piece> _bullets = [];

    /// <summary>The paragraphs behind the last bullet so far: the article's conclusion, unless more of the section or another one follows.</summary>
    private readonly List<Piece> _afterBullets = [];

    public SourceLine Start => start;

    public int Number => number;

    public Piece AddParagraph(SourceLine line)
    {
        var paragraph = new Piece(line, line.Text, isBullet: false);
        (_bullets.Count == 0 ? _body : _afterBullets).Add(paragraph);
        return paragraph;
    }

    public Piece AddBullet(SourceLine line, string text, ArticleRemarks remarks)
    {
        KeepAfterBullets(remarks);
        var bullet = new Piece(line, text, isBullet: true);
        _bullets.Add(bullet);
        return bullet;
    }

    /// <summary>For when something follows the paragraphs behind the bullets, so that they are no conclusion.</summary>
    public void KeepAfterBullets(ArticleRemarks remarks)
    {
        foreach (var paragraph in _afterBullets)
        {
            remarks.Warn(paragraph.Start, $"The paragraph stands behind bullets of section {number} but is not the conclusion; "
                + "it was added to the section's text above the bullets.");
            _body.Add(paragraph);
        }

        _afterBullets.Clear();
    }

    public void AddToBody(Piece paragraph) => _body.Add(paragraph);

    public string TakeConclusion() => Piece.Join(_afterBullets);

    public ArticleSection Finish(ArticleRemarks remarks)
    {
        if (heading.Length == 0)
            remarks.Warn(start, $"Section {number} has no heading. Right would be a line such as \"{number}. Heading:\".");

        var bullets = new List<ArticleBullet>();
        foreach (var piece in _bullets)
        {
            if (piece.IsEmpty)
            {
                remarks.LeaveOut(piece.Start, "A bullet with nothing behind it and nothing directly below it.");
                continue;
            }

            var bullet = LineMarks.PartBullet(piece.Start.Kind == LineKind.Bullet ? LineMarks.WithPlainLabel(piece.Text) : piece.Text);
            if (bullet.Text.Length == 0)
                remarks.Warn(piece.Start, $"The bullet {ArticleRemarks.Quote(bullet.Label)} has a label but no text.");

            bullets.Add(bullet);
        }

        if (bullets.Count == 0)
            remarks.Warn(start, $"Section {number} has no bullets. Right would be lines such as \"• Label: text\" below it.");

        return new ArticleSection(number, heading, Piece.Join(_body), bullets);
    }
}
