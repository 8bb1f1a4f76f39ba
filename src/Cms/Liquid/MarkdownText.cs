using System.Net;
using Ganss.Xss;
using Markdig;

namespace Cms.Liquid;

/// <summary>Markdown source as HTML that is safe to show, whoever wrote it.</summary>
public static class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UseAutoLinks().UsePipeTables().Build();

    private static readonly HtmlSanitizer Sanitizer = MakeSanitizer();

    /// <summary>Block HTML: paragraphs, lists, links. HTML in the source is shown as text.</summary>
    public static string ToHtml(string source)
    {
        var html = Markdown.ToHtml(source, Pipeline).Trim();

        // With HTML in the source switched off, addresses of links and pictures are all that could do harm (javascript:).
        // Most texts have none, and parsing them again would be the dearest step of a page.
        return html.Contains(" href=", StringComparison.Ordinal) || html.Contains(" src=", StringComparison.Ordinal)
            ? Sanitizer.Sanitize(html)
            : html;
    }

    /// <summary>HTML for a place within a line: a single paragraph loses its tags; anything longer stays as blocks.</summary>
    public static string ToInlineHtml(string source)
    {
        var html = ToHtml(source);
        const string open = "<p>", close = "</p>";
        return html.StartsWith(open, StringComparison.Ordinal) && html.EndsWith(close, StringComparison.Ordinal)
            && html.IndexOf(open, open.Length, StringComparison.Ordinal) < 0
                ? html[open.Length..^close.Length]
                : html;
    }

    /// <summary>The text without any mark-up, for excerpts and descriptions.</summary>
    public static string ToPlainText(string source) => WebUtility.HtmlDecode(Markdown.ToPlainText(source, Pipeline)).Trim();

    private static HtmlSanitizer MakeSanitizer()
    {
        var sanitizer = new HtmlSanitizer();
        sanitizer.AllowedAttributes.Remove("style");
        sanitizer.AllowedAttributes.Remove("class");
        sanitizer.AllowedTags.Remove("form");
        sanitizer.AllowedTags.Remove("input");
        sanitizer.AllowedTags.Remove("button");
        sanitizer.AllowedSchemes.Add(Uri.UriSchemeMailto);
        sanitizer.AllowedSchemes.Add("tel");
        return sanitizer;
    }
}
