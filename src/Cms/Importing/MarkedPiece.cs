namespace Cms.Importing;

/// <summary>What a web page or a Word file says that a piece of its text is.</summary>
internal enum PieceMark
{
    /// <summary>A paragraph.</summary>
    Paragraph,

    /// <summary>A heading, with its level.</summary>
    Heading,

    /// <summary>An item of a list.</summary>
    Bullet,

    /// <summary>What belongs to the page and not to its article.</summary>
    Furniture,

    /// <summary>A picture, with the text for readers who cannot see it.</summary>
    Picture,
}

/// <summary>A piece of a web page or a Word file.</summary>
/// <param name="Number">The line or paragraph where it begins.</param>
/// <param name="Mark">What it is.</param>
/// <param name="Level">The level of a heading; 0 for a title that is marked as such.</param>
/// <param name="Plain">Its text.</param>
/// <param name="Markdown">Its text with emphasis and links in Markdown.</param>
internal readonly record struct MarkedPiece(int Number, PieceMark Mark, int Level, string Plain, string Markdown)
{
    /// <summary>The pieces as lines of an article, each parted from the next.</summary>
    public static List<SourceLine> ToLines(IReadOnlyList<MarkedPiece> pieces)
    {
        var firstHeading = -1;
        var hasText = false;
        var levels = new List<int>();
        foreach (var piece in pieces)
        {
            if (piece.Mark == PieceMark.Heading)
                levels.Add(piece.Level);
            if (piece.Mark == PieceMark.Heading && firstHeading < 0)
                firstHeading = piece.Number;
            hasText |= firstHeading < 0 && piece.Mark is not (PieceMark.Furniture or PieceMark.Picture);
        }

        var headings = new HeadingLevels(levels, hasText);
        var index = 0;
        var lines = new List<SourceLine>(pieces.Count * 2);
        foreach (var piece in pieces)
        {
            lines.Add(piece.Mark switch
            {
                PieceMark.Heading => new SourceLine(piece.Number, piece.Plain, headings.KindOf(index++, piece.Level)),
                PieceMark.Bullet => new SourceLine(piece.Number, piece.Markdown, LineKind.Bullet),
                PieceMark.Picture => new SourceLine(piece.Number, piece.Plain, LineKind.Picture),
                PieceMark.Furniture => new SourceLine(piece.Number, piece.Plain, LineKind.Furniture),
                _ when headings.HasSections => new SourceLine(piece.Number, LineMarks.IsLabel(piece.Plain) ? piece.Plain : piece.Markdown, LineKind.Paragraph),
                _ => new SourceLine(piece.Number, LineMarks.IsLabel(piece.Plain) || LineMarks.IsNumbered(piece.Plain, out _, out _) ? piece.Plain : piece.Markdown),
            });
            lines.Add(new SourceLine(piece.Number, ""));
        }

        return lines;
    }
}
