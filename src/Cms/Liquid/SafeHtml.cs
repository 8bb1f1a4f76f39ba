using Ganss.Xss;

namespace Cms.Liquid;

/// <summary>HTML that is safe to show, whoever wrote it: no scripts, no forms, no styles, no addresses that run code.</summary>
public static class SafeHtml
{
    // Sanitizing only reads its settings, so one serves all requests at once.
    private static readonly HtmlSanitizer Sanitizer = MakeSanitizer();

    /// <summary>The HTML without what could do harm; what is harmless stays as it was written.</summary>
    public static string Of(string html) => Sanitizer.Sanitize(html);

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
