using System.Net;
using Markdig;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Cms.Liquid;

/// <summary>Markdown source as HTML that is safe to show, whoever wrote it.</summary>
public static class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UseAutoLinks().UsePipeTables().Build();

    /// <summary>Block HTML: paragraphs, lists, links. HTML in the source is shown as text.</summary>
    /// <param name="source">The Markdown.</param>
    /// <param name="links">Where links within the site lead; those by id that lead nowhere become plain text.</param>
    public static string ToHtml(string source, SiteLinks links)
    {
        var html = links.MayChange(source) ? Render(source, links) : Markdown.ToHtml(source, Pipeline);

        // With HTML in the source switched off, addresses of links and pictures are all that could do harm (javascript:).
        // Most texts have none, and parsing them again would be the dearest step of a page.
        return html.Contains(" href=", StringComparison.Ordinal) || html.Contains(" src=", StringComparison.Ordinal)
            ? SafeHtml.Of(html, SiteLinks.None)
            : html;
    }

    /// <summary>HTML for a place within a line: a single paragraph loses its tags; anything longer stays as blocks.</summary>
    public static string ToInlineHtml(string source, SiteLinks links)
    {
        var html = ToHtml(source, links).Trim();
        const string open = "<p>", close = "</p>";
        return html.StartsWith(open, StringComparison.Ordinal) && html.EndsWith(close, StringComparison.Ordinal)
            && html.IndexOf(open, open.Length, StringComparison.Ordinal) < 0
                ? html[open.Length..^close.Length]
                : html;
    }

    /// <summary>The text without any mark-up, for excerpts and descriptions.</summary>
    public static string ToPlainText(string source) => WebUtility.HtmlDecode(Markdown.ToPlainText(source, Pipeline)).Trim();

    /// <summary>The ids of the items that links by id name, each once, in order.</summary>
    public static IReadOnlyList<string> LinkedIds(string source)
    {
        var ids = new OrderedDictionary<string, bool>(StringComparer.Ordinal);
        foreach (var inline in Markdown.Parse(source, Pipeline).Descendants<Inline>())
        {
            if (ContentLink.TryRead((inline as LinkInline)?.Url ?? (inline as AutolinkInline)?.Url ?? "", out var id, out _))
                ids.TryAdd(id, true);
        }

        return [.. ids.Keys];
    }

    private static string Render(string source, SiteLinks links)
    {
        var document = Markdown.Parse(source, Pipeline);

        // A list, as links are taken out on the way.
        foreach (var inline in document.Descendants<Inline>().ToList())
        {
            if (inline is LinkInline { Url: { } url } link)
                Resolve(link, links.AddressOf(url));
            else if (inline is AutolinkInline { IsEmail: false } shown && ContentLink.TryRead(shown.Url, out _, out _))
                Resolve(shown, links.AddressOf(shown.Url));
        }

        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.Render(document);
        return writer.ToString();
    }

    private static void Resolve(LinkInline link, string? address)
    {
        if (address is not null)
        {
            link.Url = address;

            // Links by reference would be written with the address of their definition.
            link.GetDynamicUrl = null;
            return;
        }

        while (link.FirstChild is { } child)
        {
            child.Remove();
            link.InsertBefore(child);
        }

        link.Remove();
    }

    // Written as <content:ID>: its address is all the text it has.
    private static void Resolve(AutolinkInline shown, string? address)
    {
        if (address is null)
            shown.ReplaceBy(new LiteralInline(shown.Url));
        else
            shown.ReplaceBy(new LinkInline(address, "").AppendChild(new LiteralInline(address)));
    }
}
