namespace Cms.Site.Tests;

/// <summary>A site with limits of GraphQL under Orchard Core's names and our own.</summary>
public sealed class SiteWithSmallLimits : RunningSite
{
    protected override string[] MoreArguments =>
        ["--OrchardCore_Apis_GraphQL:MaxDepth", "5", "--OrchardCore:OrchardCore_Apis_GraphQL:MaxNumberOfResults", "4", "--Cms:GraphQL:DefaultNumberOfResults", "2", "--Cms:GraphQL:MaxTokens", "200"];
}

/// <summary>Limits of GraphQL as an operator sets them.</summary>
public sealed class GraphQLSettingsTests(SiteWithSmallLimits site) : IClassFixture<SiteWithSmallLimits>
{
    [Fact]
    public async Task Limits_count_under_both_names()
    {
        using var deep = await site.GetAsync("/graphql?query={guideArticleConnection{edges{node{keywords{terms{displayText}}}}}}");
        using var many = await site.GetAsync("/graphql?query={guideArticle(first:5){displayText}}");
        using var tokens = await site.GetAsync($"/graphql?query={{{string.Concat(Enumerable.Repeat("__typename ", 200))}}}");
        var standard = await site.QueryAsync("{ guideArticle { displayText } }");

        Assert.Contains("6 levels deep; 5 are allowed", await TextAsync(deep), StringComparison.Ordinal);
        Assert.Contains("first may be 4 at most, not 5.", await TextAsync(many), StringComparison.Ordinal);
        Assert.Contains("more than 200 tokens", await TextAsync(tokens), StringComparison.Ordinal);
        Assert.Equal(2, standard.GetProperty("guideArticle").GetArrayLength());
    }

    private static Task<string> TextAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
