using System.Net;

namespace Cms.Site.Tests;

/// <summary>A page that was removed by a slip comes back at its address; one that is purged stays gone.</summary>
public sealed class TrashTests(RunningSite site) : IClassFixture<RunningSite>
{
    [Fact]
    public async Task A_removed_page_is_gone_until_it_is_taken_out_of_the_trash()
    {
        await PublishAsync("slip", "Slipped");

        var removed = (await site.RunCommandAsync("content", "remove", "slip")).Succeeded().Output;
        await Cms.Tests.Eventually.AsyncTrue(async () => await site.StatusAsync("/trash/slip") == HttpStatusCode.Gone);
        var listed = (await site.RunCommandAsync("content", "trash")).Succeeded().Output;
        var restored = (await site.RunCommandAsync("content", "untrash", "slip")).Succeeded().Output;

        Assert.Contains("\"Slipped\" is in the trash until ", removed, StringComparison.Ordinal);
        Assert.Matches(@"slip +GuideArticle +Slipped +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d +system +published", listed);
        Assert.Contains("\"Slipped\" is back, published.", restored, StringComparison.Ordinal);
        await Cms.Tests.Eventually.AsyncTrue(async () => await site.StatusAsync("/trash/slip") == HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_purged_page_stays_gone_and_only_what_is_in_the_trash_is_purged()
    {
        await PublishAsync("old", "Old");
        var refused = (await site.RunCommandAsync("content", "purge", "old")).Refused();
        (await site.RunCommandAsync("content", "remove", "old")).Succeeded();

        var purged = (await site.RunCommandAsync("content", "purge", "old")).Succeeded().Output;

        Assert.Equal("\"Old\" (old) is not in the trash; remove it first.", refused);
        Assert.Contains("\"Old\" and all its versions are gone for good.", purged, StringComparison.Ordinal);
        await Cms.Tests.Eventually.AsyncTrue(async () => await site.StatusAsync("/trash/old") == HttpStatusCode.Gone);
        await PublishAsync("old", "Old");
        Assert.Equal(HttpStatusCode.Gone, await site.StatusAsync("/trash/old"));
        Assert.Equal("There is no content item old in the trash.", (await site.RunCommandAsync("content", "untrash", "old")).Refused());
    }

    [Fact]
    public async Task Purging_needs_one_thing_to_purge()
    {
        Assert.Equal("Name the item that is purged, or --expired; one of the two.", (await site.RunCommandAsync("content", "purge")).Refused());
        Assert.Contains("0 items were thrown away for good in tenant Default.", (await site.RunCommandAsync("content", "purge", "--expired")).Succeeded().Output, StringComparison.Ordinal);
    }

    private Task PublishAsync(string id, string title) => site.RunRecipeAsync($$"""
        { "name": "content", "data": [{ "ContentItemId": "{{id}}", "ContentItemVersionId": "{{id}}v1", "ContentType": "GuideArticle",
          "TitlePart": { "Title": "{{title}}" }, "AutoroutePart": { "Path": "trash/{{id}}" } }] }
        """);
}
