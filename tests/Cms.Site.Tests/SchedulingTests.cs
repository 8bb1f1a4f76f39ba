using System.Net;
using Cms.Tests;

namespace Cms.Site.Tests;

/// <summary>A page appears and goes when its moment comes, without anybody doing anything.</summary>
public sealed class SchedulingTests(RunningSite site) : IClassFixture<RunningSite>
{
    [Fact]
    public async Task A_page_appears_when_its_moment_comes_and_goes_when_its_end_comes()
    {
        var moment = TimeProvider.System.GetUtcNow().AddSeconds(3);
        await SaveDraftAsync("soon", "Soon", $$""", "PublishLaterPart": { "ScheduledPublishUtc": "{{moment:O}}" } """);
        await SaveDraftAsync("never", "Never", """, "PublishLaterPart": { "ScheduledPublishUtc": "2999-01-01T00:00:00Z" } """);

        await Eventually.AsyncTrue(async () => await site.StatusAsync("/later/soon") == HttpStatusCode.OK);
        var seen = TimeProvider.System.GetUtcNow();

        Assert.True(seen >= moment, $"It was seen at {seen:O}, before {moment:O}.");
        Assert.Equal(HttpStatusCode.NotFound, await site.StatusAsync("/later/never"));
        await PublishWithEndAsync("brief", TimeProvider.System.GetUtcNow());
        await Eventually.AsyncTrue(async () => await site.StatusAsync("/later/brief") == HttpStatusCode.NotFound);
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
        Assert.DoesNotContain("far ", (await site.RunCommandAsync("content", "scheduled")).Succeeded().Output, StringComparison.Ordinal);
    }

    private Task SaveDraftAsync(string id, string title, string parts = "") => site.RunRecipeAsync($$"""
        { "name": "content", "data": [{ "ContentItemId": "{{id}}", "ContentItemVersionId": "{{id}}v1", "ContentType": "GuideArticle", "Published": false,
          "TitlePart": { "Title": "{{title}}" }, "AutoroutePart": { "Path": "later/{{id}}" } {{parts}} }] }
        """);

    private Task PublishWithEndAsync(string id, DateTimeOffset end) => site.RunRecipeAsync($$"""
        { "name": "content", "data": [{ "ContentItemId": "{{id}}", "ContentItemVersionId": "{{id}}v1", "ContentType": "GuideArticle",
          "TitlePart": { "Title": "{{id}}" }, "AutoroutePart": { "Path": "later/{{id}}" }, "ArchiveLaterPart": { "ScheduledArchiveUtc": "{{end:O}}" } }] }
        """);
}
