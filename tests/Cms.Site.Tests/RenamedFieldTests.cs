using Cms.Tests;

namespace Cms.Site.Tests;

/// <summary>Apps and themes that ask for what was renamed go on working, until an operator ends it.</summary>
public sealed class RenamedFieldTests(RunningSite site) : IClassFixture<RunningSite>
{
    private const string AsBefore = """
        { guideArticle(orderBy: {dateCreated: DESC}, where: {dateCreated_gte: "2000-01-01", sections_some: {heading_contains: "e"}}, first: 3) { displayText path dateCreated sections { heading } } }
        """;

    [Fact]
    public async Task Queries_of_apps_and_pages_of_a_theme_stay_as_they_were_until_former_names_are_dropped()
    {
        var before = await site.QueryAsync(AsBefore);
        var path = "/" + before.GetProperty("guideArticle")[0].GetProperty("path").GetString();
        var page = await site.ReadHtmlAsync(path);

        await site.RunRecipeAsync("""{ "name": "RenameContentDefinition", "Fields": [{ "ContentPart": "GuideArticle", "From": "DateCreated", "To": "WrittenOn" }, { "ContentPart": "GuideSection", "From": "Heading", "To": "Headline" }] }""");
        var pageAfter = await site.ReadHtmlAsync(path);
        await site.RunRecipeAsync("""{ "name": "RenameContentDefinition", "ContentTypes": [{ "From": "GuideArticle", "To": "Guide" }] }""");
        var after = await site.QueryAsync(AsBefore);
        var now = await site.QueryAsync("{ guide(orderBy: {writtenOn: DESC}, first: 1) { dateCreated writtenOn } }");
        var printed = await site.ReadHtmlAsync("/api/graphql/schema.graphql");
        (await site.RunCommandAsync("definitions", "drop-names", "type", "Guide")).Succeeded();
        var dropped = (await site.RunCommandAsync("definitions", "drop-names", "field", "Guide", "WrittenOn")).Succeeded().Output;

        Assert.Equal(3, before.GetProperty("guideArticle").GetArrayLength());
        Assert.Equal(before.ToString(), after.ToString());
        Assert.Contains("Date created:", page, StringComparison.Ordinal);
        Assert.Contains("Date created:", pageAfter, StringComparison.Ordinal);
        Assert.Equal(now.GetProperty("guide")[0].GetProperty("writtenOn").GetString(), now.GetProperty("guide")[0].GetProperty("dateCreated").GetString());
        Assert.Contains("dateCreated: Date @deprecated(reason: \"Renamed to writtenOn.\")", printed, StringComparison.Ordinal);
        Assert.Contains("heading_contains: String @deprecated(reason: \"Renamed to headline.\")", printed, StringComparison.Ordinal);
        Assert.Contains("Setting GraphQLContentPartFieldSettings.FormerNames of field WrittenOn of part Guide becomes [] and was [\"DateCreated\"]", dropped, StringComparison.Ordinal);
        await Eventually.AsyncTrue(() => IsUnknownAsync("{ guide { dateCreated } }"));
        await Eventually.AsyncTrue(() => IsUnknownAsync("{ guideArticle { path } }"));
    }

    private async Task<bool> IsUnknownAsync(string query) => (await site.ReadHtmlAsync("/api/graphql?query=" + Uri.EscapeDataString(query))).Contains("Cannot query field", StringComparison.Ordinal);
}
