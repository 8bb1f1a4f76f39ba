using Cms.Content;
using Cms.Editing.Reviewing;
using Cms.Tests.Memory;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tests.Editing.Reviewing;

public sealed class WatchItemTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_see_each_other_with_the_field_that_each_is_in_until_one_leaves_or_falls_silent()
    {
        await using var site = await ReviewSite.OpenAsync();
        var draft = await site.DraftAsync();
        await WatchAsync(site, draft, "a1", ReviewSite.Anna, "Summary");

        var rita = await WatchAsync(site, draft, "r1", ReviewSite.Rita, null);
        var anna = await WatchAsync(site, draft, "a1", ReviewSite.Anna, "Summary");
        await site.AsAsync<LeaveItem, bool>(ReviewSite.Rita, async verb => { await verb.RunAsync("r1", Cancel); return true; });
        var alone = await WatchAsync(site, draft, "a1", ReviewSite.Anna, "Summary");
        await WatchAsync(site, draft, "r2", ReviewSite.Rita, null);
        site.Clock.Advance(PresenceStore.Lasts + TimeSpan.FromSeconds(1));
        var late = await WatchAsync(site, draft, "a1", ReviewSite.Anna, "Summary");

        Assert.Equal([("anna", "Summary")], rita.Others.Select(one => (one.UserName, one.Place)));
        Assert.Equal([("rita", null)], anna.Others.Select(one => (one.UserName, one.Place)));
        Assert.Empty(alone.Others);
        Assert.Empty(late.Others);
    }

    [Fact]
    public async Task A_beat_writes_only_when_somebody_would_else_miss_something()
    {
        await using var site = await ReviewSite.OpenAsync();
        var draft = await site.DraftAsync();
        await WatchAsync(site, draft, "a1", ReviewSite.Anna, "Summary");
        var first = site.Site.Cms.Data.Editors["a1"].SeenUtc;

        site.Clock.Advance(TimeSpan.FromSeconds(10));
        await WatchAsync(site, draft, "a1", ReviewSite.Anna, "Summary");
        var second = site.Site.Cms.Data.Editors["a1"].SeenUtc;
        await WatchAsync(site, draft, "a1", ReviewSite.Anna, "TitlePart.Title");
        var moved = site.Site.Cms.Data.Editors["a1"].SeenUtc;
        site.Clock.Advance(TimeSpan.FromSeconds(16));
        await WatchAsync(site, draft, "a1", ReviewSite.Anna, "TitlePart.Title");

        Assert.Equal(first, second);
        Assert.True(moved > second);
        Assert.True(site.Site.Cms.Data.Editors["a1"].SeenUtc > moved);
    }

    [Fact]
    public async Task What_others_do_is_heard_by_the_latest_version_the_open_comments_and_the_stamp()
    {
        await using var site = await ReviewSite.OpenAsync();
        var draft = await site.DraftAsync();
        var before = await WatchAsync(site, draft, "a1", ReviewSite.Anna, null);

        await site.CommentAsync(draft, "Look.");
        var commented = await WatchAsync(site, draft, "a1", ReviewSite.Anna, null);
        await site.HandOverAsync(draft);
        var handed = await WatchAsync(site, draft, "a1", ReviewSite.Anna, null);
        await site.Site.SaveDraftAsync(TestSite.Retitled(draft, "Rest more"), new(ReviewSite.Will, ReviewSite.Will));
        var saved = await WatchAsync(site, draft, "a1", ReviewSite.Anna, null);

        Assert.Equal((0, 1), (before.OpenComments, commented.OpenComments));
        Assert.Equal(3, new[] { before.Stamp, commented.Stamp, handed.Stamp }.Distinct().Count());
        Assert.Equal(handed.Stamp, saved.Stamp);
        Assert.Equal("will", saved.Latest.Author);
    }

    [Fact]
    public async Task Nobody_watches_what_they_may_not_see_and_an_editor_has_a_proper_name()
    {
        await using var site = await ReviewSite.OpenAsync();
        var draft = await site.DraftAsync();

        var unseen = await site.AsAsync<WatchItem, Outcome<WatchedItem>>(ReviewSite.Eve, verb => verb.RunAsync(draft.ContentItemId, "e1", null, Cancel));
        var strange = await site.AsAsync<WatchItem, Outcome<WatchedItem>>(ReviewSite.Anna, verb => verb.RunAsync(draft.ContentItemId, "a 1", null, Cancel));

        Assert.Equal((ProblemKind.NotFound, ProblemKind.Invalid), (unseen.Problem!.Kind, strange.Problem!.Kind));
        Assert.Empty(site.Site.Cms.Data.Editors);
    }

    private static async Task<WatchedItem> WatchAsync(ReviewSite site, ContentItem item, string editor, string who, string? place) =>
        (await site.AsAsync<WatchItem, Outcome<WatchedItem>>(who, verb => verb.RunAsync(item.ContentItemId, editor, place, Cancel))).Value;
}
