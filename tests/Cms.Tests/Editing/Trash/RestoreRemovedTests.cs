using Cms.Content;
using Cms.Editing;
using Cms.Events;

namespace Cms.Tests.Editing.Trash;

public sealed class RestoreRemovedTests
{
    [Fact]
    public async Task A_removed_item_comes_back_with_its_path_keywords_and_date_of_publication()
    {
        await using var site = await TestSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("Rest", $$""" "Article":{"Tags":{"TaxonomyContentItemId":"{{TestSite.Tags}}","TermContentItemIds":["sea"]} } """))).Value;
        await site.RemoveAsync(item.ContentItemId);
        site.Cms.Clock.Advance(TimeSpan.FromDays(20));
        var before = site.Cms.Data.Events.Count;

        var restored = (await site.RestoreRemovedAsync(item.ContentItemId)).Value;

        Assert.Empty(restored.Remarks);
        var published = (await site.PublishedAsync(item.ContentItemId))!;
        Assert.Equal((item.ContentItemVersionId, item.PublishedUtc, true, true), (published.ContentItemVersionId, published.PublishedUtc, published.Latest, published.Published));
        Assert.Equal(item.ContentItemId, (await site.RouteAsync("articles/rest"))?.ContentItemId);
        Assert.Equal([item.ContentItemId], (await site.ListAsync("Article", ContentStatus.Published, new HasTerm(TestSite.Tags, ["sea"]))).Select(found => found.ContentItemId));
        Assert.Equal([new ContentRestored(item.ContentItemId, "Article")], site.EventsAfter(before));
        Assert.Empty(await site.TrashAsync());
    }

    [Fact]
    public async Task A_draft_beside_the_published_version_comes_back_too()
    {
        await using var site = await TestSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("Rest"))).Value;
        var draft = (await site.SaveDraftAsync(TestSite.Retitled(item, "Rest more"))).Value;
        await site.RemoveAsync(item.ContentItemId);

        await site.RestoreRemovedAsync(item.ContentItemId);

        Assert.Equal(
            [(draft.ContentItemVersionId, true, false), (item.ContentItemVersionId, false, true)],
            (await site.VersionsAsync(item.ContentItemId)).Select(version => (version.ContentItemVersionId, version.Latest, version.Published)));
    }

    [Fact]
    public async Task What_was_only_a_draft_is_not_published_by_it()
    {
        await using var site = await TestSite.OpenAsync();
        var draft = (await site.SaveDraftAsync(TestSite.Article("Rest"))).Value;
        await site.RemoveAsync(draft.ContentItemId);

        await site.RestoreRemovedAsync(draft.ContentItemId);

        Assert.Null(await site.PublishedAsync(draft.ContentItemId));
        Assert.Null((await site.LatestAsync(draft.ContentItemId))!.PublishedUtc);
    }

    [Fact]
    public async Task A_path_that_was_taken_meanwhile_is_replaced_by_a_free_one_with_a_remark()
    {
        await using var site = await TestSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("Rest"))).Value;
        await site.RemoveAsync(item.ContentItemId);
        var taker = (await site.PublishAsync(TestSite.Article("Rest"))).Value;
        await site.SaveDraftAsync(TestSite.Article("Rest"));

        var restored = (await site.RestoreRemovedAsync(item.ContentItemId, new Editor("u2", "ben"))).Value;

        Assert.Equal(["The path \"articles/rest\" belongs to another item by now; this one has the path \"articles/rest-3\"."], restored.Remarks);
        Assert.Equal(("articles/rest-3", "ben", 2), (restored.Item.Path(), restored.Item.Author, (await site.VersionsAsync(item.ContentItemId)).Count));
        Assert.Equal(item.ContentItemId, (await site.RouteAsync("articles/rest-3"))?.ContentItemId);
        Assert.Equal(taker.ContentItemId, (await site.RouteAsync("articles/rest"))?.ContentItemId);
        Assert.Equal(item.PublishedUtc, (await site.PublishedAsync(item.ContentItemId))?.PublishedUtc);
    }

    [Fact]
    public async Task Both_the_draft_and_the_published_version_move_off_a_taken_path()
    {
        await using var site = await TestSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("Rest"))).Value;
        await site.SaveDraftAsync(TestSite.Retitled(item, "Rest more"));
        await site.RemoveAsync(item.ContentItemId);
        await site.PublishAsync(TestSite.Article("Rest"));

        var restored = (await site.RestoreRemovedAsync(item.ContentItemId)).Value;

        Assert.Single(restored.Remarks);
        Assert.Equal(("Rest more", "articles/rest-2"), (restored.Item.DisplayText, restored.Item.Path()));
        var published = (await site.PublishedAsync(item.ContentItemId))!;
        Assert.Equal(("Rest", "articles/rest-2"), (published.DisplayText, published.Path()));
    }

    [Fact]
    public async Task An_alias_that_was_taken_meanwhile_is_told_and_the_item_waits_in_the_trash()
    {
        await using var site = await TestSite.OpenAsync();
        await site.DefineAsync(RecipeText.Type("Article", "", RecipeText.Attach("AliasPart")));
        var item = (await site.PublishAsync(TestSite.Article("Rest", """ "AliasPart":{"Alias":"rest"} """))).Value;
        await site.RemoveAsync(item.ContentItemId);
        var taker = (await site.PublishAsync(TestSite.Article("Taker", """ "AliasPart":{"Alias":"rest"} """))).Value;

        var refused = await site.RestoreRemovedAsync(item.ContentItemId);
        await site.RemoveAsync(taker.ContentItemId);
        var restored = await site.RestoreRemovedAsync(item.ContentItemId);

        Assert.Equal([$"AliasPart.Alias must be free, and \"rest\" belongs to \"Taker\" ({taker.ContentItemId})."], refused.Complaints());
        Assert.Null(restored.Problem);
    }

    [Fact]
    public async Task Only_the_version_whose_path_is_taken_moves()
    {
        await using var site = await TestSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("Rest", """ "AutoroutePart":{"Path":"old"} """))).Value;
        var draft = (await site.SaveDraftAsync(TestSite.Article("Rest", """ "AutoroutePart":{"Path":"new"} """) with { ContentItemId = item.ContentItemId, BasedOn = item.ContentItemVersionId })).Value;
        await site.RemoveAsync(item.ContentItemId);
        await site.PublishAsync(TestSite.Article("Other", """ "AutoroutePart":{"Path":"old"} """));

        var restored = (await site.RestoreRemovedAsync(item.ContentItemId)).Value;

        Assert.Equal((draft.ContentItemVersionId, "new"), (restored.Item.ContentItemVersionId, restored.Item.Path()));
        Assert.Equal("old-2", (await site.PublishedAsync(item.ContentItemId))!.Path());
    }

    [Fact]
    public async Task The_pages_of_terms_come_back_with_their_taxonomy()
    {
        await using var site = await TestSite.OpenAsync();
        await site.RemoveAsync(TestSite.Tags);
        await site.PublishAsync(TestSite.Article("Other", """ "AutoroutePart":{"Path":"tags/earth"} """));

        var restored = (await site.RestoreRemovedAsync(TestSite.Tags)).Value;

        Assert.Single(restored.Remarks);
        Assert.Equal("earth", (await site.RouteAsync("tags/earth-2"))?.ContainedItemId);
        Assert.Equal("sea", (await site.RouteAsync("tags/sea"))?.ContainedItemId);
    }

    [Fact]
    public async Task An_item_of_a_type_that_keeps_no_versions_comes_back_too()
    {
        await using var site = await TestSite.OpenAsync();
        var page = (await site.PublishAsync(TestSite.Draft("Page", """{"TitlePart":{"Title":"About"}}"""))).Value;
        await site.PublishAsync(TestSite.Retitled(page, "About us"));
        await site.RemoveAsync(page.ContentItemId);

        await site.RestoreRemovedAsync(page.ContentItemId);

        Assert.Equal("About us", (await site.PublishedAsync(page.ContentItemId))?.DisplayText);
        Assert.Single(await site.VersionsAsync(page.ContentItemId));
    }

    [Fact]
    public async Task Bringing_it_back_twice_succeeds_and_changes_nothing()
    {
        await using var site = await TestSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("Rest"))).Value;
        await site.RemoveAsync(item.ContentItemId);
        await site.RestoreRemovedAsync(item.ContentItemId);
        var before = site.Cms.Data.Events.Count;

        var again = await site.RestoreRemovedAsync(item.ContentItemId);

        Assert.Equal(item.ContentItemVersionId, again.Value.Item.ContentItemVersionId);
        Assert.Empty(site.EventsAfter(before));
    }

    [Fact]
    public async Task What_is_not_in_the_trash_is_named()
    {
        await using var site = await TestSite.OpenAsync();

        Assert.Equal("There is no content item nothing in the trash.", (await site.RestoreRemovedAsync("nothing")).Problem?.Message);
    }

    [Fact]
    public async Task An_item_saved_anew_under_its_id_leaves_the_trash()
    {
        await using var site = await TestSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("Rest"))).Value;
        await site.RemoveAsync(item.ContentItemId);

        await site.SaveDraftAsync(TestSite.Retitled(item, "Rest again") with { BasedOn = null });

        Assert.Empty(await site.TrashAsync());
        Assert.Equal(["Rest again", "Rest"], (await site.VersionsAsync(item.ContentItemId)).Select(version => version.DisplayText));
    }
}
