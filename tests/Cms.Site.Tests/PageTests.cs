using System.Net;
using System.Text.RegularExpressions;

namespace Cms.Site.Tests;

public abstract partial class PageTests(RunningSite site)
{
    private const string Guide = "/guides/building-a-steady-sleep-routine";

    [Fact]
    public async Task Home_lists_every_guide_with_a_link()
    {
        var html = WebUtility.HtmlDecode(await site.ReadHtmlAsync("/"));
        var guides = (await site.QueryAsync("{ guideArticle { displayText path } }")).GetProperty("guideArticle").EnumerateArray().ToList();

        Assert.True(guides.Count >= 8);
        Assert.All(guides, guide => Assert.Contains($"<a href=\"/{guide.GetProperty("path")}\">{guide.GetProperty("displayText")}</a>", html, StringComparison.Ordinal));
        Assert.DoesNotContain("class=\"pager\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_keyword_says_what_else_it_is_called_and_is_found_by_that_in_imported_articles()
    {
        var path = await site.ImportAsync("""
            A guide with another name of its keyword
            Date created: Thursday, November 20, 2025

            The introduction.

            1. Rest:
            • Lie down.

            Keywords: Insomnia
            """);

        Assert.Contains("<a href=\"/keywords/sleep\">Sleep</a>", await site.ReadHtmlAsync(path), StringComparison.Ordinal);
        Assert.Contains("<p class=\"kicker\">Also called Insomnia, Sleeping Better</p>", await site.ReadHtmlAsync("/keywords/sleep"), StringComparison.Ordinal);
        Assert.DoesNotContain("Also called", await site.ReadHtmlAsync("/keywords/recovery"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guide_shows_its_pieces_in_their_order()
    {
        await site.ImportAsync("""
            A guide in order
            Date created: Thursday, November 20, 2025

            The introduction.

            1. First steps:
            A body.
            • Walk: slowly.
            • Just rest.

            2. Later steps:
            • Sing: loudly.

            The conclusion.

            Keywords: Ordered Living, Slow Songs
            """);

        var html = await site.ReadHtmlAsync("/guides/a-guide-in-order");

        var at = 0;
        foreach (var piece in new[]
        {
            "<h1>A guide in order</h1>",
            "Date created: <time datetime=\"2025-11-20\">Thursday, November 20, 2025</time>",
            "<p>The introduction.</p>",
            "<h2><span class=\"step-number\">1</span> First steps</h2>", "<p>A body.</p>", "<li><strong>Walk</strong>: slowly.</li>", "<li>Just rest.</li>",
            "<h2><span class=\"step-number\">2</span> Later steps</h2>", "<li><strong>Sing</strong>: loudly.</li>",
            "<h2>Conclusion</h2>", "<p>The conclusion.</p>",
            "<a href=\"/keywords/ordered-living\">Ordered Living</a>", "<a href=\"/keywords/slow-songs\">Slow Songs</a>",
        })
        {
            var found = html.IndexOf(piece, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"{piece} is missing or out of order in {html}");
            at = found;
        }
    }

    [Fact]
    public async Task An_article_without_its_optional_pieces_leaves_no_empty_elements()
    {
        var path = await site.ImportAsync("Only what must be\n\n1. One:\n• Act.\n");

        var html = await site.ReadHtmlAsync(path);

        Assert.DoesNotContain("Date created", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Conclusion", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Keywords", html, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"introduction", html, StringComparison.Ordinal);
        Assert.DoesNotMatch(EmptyElement(), html);
    }

    [Fact]
    public async Task A_keyword_page_lists_exactly_the_guides_with_that_keyword()
    {
        await site.ImportAsync(Articles.Brief("Tea alone", keywords: "Tea"));
        await site.ImportAsync(Articles.Brief("Tea and bread", keywords: "Bread, Tea"));
        await site.ImportAsync(Articles.Brief("Bread alone", keywords: "Bread, Teapots"));

        var html = await site.ReadHtmlAsync("/keywords/tea");

        Assert.Equal(["Tea alone", "Tea and bread"], Row().Matches(html).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("/guides/nowhere")]
    [InlineData("/guides")]
    [InlineData("/keywords")]
    [InlineData("/guides/%2e%2e/x")]
    [InlineData("/guides/<script>alert(1)</script>")]
    public async Task An_address_without_a_page_shows_the_page_for_it(string path)
    {
        var html = await site.ReadHtmlAsync(path, status: HttpStatusCode.NotFound);

        Assert.Contains("<h1>Page not found</h1>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Guide + "/", Guide)]
    [InlineData("/Guides/Building-A-Steady-Sleep-Routine", Guide)]
    public async Task Another_spelling_of_an_address_leads_to_the_right_one(string spelling, string right)
    {
        using var answer = await site.GetAsync(spelling);

        Assert.Equal((HttpStatusCode.MovedPermanently, right), (answer.StatusCode, answer.Headers.Location?.ToString()));
    }

    [Theory]
    [InlineData("/")]
    [InlineData(Guide)]
    [InlineData("/nowhere")]
    public async Task Pages_tell_browsers_to_be_careful_and_nothing_about_the_server(string path)
    {
        using var answer = await site.GetAsync(path);

        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("default-src 'self'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("strict-origin-when-cross-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData(Guide)]
    [InlineData("/media/acknowledgement.png")]
    [InlineData("/assets/site.css")]
    public async Task What_a_browser_has_already_is_not_sent_again(string path)
    {
        using var first = await site.GetAsync(path);
        using var again = await site.GetAsync(path, ifNoneMatch: first.Headers.ETag!.ToString());
        using var other = await site.GetAsync(path, ifNoneMatch: "\"something-else\"");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotModified, HttpStatusCode.OK), (first.StatusCode, again.StatusCode, other.StatusCode));
        Assert.Empty(await again.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task HEAD_gives_the_headers_of_a_page_and_nothing_else()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, Guide);

        using var answer = await site.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Content.Headers.ContentLength > 1000);
    }

    [GeneratedRegex(@"<(p|h1|h2|li|ul|div|section|strong|time|footer)\b[^>]*>\s*</\1>")]
    private static partial Regex EmptyElement();

    [GeneratedRegex("<h2><a href=\"[^\"]*\">([^<]*)</a></h2>")]
    private static partial Regex Row();
}
