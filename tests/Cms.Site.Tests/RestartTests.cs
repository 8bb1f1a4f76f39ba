using System.Net;

namespace Cms.Site.Tests;

public abstract class RestartTests(RunningSite site)
{
    [Fact]
    public async Task A_second_start_keeps_everything_and_sets_up_nothing()
    {
        var path = await site.ImportAsync(Articles.Brief("Still here"));
        await site.RunRecipeAsync("""{ "name": "settings", "SiteName": "Renamed" }""");
        await site.CreateTenantAsync("Beside", "beside");
        var before = await AskAsync();

        await site.RestartAsync();

        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync(path));
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync("/beside/"));
        Assert.Equal(before, await AskAsync());
        Assert.Contains("Renamed", before, StringComparison.Ordinal);
    }

    private async Task<string> AskAsync()
    {
        var data = await site.QueryAsync("{ site { siteName } guideArticle(orderBy: {createdUtc: DESC}) { contentItemId contentItemVersionId path modifiedUtc createdUtc } }");
        return data.GetRawText();
    }
}
