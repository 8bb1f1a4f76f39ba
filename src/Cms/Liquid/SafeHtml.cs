using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using AngleSharp.Text;
using Ganss.Xss;

namespace Cms.Liquid;

/// <summary>HTML that is safe to show, whoever wrote it: no scripts, no forms, no styles, no addresses that run code.</summary>
public static class SafeHtml
{
    /// <summary>How deep elements may nest. Reading takes the square of it, and no text needs more.</summary>
    public const int DeepestNesting = 500;

    // The document, html and body.
    private const int ElementsAroundBody = 3;

    // The attributes of the elements that Sanitizer lets through.
    private static readonly string[] Addresses = ["href", "src", "cite", "longdesc", "background"];

    // Sanitizing only reads its settings, so one serves all requests at once.
    private static readonly HtmlSanitizer Sanitizer = MakeSanitizer();
    private static readonly HtmlSanitizer SanitizerOfSources = MakeSanitizer(ContentLink.Scheme);

    /// <summary>The HTML without what could do harm; what is harmless stays as it was written. What nests deeper than it may is shown as text.</summary>
    /// <param name="html">The source.</param>
    /// <param name="links">Where links within the site lead; those by id that lead nowhere become plain text.</param>
    public static string Of(string html, SiteLinks links)
    {
        if (Read(html) is not { } document)
            return HtmlText.Encode(html);

        // Before the sanitizer, which has the last word on what comes out.
        if (links.MayChange(html))
            Resolve(document.Body!, links);

        return Clean(document, Sanitizer);
    }

    /// <summary>
    /// The source without what could do harm, to be stored: links by id stay. Just as it was written when there is nothing to take out, or when it is
    /// too deep to be looked through.
    /// </summary>
    public static string SourceOf(string html)
    {
        if (!html.Contains('<', StringComparison.Ordinal) || Read(html) is not { } document)
            return html;

        var written = Write(document);
        var clean = Clean(document, SanitizerOfSources);
        return clean == written ? html : clean;
    }

    /// <summary>True when elements in the HTML nest deeper than <see cref="DeepestNesting"/>, as a browser would read it.</summary>
    public static bool IsTooDeep(string html) => Read(html) is null;

    /// <summary>The ids of the items that links by id name, each once, in order.</summary>
    public static IReadOnlyList<string> LinkedIds(string html)
    {
        var ids = new OrderedDictionary<string, bool>(StringComparer.Ordinal);
        foreach (var element in Read(html)?.Body!.QuerySelectorAll("*") ?? Enumerable.Empty<IElement>())
        {
            foreach (var name in Addresses)
            {
                if (ContentLink.TryRead(element.GetAttribute(name) ?? "", out var id, out _))
                    ids.TryAdd(id, true);
            }
        }

        return [.. ids.Keys];
    }

    /// <summary>The source with the text alone of links by id that lead to this item, and without other addresses that name it.</summary>
    public static string WithoutLinks(string html, string id)
    {
        if (Read(html) is not { } document)
            return html;

        foreach (var element in document.Body!.QuerySelectorAll("*").ToList())
        {
            foreach (var name in Addresses)
            {
                if (!ContentLink.TryRead(element.GetAttribute(name) ?? "", out var linked, out _) || linked != id)
                    continue;

                if (element is IHtmlAnchorElement)
                    element.Replace([.. element.ChildNodes]);
                else
                    element.RemoveAttribute(name);
            }
        }

        return Write(document);
    }

    private static void Resolve(IElement body, SiteLinks links)
    {
        foreach (var element in body.QuerySelectorAll("*").ToList())
        {
            foreach (var name in Addresses)
            {
                if (element.GetAttribute(name) is not { } written)
                    continue;

                if (links.AddressOf(written) is { } address)
                    element.SetAttribute(name, address);
                else if (element is IHtmlAnchorElement)
                    element.Replace([.. element.ChildNodes]);
                else
                    element.RemoveAttribute(name);
            }
        }
    }

    private static string Clean(IHtmlDocument document, HtmlSanitizer sanitizer) => Write(sanitizer.SanitizeDom(document, document.Body));

    private static string Write(IHtmlDocument document) => document.Body!.ChildNodes.ToHtml(HtmlFormatter.Instance);

    // Null when it nests too deep, by the parser's own reading: what ends where only the parser knows. Parsing stops near there, as its time grows with the square of it.
    private static IHtmlDocument? Read(string html)
    {
        IElement? last = null;
        try
        {
            var document = new HtmlParser(new HtmlParserOptions { OnCreated = Look }).ParseDocument($"<!doctype html><body>{html}");
            return LevelsIn(document.Body!) > DeepestNesting ? null : document;
        }
        catch (NestsTooDeepException)
        {
            return null;
        }

        // An element that is made has no place yet, the one before it has.
        void Look(IElement made, TextPosition at)
        {
            var depth = -ElementsAroundBody;
            for (INode? node = last; node is not null; node = node.Parent)
            {
                if (++depth > DeepestNesting)
                    throw new NestsTooDeepException();
            }

            last = made;
        }
    }

    private static int LevelsIn(IElement body)
    {
        var levels = 0;
        for (var level = body.Children.ToList(); level.Count > 0; level = [.. level.SelectMany(element => element.Children)])
            levels++;
        return levels;
    }

    private static HtmlSanitizer MakeSanitizer(params ReadOnlySpan<string> schemes)
    {
        var sanitizer = new HtmlSanitizer();
        sanitizer.AllowedAttributes.Remove("style");
        sanitizer.AllowedAttributes.Remove("class");
        sanitizer.AllowedTags.Remove("form");
        sanitizer.AllowedTags.Remove("input");
        sanitizer.AllowedTags.Remove("button");
        sanitizer.AllowedSchemes.Add(Uri.UriSchemeMailto);
        sanitizer.AllowedSchemes.Add("tel");
        foreach (var scheme in schemes)
            sanitizer.AllowedSchemes.Add(scheme);
        return sanitizer;
    }

    // Never leaves this file: the parser can be stopped in no other way.
    private sealed class NestsTooDeepException : Exception;
}
