namespace Cms.Importing;

/// <summary>
/// What came of reading a file: the article, or the reasons why it is none, and what somebody should look at.
/// Each list is in the order of the file's lines.
/// </summary>
public sealed record ArticleReading(
    Article? Article,
    IReadOnlyList<ArticleRemark> Refusals,
    IReadOnlyList<ArticleRemark> Warnings,
    IReadOnlyList<ArticleRemark> LeftOut);

/// <summary>
/// Tells an editor what was met on a line (the first is 1). The text is the line it is about, in full and trimmed,
/// and empty when the remark is about something that is missing.
/// </summary>
public sealed record ArticleRemark(int Line, string Message, string Text)
{
    /// <summary>What is counted: lines, or paragraphs where a form has no lines.</summary>
    public string Unit { get; init; } = "Line";

    public override string ToString() =>
        Text.Length == 0 ? $"{Unit} {Line}: {Message}" : $"{Unit} {Line}: {Message} The {Unit.ToLowerInvariant()} reads \"{Text}\".";
}
