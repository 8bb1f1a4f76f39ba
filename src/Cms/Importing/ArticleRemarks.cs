namespace Cms.Importing;

/// <summary>Gathers what there is to say about a file while it is read.</summary>
internal sealed class ArticleRemarks
{
    private const int LongestQuote = 100;

    private readonly List<ArticleRemark> _warnings = [];
    private readonly List<ArticleRemark> _leftOut = [];

    public void Warn(SourceLine line, string message) => _warnings.Add(new ArticleRemark(line.Number, message, line.Text));

    /// <summary>For a warning about something missing, which has no line of its own to show.</summary>
    public void WarnMissing(int line, string message) => _warnings.Add(new ArticleRemark(line, message, ""));

    public void LeaveOut(SourceLine line, string reason) => _leftOut.Add(new ArticleRemark(line.Number, reason, line.Text));

    public ArticleReading Accept(Article article) => new(article, [], InOrder(_warnings), InOrder(_leftOut));

    // What was gathered on the way is dropped: of a file that is no article, warnings about its parts would only mislead.
    public static ArticleReading Refuse(int line, string message, string text = "") =>
        new(null, [new ArticleRemark(line, message, text)], [], []);

    /// <summary>The text in quotation marks, cut when it is too long for a message.</summary>
    public static string Quote(string text)
    {
        if (text.Length <= LongestQuote)
            return $"\"{text}\"";

        var end = char.IsHighSurrogate(text[LongestQuote - 1]) ? LongestQuote - 1 : LongestQuote;
        return $"\"{text[..end]}…\"";
    }

    private static ArticleRemark[] InOrder(List<ArticleRemark> remarks) => [.. remarks.OrderBy(remark => remark.Line)];
}
