using System.Buffers;
using System.Text;

namespace Cms.Liquid;

/// <summary>Text for HTML.</summary>
public static class HtmlText
{
    private static readonly SearchValues<char> Special = SearchValues.Create("<>&\"'");

    /// <summary>
    /// The text with the five characters encoded that mean something in element content and in quoted attributes; all others stay.
    /// The framework's encoder would also write every emoji and plus sign as a number, which no one can read or search in the page.
    /// </summary>
    public static string Encode(string text)
    {
        var next = text.AsSpan().IndexOfAny(Special);
        if (next < 0)
            return text;

        var encoded = new StringBuilder(text.Length + 32);
        var rest = text.AsSpan();
        while (next >= 0)
        {
            encoded.Append(rest[..next]).Append(rest[next] switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '"' => "&quot;",
                _ => "&#39;",
            });
            rest = rest[(next + 1)..];
            next = rest.IndexOfAny(Special);
        }

        return encoded.Append(rest).ToString();
    }
}
