using System.Net;
using Cms.Site.Tests;

namespace Cms.Browser.Tests;

public sealed class LoadingTests(Chromium chromium, RunningSite site) : VisitingTests(chromium, site)
{
    // Sources and crisis help lead to other sites; a test does not ask those.
    private static readonly string[] SchemesToOthers = [Uri.UriSchemeHttps, "tel"];

    [Theory]
    [InlineData(SitePage.Home, 200)]
    [InlineData(SitePage.Article, 200)]
    [InlineData(SitePage.Keyword, 200)]
    [InlineData(SitePage.NotFound, 404)]
    public async Task A_page_loads_from_its_own_site_without_a_complaint(SitePage page, int status)
    {
        await using var opened = await OpenAsync(page);

        Assert.Equal(status, opened.Status);
        Assert.All(opened.Requests, address => Assert.StartsWith(Root.ToString(), address, StringComparison.Ordinal));
        AssertNone(opened.Errors);
    }

    [Theory]
    [InlineData(SitePage.Home)]
    [InlineData(SitePage.Article)]
    [InlineData(SitePage.Keyword)]
    public async Task Every_link_leads_somewhere(SitePage page)
    {
        await using var opened = await OpenAsync(page);

        var links = (await opened.ListLinksAsync()).Distinct().Select(link => new Uri(link)).ToList();

        var own = links.Where(link => link.Authority == Root.Authority).ToList();
        Assert.NotEmpty(own);
        Assert.All(links.Except(own), link => Assert.Contains(link.Scheme, SchemesToOthers));
        foreach (var link in own)
        {
            using var answer = await Site.Client.GetAsync(link, Cancel);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{link} answers {answer.StatusCode}");
            if (link.Fragment.Length > 1)
                Assert.Equal(1, await opened.Page.Locator(link.Fragment).CountAsync());
        }
    }
}
