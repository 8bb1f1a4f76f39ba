using System.Net;
using Markdig;

namespace Cms.Liquid;

/// <summary>Markdown source as HTML that is safe to show, whoever wrote it.</summary>
public static class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UseAutoLinks().UsePipeTables().Build();

    /// <summary>Block HTML: paragraphs, lists, links. HTML in the source is shown as text.</summary>
    public static string ToHtml(string source)
    {
        var html = Markdown.ToHtml(source, Pipeline);

        // With HTML in the source switched off, addresses of links and pictures are all that could do harm (javascript:).
        // Most texts have none, and parsing them again would be the dearest step of a page.
        return html.Contains(" href=", StringComparison.Ordinal) || html.Contains(" src=", StringComparison.Ordinal)
            ? SafeHtml.Of(html)
            : html;
    }

    /// <summary>HTML for a place within a line: a single paragraph loses its tags; anything longer stays as blocks.</summary>
    public static string ToInlineHtml(string source)
    {
        var html = ToHtml(source).Trim();
        const string open = "<p>", close = "</p>";
        return html.StartsWith(open, StringComparison.Ordinal) && html.EndsWith(close, StringComparison.Ordinal)
            && html.IndexOf(open, open.Length, StringComparison.Ordinal) < 0
                ? html[open.Length..^close.Length]
                : html;
    }

    /// <summary>The text without any mark-up, for excerpts and descriptions.</summary>
    public static string ToPlainText(string source) => WebUtility.HtmlDecode(Markdown.ToPlainText(source, Pipeline)).Trim();
}
