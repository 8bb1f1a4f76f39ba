using System.Net;
using Cms.Content;
using Cms.Tests;

namespace Cms.Site.Tests;

/// <summary>A page appears and goes when its moment comes, without anybody doing anything.</summary>
public sealed class SchedulingTests(RunningSite site) : IClassFixture<RunningSite>
{
    [Fact]
    public async Task A_page_appears_when_its_moment_comes()
    {
        await SaveDraftAsync("soon", "Soon");
        Assert.Equal(HttpStatusCode.NotFound, await site.StatusAsync("/later/soon"));
        var moment = TimeProvider.System.GetUtcNow().AddSeconds(12).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

        var scheduled = (await site.RunCommandAsync("content", "schedule", "soon", "--publish", moment)).Succeeded().Output;

        Assert.Contains("\"Soon\" will be published at ", scheduled, StringComparison.Ordinal);
        await Eventually.AsyncTrue(async () => await site.StatusAsync("/later/soon") == HttpStatusCode.OK);
        Assert.True(TimeProvider.System.GetUtcNow() >= DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_failure_is_shown_with_what_is_to_come()
    {
        await SaveDraftAsync("far", "Far");
        var refused = (await site.RunCommandAsync("content", "schedule", "far", "--publish", "2999-03-31 02:30", "--time-zone", "Europe/Berlin")).Refused();

        (await site.RunCommandAsync("content", "schedule", "far", "--publish", "2999-07-01 08:30", "--unpublish", "2999-08-01 08:30", "--time-zone", "Europe/Berlin")).Succeeded();
        var listed = (await site.RunCommandAsync("content", "scheduled")).Succeeded().Output;
        var cancelled = (await site.RunCommandAsync("content", "schedule", "far", "--cancel")).Succeeded().Output;

        Assert.StartsWith("The clocks of Europe/Berlin are set forward over 2999-03-31 02:30", refused, StringComparison.Ordinal);
        Assert.Matches(@"far +Far +publish +2999-07-01 08:30 Europe/Berlin +0 +2999-07-01 06:30:00", listed);
        Assert.Contains("Nothing will happen to it by itself.", cancelled, StringComparison.Ordinal);
        Assert.DoesNotContain("2999", (await site.RunCommandAsync("content", "scheduled")).Succeeded().Output, StringComparison.Ordinal);
    }

    private Task SaveDraftAsync(string id, string title) => site.RunRecipeAsync($$"""
        { "name": "content", "data": [{ "ContentItemId": "{{id}}", "ContentItemVersionId": "{{id}}v1", "ContentType": "GuideArticle", "Published": false,
          "TitlePart": { "Title": "{{title}}" }, "AutoroutePart": { "Path": "later/{{id}}" } }] }
        """);
}
