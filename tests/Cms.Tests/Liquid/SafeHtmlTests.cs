using System.Diagnostics;
using Cms.Liquid;

namespace Cms.Tests.Liquid;

/// <summary>HTML loses what could do harm, and nothing else, on its way in and on its way out.</summary>
public sealed class SafeHtmlTests
{
    [Theory]
    [InlineData("<p onclick=\"x()\">a</p>", "<p>a</p>")]
    [InlineData("<script>x()</script>a", "a")]
    [InlineData("<a href=\"javascript:x()\">a</a>", "<a>a</a>")]
    [InlineData("<a href=\" JaVaScRiPt&#58;x()\">a</a>", "<a>a</a>")]
    [InlineData("<img src=x onerror=x()>", "<img src=\"x\">")]
    [InlineData("<svg><script>x()</script></svg>", "")]
    [InlineData("<iframe src=\"https://x\"></iframe>a", "a")]
    [InlineData("<form action=\"/x\"><input name=\"a\"></form>a", "a")]
    [InlineData("<p style=\"background:url(javascript:x())\">a</p>", "<p>a</p>")]
    [InlineData("<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=x()&gt;\">", null)]
    [InlineData("<object data=\"x\"></object><embed src=\"x\"><meta http-equiv=\"refresh\"><base href=\"//x\">a", "a")]
    [InlineData("<p onclick=x()>a<a href=\"content:sleep\">b</a></p>", "<p>a<a href=\"content:sleep\">b</a></p>")]
    public void What_could_do_harm_is_taken_out_of_a_source(string html, string? clean)
    {
        var source = SafeHtml.SourceOf(html);

        if (clean is not null)
            Assert.Equal(clean, source);
        Assert.DoesNotContain("onerror", source, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("script", source, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(source, SafeHtml.SourceOf(source));
    }

    [Theory]
    [InlineData("just text & more")]
    [InlineData("<p>a & b<br/>c</p>\n<UL><li>one<li>two</UL>")]
    [InlineData("<p title='x'>it's&nbsp;\"so\" &mdash; ä 🌱</p>")]
    [InlineData("<a href=\"content:sleep#top\">a</a> <a href=\"/guides/x?a=1&b=2\">b</a> <a href='mailto:a@example.org'>c</a>")]
    [InlineData("<table><tr><td>1</table><img src=/media/a.png alt=\"\">")]
    [InlineData("<pre>\n  code < more</pre>")]
    public void What_is_harmless_stays_letter_for_letter(string html) => Assert.Equal(html, SafeHtml.SourceOf(html));

    [Theory]
    [InlineData("<div>")]
    [InlineData("<b>")]
    [InlineData("<table><tr><td>")]
    [InlineData("</p><x-y>")]
    [InlineData("<div></x>")]
    [InlineData("<b><div></b>")]
    [InlineData("<li><ul></p>")]
    [InlineData("<svg><g></g>")]
    [InlineData("<div a='</div>'>")]
    [InlineData("<div><!--</div>-->")]
    public void What_nests_too_deep_is_shown_as_text_at_once(string piece)
    {
        var html = string.Concat(Enumerable.Repeat(piece, 100_000));
        var watch = Stopwatch.StartNew();

        var shown = SafeHtml.Of(html, SiteLinks.None);

        Assert.True(SafeHtml.IsTooDeep(html));
        Assert.Equal(HtmlText.Encode(html), shown);
        Assert.Empty(SafeHtml.LinkedIds(html + "<a href=content:a>"));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"It took {watch.Elapsed}.");
    }

    [Fact]
    public void A_long_text_of_many_paragraphs_and_lists_is_not_deep()
    {
        var html = string.Concat(Enumerable.Repeat("<h2>A</h2><p>one<p>two<br><img src=a><ul><li>x<li>y</ul><p>1 < 2 <b>c</b></p>", 2_000));

        Assert.False(SafeHtml.IsTooDeep(html));
    }
}
