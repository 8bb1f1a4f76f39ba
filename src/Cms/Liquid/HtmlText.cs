using System.Buffers;
using System.Collections.Frozen;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Cms.Liquid;

/// <summary>Text for HTML.</summary>
public static partial class HtmlText
{
    private static readonly FrozenSet<string> WithinWords =
        new[] { "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u", "var", "wbr" }
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

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

    /// <summary>What people read of HTML, however broken it is, for words and excerpts. Not safe to be put into HTML as it is: it is text.</summary>
    public static string ToPlainText(string html)
    {
        var text = new StringBuilder(html.Length);
        for (var at = 0; at < html.Length;)
        {
            var tag = Tag().Match(html, at);
            text.Append(html, at, (tag.Success ? tag.Index : html.Length) - at);
            if (!tag.Success)
                break;

            // Nothing closes a tag from here on, so only what goes on to the end is no text. Looking from each tag anew would take the square of the length.
            if (tag.Groups["open"].Success)
            {
                var hidden = Unclosed().Match(html, tag.Index);
                text.Append(html, tag.Index, (hidden.Success ? hidden.Index : html.Length) - tag.Index);
                break;
            }

            // Words stay whole where a mark begins or ends within them.
            if (!WithinWords.Contains(tag.Groups["name"].Value))
                text.Append(' ');
            at = tag.Index + tag.Length;
        }

        return WebUtility.HtmlDecode(text.ToString()).Trim();
    }

    // A comment, or a script or style with all it holds, or one tag, which may be open to the end.
    [GeneratedRegex("""<!--.*?(-->|$)|<(?<name>script|style)\b.*?(</\k<name>\s*>|$)|</?(?<name>[a-z][a-z0-9]*)\b[^>]*(>|(?<open>\z))""", RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex(@"<!--|<(script|style)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Unclosed();
}
