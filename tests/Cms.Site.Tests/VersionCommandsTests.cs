using System.Text.Json;
using System.Text.RegularExpressions;

namespace Cms.Site.Tests;

/// <summary>Operators look at versions, bring them back and throw them away beside the running server.</summary>
public sealed partial class VersionCommandsTests(RunningSite site) : IClassFixture<RunningSite>
{
    [Fact]
    public async Task A_version_is_listed_compared_and_brought_back()
    {
        await PublishAsync("walk", "w1", "Walking");
        await PublishAsync("walk", "w2", "Walking far");

        var versions = (await site.RunCommandAsync("content", "versions", "walk")).Succeeded().Output;
        var differences = (await site.RunCommandAsync("content", "compare", "walk", "1", "2", "--json")).Succeeded().Output;
        var restored = (await site.RunCommandAsync("content", "restore", "walk", "1")).Succeeded().Output;

        Assert.Matches(@"(?s)2 +w2 +published .*1 +w1 ", versions);
        var title = JsonElement.Parse(differences).EnumerateArray().Single(difference => difference.GetProperty("Path").GetString() == "TitlePart.Title");
        Assert.Equal(("Changed", "Walking", "Walking far"), (title.GetProperty("Kind").GetString(), title.GetProperty("Before").GetString(), title.GetProperty("After").GetString()));
        Assert.Contains("Version 1 of \"Walking\" is back as version", restored, StringComparison.Ordinal);
        Assert.Contains("latest draft", (await site.RunCommandAsync("content", "versions", "walk")).Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("Walking far", await site.ReadHtmlAsync("/versions/walk"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clone_is_a_draft_of_its_own()
    {
        await PublishAsync("swim", "s1", "Swimming");

        var cloned = (await site.RunCommandAsync("content", "clone", "swim")).Succeeded().Output;

        var id = NewItem().Match(cloned).Groups[1].Value;
        Assert.Contains("latest draft", (await site.RunCommandAsync("content", "versions", id)).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pruning_throws_away_what_the_type_does_not_keep()
    {
        await site.RunRecipeAsync("""
            { "name": "ContentDefinition", "ContentParts": [], "ContentTypes": [{ "Name": "Memo", "Settings": { "ContentTypeSettings": { "Draftable": true, "Versionable": true } },
              "ContentTypePartDefinitionRecords": [{ "PartName": "TitlePart", "Name": "TitlePart", "Settings": {} }] }] },
            { "name": "content", "data": [
              { "ContentItemId": "memo", "ContentItemVersionId": "m1", "ContentType": "Memo", "TitlePart": { "Title": "1" } },
              { "ContentItemId": "memo", "ContentItemVersionId": "m2", "ContentType": "Memo", "TitlePart": { "Title": "2" } },
              { "ContentItemId": "memo", "ContentItemVersionId": "m3", "ContentType": "Memo", "TitlePart": { "Title": "3" } }] },
            { "name": "ContentDefinition", "ContentParts": [], "ContentTypes": [{ "Name": "Memo", "Settings": { "VersionLimits": { "MaximumVersions": 2 } }, "ContentTypePartDefinitionRecords": [] }] }
            """);

        var first = (await site.RunCommandAsync("content", "prune")).Succeeded().Output;
        var second = (await site.RunCommandAsync("content", "prune")).Succeeded().Output;

        Assert.Contains("1 old versions of 1 items were thrown away in tenant Default.", first, StringComparison.Ordinal);
        Assert.Contains("0 old versions of 0 items were thrown away in tenant Default.", second, StringComparison.Ordinal);
        Assert.Equal("Content item memo has no version 1. Versions: 3, 2.", (await site.RunCommandAsync("content", "restore", "memo", "1")).Refused());
    }

    [Fact]
    public async Task An_item_that_does_not_exist_is_named()
    {
        Assert.Equal("There is no content item nothing in tenant Default.", (await site.RunCommandAsync("content", "versions", "nothing")).Refused());
        Assert.Equal("There is no content item nothing.", (await site.RunCommandAsync("content", "clone", "nothing")).Refused());
    }

    private Task PublishAsync(string id, string version, string title) => site.RunRecipeAsync($$"""
        { "name": "content", "data": [{ "ContentItemId": "{{id}}", "ContentItemVersionId": "{{version}}", "ContentType": "GuideArticle",
          "TitlePart": { "Title": "{{title}}" }, "AutoroutePart": { "Path": "versions/{{id}}" } }] }
        """);

    [GeneratedRegex("the new item is ([a-z0-9]+), a draft")]
    private static partial Regex NewItem();
}
