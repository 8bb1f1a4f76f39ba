using Cms.Content;
using Cms.Editing;

namespace Cms.Tests.Editing.Versions;

public sealed class RestoreVersionTests
{
    [Fact]
    public async Task An_old_version_comes_back_as_the_newest_draft_and_visitors_see_no_difference()
    {
        await using var site = await TestSite.OpenAsync();
        var first = (await site.PublishAsync(TestSite.Article("One", """ "Article":{"Summary":{"Text":"Old"}} """))).Value;
        var second = (await site.PublishAsync(TestSite.Retitled(first, "Two"))).Value;

        var restored = (await site.RestoreVersionAsync(first.ContentItemId, first.ContentItemVersionId, new Editor("u2", "ben"))).Value;

        Assert.Equal(("One", "Old", "ben"), (restored.DisplayText, (string?)restored.Json("Article")["Summary"]!["Text"], restored.Author));
        Assert.Equal((true, false), (restored.Latest, restored.Published));
        Assert.Equal(second.ContentItemVersionId, (await site.PublishedAsync(first.ContentItemId))!.ContentItemVersionId);
        Assert.Equal(
            [("One", 3), ("Two", 2), ("One", 1)],
            (await site.VersionsAsync(first.ContentItemId)).Select(version => (version.DisplayText, version.Number)));
    }

    [Fact]
    public async Task It_keeps_the_item_s_own_data()
    {
        await using var site = await TestSite.OpenAsync();
        var first = (await site.PublishAsync(TestSite.Article("One"))).Value;
        await site.SaveDraftAsync(TestSite.Retitled(first, "Two"));

        var restored = (await site.RestoreVersionAsync(first.ContentItemId, first.ContentItemVersionId, new Editor("u2", "ben"))).Value;

        Assert.Equal((first.Owner, first.CreatedUtc, first.PublishedUtc), (restored.Owner, restored.CreatedUtc, restored.PublishedUtc));
    }

    [Fact]
    public async Task The_latest_version_is_given_back_as_it_is()
    {
        await using var site = await TestSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("One"))).Value;
        var before = site.Cms.Data.Events.Count;

        var restored = (await site.RestoreVersionAsync(item.ContentItemId, item.ContentItemVersionId)).Value;

        Assert.Equal(item.ContentItemVersionId, restored.ContentItemVersionId);
        Assert.Empty(site.EventsAfter(before));
    }

    [Fact]
    public async Task Old_parts_are_held_to_today_s_definitions()
    {
        await using var site = await TestSite.OpenAsync();
        var first = (await site.PublishAsync(TestSite.Article("One", """ "Article":{"Price":{"Value":1}} """))).Value;
        await site.PublishAsync(TestSite.Article("One", """ "Article":{"Price":{"Value":9}} """) with { ContentItemId = first.ContentItemId, BasedOn = first.ContentItemVersionId });
        await site.DefineAsync(RecipeText.Part("Article", RecipeText.Field("NumericField", "Price", "\"Minimum\":5")));

        var outcome = await site.RestoreVersionAsync(first.ContentItemId, first.ContentItemVersionId);

        Assert.Equal(["Price must be 5 or more, not 1."], outcome.Complaints());
        Assert.Equal(2, (await site.VersionsAsync(first.ContentItemId)).Count);
    }

    [Fact]
    public async Task A_path_that_another_item_took_meanwhile_is_told()
    {
        await using var site = await TestSite.OpenAsync();
        var first = (await site.PublishAsync(TestSite.Article("One", """ "AutoroutePart":{"Path":"mine"} """))).Value;
        await site.PublishAsync(TestSite.Article("One", """ "AutoroutePart":{"Path":"elsewhere"} """) with { ContentItemId = first.ContentItemId, BasedOn = first.ContentItemVersionId });
        await site.PublishAsync(TestSite.Article("Other", """ "AutoroutePart":{"Path":"mine"} """));

        var outcome = await site.RestoreVersionAsync(first.ContentItemId, first.ContentItemVersionId);

        Assert.Equal(["AutoroutePart.Path must be free, and \"mine\" belongs to another item."], outcome.Complaints());
    }

    [Fact]
    public async Task An_item_of_a_type_without_drafts_is_public_again_only_if_it_was()
    {
        await using var site = await TestSite.WithAsync(RecipeText.Type("Note", "\"Versionable\":true", RecipeText.Attach("TitlePart")));
        var first = (await site.PublishAsync(TestSite.Draft("Note", """{"TitlePart":{"Title":"One"}}"""))).Value;
        await site.PublishAsync(TestSite.Retitled(first, "Two"));

        var restored = (await site.RestoreVersionAsync(first.ContentItemId, first.ContentItemVersionId)).Value;
        await site.UnpublishAsync(first.ContentItemId);
        var hidden = (await site.RestoreVersionAsync(first.ContentItemId, (await site.VersionsAsync(first.ContentItemId))[1].ContentItemVersionId)).Value;

        Assert.Equal(("One", true), (restored.DisplayText, restored.Published));
        Assert.Equal(("Two", false), (hidden.DisplayText, hidden.Published));
        Assert.Null(await site.PublishedAsync(first.ContentItemId));
    }

    [Fact]
    public async Task A_version_or_item_that_does_not_exist_is_named()
    {
        await using var site = await TestSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("One"))).Value;

        Assert.Equal(ProblemKind.NotFound, (await site.RestoreVersionAsync("nothing", "v")).Problem?.Kind);
        Assert.Equal(
            $"\"One\" ({item.ContentItemId}) has no version v; it was never saved, or it was thrown away since.",
            (await site.RestoreVersionAsync(item.ContentItemId, "v")).Problem?.Message);
    }
}
