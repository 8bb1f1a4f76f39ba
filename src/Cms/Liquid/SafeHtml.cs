using System.Collections.Frozen;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Ganss.Xss;

namespace Cms.Liquid;

/// <summary>HTML that is safe to show, whoever wrote it: no scripts, no forms, no styles, no addresses that run code.</summary>
public static class SafeHtml
{
    /// <summary>How deep elements may nest. Reading takes the square of it, and no text needs more.</summary>
    public const int DeepestNesting = 500;

    // Elements that hold nothing, and those that end where the next one begins, so that people leave the end away.
    private static readonly FrozenSet<string> Shallow = new[]
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "option", "optgroup", "rb", "rt", "rp",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // The attributes of the elements that Sanitizer lets through.
    private static readonly string[] Addresses = ["href", "src", "cite", "longdesc", "background"];

    // Sanitizing only reads its settings, so one serves all requests at once.
    private static readonly HtmlSanitizer Sanitizer = MakeSanitizer();
    private static readonly HtmlSanitizer SanitizerOfSources = MakeSanitizer(ContentLink.Scheme);

    /// <summary>The HTML without what could do harm; what is harmless stays as it was written. What nests deeper than it may is shown as text.</summary>
    /// <param name="html">The source.</param>
    /// <param name="links">Where links within the site lead; those by id that lead nowhere become plain text.</param>
    public static string Of(string html, SiteLinks links) => IsTooDeep(html) ? HtmlText.Encode(html) : Sanitizer.Sanitize(links.MayChange(html) ? Resolve(html, links) : html);

    /// <summary>
    /// The source without what could do harm, to be stored: links by id stay. Just as it was written when there is nothing to take out, or when it is
    /// too deep to be looked through.
    /// </summary>
    public static string SourceOf(string html)
    {
        if (!html.Contains('<', StringComparison.Ordinal) || IsTooDeep(html))
            return html;

        var clean = SanitizerOfSources.Sanitize(html);
        return clean == Parse(html).ChildNodes.ToHtml(HtmlFormatter.Instance) ? html : clean;
    }

    /// <summary>True when elements in the HTML may nest deeper than <see cref="DeepestNesting"/>; found without reading it as HTML.</summary>
    public static bool IsTooDeep(string html)
    {
        var (open, at) = (0, 0);
        while ((at = html.IndexOf('<', at)) >= 0 && ++at < html.Length)
        {
            var ends = html[at] == '/';
            var name = NameAt(html, ends ? at + 1 : at);
            if (name.Length == 0 || Shallow.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name))
                continue;

            open = ends ? Math.Max(open - 1, 0) : open + 1;
            if (open > DeepestNesting)
                return true;
        }

        return false;
    }

    /// <summary>The ids of the items that links by id name, each once, in order.</summary>
    public static IReadOnlyList<string> LinkedIds(string html)
    {
        var ids = new OrderedDictionary<string, bool>(StringComparer.Ordinal);
        if (IsTooDeep(html))
            return [];

        foreach (var element in Parse(html).QuerySelectorAll("*"))
        {
            foreach (var name in Addresses)
            {
                if (ContentLink.TryRead(element.GetAttribute(name) ?? "", out var id, out _))
                    ids.TryAdd(id, true);
            }
        }

        return [.. ids.Keys];
    }

    // Before the sanitizer, which has the last word on what comes out.
    private static string Resolve(string html, SiteLinks links)
    {
        var body = Parse(html);
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

        return body.InnerHtml;
    }

    private static IElement Parse(string html) => new HtmlParser().ParseDocument($"<!doctype html><body>{html}").Body!;

    private static ReadOnlySpan<char> NameAt(string html, int start)
    {
        var end = start;
        while (end < html.Length && char.IsAsciiLetterOrDigit(html[end]))
            end++;
        return html.AsSpan(start, end - start);
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
}
