using Cms.Events;

namespace Cms.Tests.Editing;

public sealed class DiscardDraftTests
{
    [Fact]
    public async Task The_published_version_is_the_latest_again()
    {
        await using var site = await TestSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("Rest"))).Value;
        await site.SaveDraftAsync(TestSite.Retitled(item, "Rest more"));
        var before = site.Cms.Data.Events.Count;

        var left = (await site.DiscardDraftAsync(item.ContentItemId)).Value;

        Assert.Equal((item.ContentItemVersionId, true, true), (left.ContentItemVersionId, left.Latest, left.Published));
        Assert.Equal("Rest", (await site.LatestAsync(item.ContentItemId))?.DisplayText);
        Assert.Equal([new DraftDiscarded(item.ContentItemId, "Article")], site.EventsAfter(before));
    }

    [Fact]
    public async Task The_path_that_only_the_draft_had_is_free_again()
    {
        await using var site = await TestSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("Rest"))).Value;
        await site.SaveDraftAsync(TestSite.Article("Rest", """ "AutoroutePart":{"Path":"wanted"} """) with { ContentItemId = item.ContentItemId, BasedOn = item.ContentItemVersionId });

        await site.DiscardDraftAsync(item.ContentItemId);

        Assert.Null((await site.SaveDraftAsync(TestSite.Article("Other", """ "AutoroutePart":{"Path":"wanted"} """))).Problem);
    }

    [Fact]
    public async Task A_draft_that_was_never_published_is_not_thrown_away()
    {
        await using var site = await TestSite.OpenAsync();
        var draft = (await site.SaveDraftAsync(TestSite.Article("Rest"))).Value;

        var outcome = await site.DiscardDraftAsync(draft.ContentItemId);

        Assert.Equal("\"Rest\" is not published, so there is no version to go back to; remove it instead.", outcome.Problem?.Message);
        Assert.NotNull(await site.LatestAsync(draft.ContentItemId));
    }
}
