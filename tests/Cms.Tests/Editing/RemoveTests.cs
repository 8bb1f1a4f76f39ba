using Cms.Content;
using Cms.Editing;
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
    public async Task The_trash_says_who_removed_it_and_when_and_what_it_was()
    {
        await using var site = await TestSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("Rest"))).Value;
        var draft = (await site.SaveDraftAsync(TestSite.Retitled(item, "Rest more"))).Value;
        var before = site.Cms.Clock.GetUtcNow().UtcDateTime;

        var trashed = (await site.RemoveAsync(item.ContentItemId, new Editor("u2", "ben"))).Value;

        Assert.InRange(trashed.RemovedUtc, before, site.Cms.Clock.GetUtcNow().UtcDateTime);
        Assert.Equal(
            new TrashedItem(item.ContentItemId, "Article", "Rest more", trashed.RemovedUtc, "ben", draft.ContentItemVersionId, item.ContentItemVersionId, item.PublishedUtc),
            Assert.Single(await site.TrashAsync()));
    }

    [Fact]
    public async Task A_type_that_keeps_no_versions_keeps_the_last_ones_for_the_trash()
    {
        await using var site = await TestSite.OpenAsync();
        var page = (await site.PublishAsync(TestSite.Draft("Page", """{"TitlePart":{"Title":"About"}}"""))).Value;

        await site.RemoveAsync(page.ContentItemId);

        Assert.Equal(page.ContentItemVersionId, Assert.Single(await site.VersionsAsync(page.ContentItemId)).ContentItemVersionId);
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
