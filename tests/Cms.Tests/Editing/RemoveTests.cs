using Cms.Content;
using Cms.Events;

namespace Cms.Tests.Editing;

public sealed class RemoveTests
{
    [Fact]
    public async Task The_item_is_in_no_list_and_its_versions_stay()
    {
        await using var site = await TestSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("Rest"))).Value;
        var before = site.Cms.Data.Events.Count;

        var outcome = await site.RemoveAsync(item.ContentItemId);

        Assert.Null(outcome.Problem);
        Assert.Empty(await site.ListAsync("Article", ContentStatus.All));
        Assert.Single(await site.VersionsAsync(item.ContentItemId));
        Assert.Equal([new ContentRemoved(item.ContentItemId, "Article")], site.EventsAfter(before));
    }

    [Fact]
    public async Task Removing_twice_succeeds_and_tells_once()
    {
        await using var site = await TestSite.OpenAsync();
        var item = (await site.SaveDraftAsync(TestSite.Article("Rest"))).Value;
        await site.RemoveAsync(item.ContentItemId);
        var before = site.Cms.Data.Events.Count;

        var outcome = await site.RemoveAsync(item.ContentItemId);

        Assert.Null(outcome.Problem);
        Assert.Empty(site.EventsAfter(before));
    }
}
