using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Ganss.Xss;

namespace Cms.Liquid;

/// <summary>HTML that is safe to show, whoever wrote it: no scripts, no forms, no styles, no addresses that run code.</summary>
public static class SafeHtml
{
    // The attributes of the elements that Sanitizer lets through.
    private static readonly string[] Addresses = ["href", "src", "cite", "longdesc", "background"];

    // Sanitizing only reads its settings, so one serves all requests at once.
    private static readonly HtmlSanitizer Sanitizer = MakeSanitizer();

    /// <summary>The HTML without what could do harm; what is harmless stays as it was written.</summary>
    /// <param name="html">The source.</param>
    /// <param name="links">Where links within the site lead; those by id that lead nowhere become plain text.</param>
    public static string Of(string html, SiteLinks links) => Sanitizer.Sanitize(links.MayChange(html) ? Resolve(html, links) : html);

    /// <summary>The ids of the items that links by id name, each once, in order.</summary>
    public static IReadOnlyList<string> LinkedIds(string html)
    {
        var ids = new OrderedDictionary<string, bool>(StringComparer.Ordinal);
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
