using System.Net;

namespace Cms.Site.Tests;

public sealed class FirstStartTests(RunningSite site) : IClassFixture<RunningSite>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Partner_apps_read_the_guides_without_a_token()
    {
        var data = await site.QueryAsync("{ guideArticle(first: 20, orderBy: {createdUtc: DESC}) { displayText path sections { number heading bullets { label text } } } }");

        var guides = data.GetProperty("guideArticle").EnumerateArray().ToList();
        Assert.Equal(8, guides.Count);
        Assert.All(guides, guide => Assert.InRange(guide.GetProperty("sections").GetArrayLength(), 8, 10));
    }

    [Fact]
    public async Task A_browser_reads_the_same_guides_as_pages()
    {
        var data = await site.QueryAsync("{ guideArticle(first: 1) { displayText path } }");
        var guide = data.GetProperty("guideArticle")[0];

        using var page = await site.Client.GetAsync("/" + guide.GetProperty("path").GetString(), Cancel);

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains($"<h1>{guide.GetProperty("displayText").GetString()}</h1>", await page.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_answers(string path)
    {
        using var answer = await site.Client.GetAsync(path, Cancel);

        Assert.Equal("Healthy", await answer.Content.ReadAsStringAsync(Cancel));
    }
}
