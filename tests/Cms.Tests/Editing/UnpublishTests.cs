using Cms.Events;

namespace Cms.Tests.Editing;

public sealed class UnpublishTests
{
    [Fact]
    public async Task Visitors_no_longer_see_the_item_and_editors_do()
    {
        await using var site = await TestSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("Rest"))).Value;
        var before = site.Cms.Data.Events.Count;

        var draft = (await site.UnpublishAsync(item.ContentItemId)).Value.Item;

        Assert.Equal((true, false, item.ContentItemVersionId), (draft.Latest, draft.Published, draft.ContentItemVersionId));
        Assert.Null(await site.PublishedAsync(item.ContentItemId));
        Assert.Equal("Rest", (await site.LatestAsync(item.ContentItemId))?.DisplayText);
        Assert.Equal([new ContentUnpublished(item.ContentItemId, "Article")], site.EventsAfter(before));
    }

    [Fact]
    public async Task A_newer_draft_stays_the_latest()
    {
        await using var site = await TestSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("Rest"))).Value;
        await site.SaveDraftAsync(TestSite.Retitled(item, "Rest more"));

        var left = (await site.UnpublishAsync(item.ContentItemId)).Value.Item;

        Assert.Equal("Rest more", left.DisplayText);
        Assert.Null(await site.PublishedAsync(item.ContentItemId));
    }

    [Fact]
    public async Task An_item_that_is_not_published_stays_as_it_is()
    {
        await using var site = await TestSite.OpenAsync();
        var draft = (await site.SaveDraftAsync(TestSite.Article("Rest"))).Value;
        var before = site.Cms.Data.Events.Count;

        var outcome = await site.UnpublishAsync(draft.ContentItemId);

        Assert.Equal(draft.ContentItemVersionId, outcome.Value.Item.ContentItemVersionId);
        Assert.Empty(site.EventsAfter(before));
    }

    [Fact]
    public async Task It_can_be_published_again()
    {
        await using var site = await TestSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("Rest"))).Value;
        await site.UnpublishAsync(item.ContentItemId);

        await site.PublishAsync(item.ContentItemId);

        Assert.Equal(item.ContentItemVersionId, (await site.PublishedAsync(item.ContentItemId))?.ContentItemVersionId);
    }
}
