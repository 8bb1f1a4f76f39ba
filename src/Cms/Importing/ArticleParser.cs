namespace Cms.Importing;

/// <summary>Reads guide articles from plain text.</summary>
public static class ArticleParser
{
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
}
