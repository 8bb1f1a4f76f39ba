using Cms.Liquid;

namespace Cms.Tests.Liquid;

public sealed class SiteLinksTests
{
    private static readonly Dictionary<string, string> Paths = new() { ["page1"] = "guides/spánek", ["page2"] = "guides/b" };

    private static readonly SiteLinks Root = new("", Paths);
    private static readonly SiteLinks Prefixed = new("/two", Paths);

    [Theory]
    [InlineData("[x](content:page2)", "<p><a href=\"/guides/b\">x</a></p>")]
    [InlineData("[x](content:page1)", "<p><a href=\"/guides/sp%C3%A1nek\">x</a></p>")]
    [InlineData("[x](Content:page2#section-2)", "<p><a href=\"/guides/b#section-2\">x</a></p>")]
    [InlineData("[x](content:page2?page=2#y \"title\")", "<p><a href=\"/guides/b?page=2#y\" title=\"title\">x</a></p>")]
    [InlineData("[*x* y][1]\n\n[1]: content:page2", "<p><a href=\"/guides/b\"><em>x</em> y</a></p>")]
    [InlineData("<content:page2>", "<p><a href=\"/guides/b\">/guides/b</a></p>")]
    [InlineData("![x](content:page2)", "<p><img src=\"/guides/b\" alt=\"x\"></p>")]
    [InlineData("a [x](content:gone) b", "<p>a x b</p>")]
    [InlineData("[*x* **y**](content:gone#z)", "<p><em>x</em> <strong>y</strong></p>")]
    [InlineData("[x](content:gone)[y](content:page2)", "<p>x<a href=\"/guides/b\">y</a></p>")]
    [InlineData("![x](content:gone)", "<p>x</p>")]
    [InlineData("<content:gone>", "<p>content:gone</p>")]
    [InlineData("[x](/guides/y)", "<p><a href=\"/guides/y\">x</a></p>")]
    [InlineData("| a |\n|---|\n| [x](content:page2) |", "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td><a href=\"/guides/b\">x</a></td>\n</tr>\n</tbody>\n</table>")]
    [InlineData("`[x](content:page2)`", "<p><code>[x](content:page2)</code></p>")]
    [InlineData("[x](content:page2/../y)", "<p><a>x</a></p>")]
    public void Links_by_id_in_markdown_lead_to_pages_or_become_text(string source, string html) =>
        Assert.Equal(html, MarkdownText.ToHtml(source, Root).TrimEnd());

    [Theory]
    [InlineData("<a href=\"content:page2\">x</a>", "<a href=\"/guides/b\">x</a>")]
    [InlineData("<A HREF=content:page1#a>x</A>", "<a href=\"/guides/sp%C3%A1nek#a\">x</a>")]
    [InlineData("<p>a <a href='content:gone'>x <b>y</b></a> z</p>", "<p>a x <b>y</b> z</p>")]
    [InlineData("<img src=\"content:gone\" alt=\"x\">", "<img alt=\"x\">")]
    [InlineData("<a href=\"content:gone\" onclick=\"a()\">x<script>a()</script></a>", "x")]
    [InlineData("<a href=\"javascript:a()\">x</a> content:page2", "<a>x</a> content:page2")]
    [InlineData("<a href=\"/guides/y\">x</a>", "<a href=\"/guides/y\">x</a>")]
    public void Links_by_id_in_html_lead_to_pages_or_become_text(string source, string html) => Assert.Equal(html, SafeHtml.Of(source, Root));

    [Theory]
    [InlineData("[x](content:page2#s)", "<p><a href=\"/two/guides/b#s\">x</a></p>")]
    [InlineData("[x](/guides/y?a=b#c)", "<p><a href=\"/two/guides/y?a=b#c\">x</a></p>")]
    [InlineData("[x](/)", "<p><a href=\"/two/\">x</a></p>")]
    [InlineData("![x](/media/a.png)", "<p><img src=\"/two/media/a.png\" alt=\"x\"></p>")]
    [InlineData("[x](//other.example/a)", "<p><a href=\"//other.example/a\">x</a></p>")]
    [InlineData("[x](https://other.example/a)", "<p><a href=\"https://other.example/a\">x</a></p>")]
    [InlineData("[x](#a) [y](guides/y)", "<p><a href=\"#a\">x</a> <a href=\"guides/y\">y</a></p>")]
    public void Links_within_a_site_with_a_prefix_begin_with_it(string source, string html)
    {
        Assert.Equal(html, MarkdownText.ToHtml(source, Prefixed).TrimEnd());
        Assert.Equal(html, SafeHtml.Of(MarkdownText.ToHtml(source, new SiteLinks("", Paths)).TrimEnd().Replace("\"/guides/b#s", "\"content:page2#s", StringComparison.Ordinal), Prefixed));
    }

    [Theory]
    [InlineData("content:a content:B1-x CONTENT:c", "a B1 c")]
    [InlineData("content:content:x", "content x")]
    [InlineData("content: content:", "")]
    [InlineData("content:0123456789012345678901234567", "01234567890123456789012345")]
    public void Everything_that_may_be_an_id_is_looked_up(string text, string ids) => Assert.Equal(ids, string.Join(' ', ContentLink.CandidatesIn(text)));
}
