namespace Cms.Importing;

/// <summary>Reads guide articles from plain text, Markdown, HTML and Word files.</summary>
public static class ArticleParser
{
    /// <summary>
    /// Reads a file in whichever form its content shows. Never throws for what it holds, follows no address in it and reads no other
    /// file; what it unpacks and how deep it goes is limited. Refusals and remarks are as for text.
    /// </summary>
    public static ArticleReading Read(byte[] content)
    {
        ArgumentNullException.ThrowIfNull(content);

        if (content.AsSpan().StartsWith("PK\u0003\u0004"u8))
        {
            var paragraphs = WordLines.Read(content);
            return paragraphs.Problem is { } problem ? ArticleRemarks.Refuse(1, problem.Message) : CountParagraphs(new ArticleWalk(paragraphs.Value).Run());
        }

        var decoded = FileText.Decode(content);
        if (decoded.Problem is { } unreadable)
            return ArticleRemarks.Refuse(1, unreadable.Message);

        var text = decoded.Value;
        if (HtmlLines.IsHtml(text))
        {
            var lines = HtmlLines.Read(text);
            return lines.Problem is { } problem ? ArticleRemarks.Refuse(1, problem.Message) : new ArticleWalk(lines.Value).Run();
        }

        var source = SourceLine.Split(text);
        return new ArticleWalk(MarkdownLines.IsMarkdown(source) ? MarkdownLines.Mark(source) : source).Run();
    }

    /// <summary>
    /// Reads one file's text. Never throws for what the text holds: a text that is no article comes back without one and with
    /// the reasons in <see cref="ArticleReading.Refusals"/>. Every line that is not blank is in the article or in
    /// <see cref="ArticleReading.LeftOut"/>. Only white space at the edges of pieces is taken off; no text is normalised.
    /// </summary>
    public static ArticleReading Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        var lines = SourceLine.Split(text);
        return new ArticleWalk(lines).Run();
    }

    private static ArticleReading CountParagraphs(ArticleReading reading)
    {
        return new ArticleReading(reading.Article, Count(reading.Refusals), Count(reading.Warnings), Count(reading.LeftOut));

        static ArticleRemark[] Count(IEnumerable<ArticleRemark> remarks) => [.. remarks.Select(remark => remark with { Unit = "Paragraph" })];
    }
}
