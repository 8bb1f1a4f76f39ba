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
    private static readonly MarkdownPipeline WithHtml = new MarkdownPipelineBuilder().UseAutoLinks().UsePipeTables().Build();

    /// <summary>Block HTML: paragraphs, lists, links. HTML in the source is shown as text.</summary>
    /// <param name="source">The Markdown. What nests deeper than people write is shown as it is.</param>
    /// <param name="links">Where links within the site lead; those by id that lead nowhere become plain text.</param>
    public static string ToHtml(string source, SiteLinks links)
    {
        if (Read(source, Pipeline) is not { } document)
            return HtmlText.Encode(source);

        var html = Render(document, Pipeline, links.MayChange(source) ? links : null);

        // With HTML in the source switched off, addresses of links and pictures are all that could do harm (javascript:).
        // Most texts have none, and parsing them again would be the dearest step of a page.
        return html.Contains(" href=", StringComparison.Ordinal) || html.Contains(" src=", StringComparison.Ordinal)
            ? SafeHtml.Of(html, SiteLinks.None)
            : html;
    }

    /// <summary>As <see cref="ToHtml"/>, for a source whose field lets HTML stand in it: that is shown too, without what could do harm.</summary>
    public static string WithHtmlToHtml(string source, SiteLinks links) => Read(source, WithHtml) is { } document
        ? SafeHtml.Of(Render(document, WithHtml, null), links)
        : HtmlText.Encode(source);

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
    public static string ToPlainText(string source) => Read(source, Pipeline) is { } document
        ? WebUtility.HtmlDecode(Write(document, Pipeline, writer => new HtmlRenderer(writer) { EnableHtmlForBlock = false, EnableHtmlForInline = false, EnableHtmlEscape = false })).Trim()
        : source.Trim();

    /// <summary>As <see cref="LinkedIds"/>, for a source in which HTML may stand.</summary>
    public static IReadOnlyList<string> LinkedIdsWithHtml(string source) => Read(source, WithHtml) is { } document ? SafeHtml.LinkedIds(document.ToHtml(WithHtml)) : [];

    /// <summary>The ids of the items that links by id name, each once, in order.</summary>
    public static IReadOnlyList<string> LinkedIds(string source)
    {
        var ids = new OrderedDictionary<string, bool>(StringComparer.Ordinal);
        foreach (var inline in Read(source, Pipeline)?.Descendants<Inline>() ?? [])
        {
            if (ContentLink.TryRead(AddressOf(inline), out var id, out _))
                ids.TryAdd(id, true);
        }

        return [.. ids.Keys];
    }

    /// <summary>The source with the text alone of links by id that lead to this item; an address that stands for itself is left out. HTML in it stays as it is.</summary>
    public static string WithoutLinks(string source, string id)
    {
        // From the last to the first, so that the places of those before stay right, and of nested ones the inner first.
        var links = (Read(source, Rewriting.WithPlaces)?.Descendants<Inline>() ?? []).Where(inline => ContentLink.TryRead(AddressOf(inline), out var linked, out _) && linked == id)
            .OrderByDescending(inline => inline.Span.Start).ToList();
        foreach (var link in links)
        {
            var text = link is LinkInline { FirstChild: { } first, LastChild: { } last } && last.Span.End < link.Span.End ? source[first.Span.Start..(last.Span.End + 1)] : "";
            source = string.Concat(source.AsSpan(0, link.Span.Start), text, source.AsSpan(link.Span.End + 1));
        }

        return source;
    }

    // Pages never need it, and wait for the making of the others.
    private static class Rewriting
    {
        internal static readonly MarkdownPipeline WithPlaces = new MarkdownPipelineBuilder().DisableHtml().UseAutoLinks().UsePipeTables().UsePreciseSourceLocation().Build();
    }

    private static string AddressOf(Inline inline) => (inline as LinkInline)?.Url ?? (inline as AutolinkInline)?.Url ?? "";

    private static MarkdownDocument? Read(string source, MarkdownPipeline pipeline)
    {
        try
        {
            return Markdown.Parse(source, pipeline);
        }
        catch (ArgumentException)
        {
            // The parser's answer to what nests too deep, which is nothing that people write; there is no other way to ask.
            return null;
        }
    }

    private static string Render(MarkdownDocument document, MarkdownPipeline pipeline, SiteLinks? links)
    {
        if (links is null)
            return document.ToHtml(pipeline);

        // A list, as links are taken out on the way.
        foreach (var inline in document.Descendants<Inline>().ToList())
        {
            if (inline is LinkInline { Url: { } url } link)
                Resolve(link, links.AddressOf(url));
            else if (inline is AutolinkInline { IsEmail: false } shown && ContentLink.TryRead(shown.Url, out _, out _))
                Resolve(shown, links.AddressOf(shown.Url));
        }

        return Write(document, pipeline, writer => new HtmlRenderer(writer));
    }

    private static string Write(MarkdownDocument document, MarkdownPipeline pipeline, Func<TextWriter, HtmlRenderer> rendererFor)
    {
        using var writer = new StringWriter();
        var renderer = rendererFor(writer);
        pipeline.Setup(renderer);
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
