using Cms.Events;

namespace Cms.Tests.Editing;

public sealed class PublishTests
{
    [Fact]
    public async Task A_published_version_is_what_visitors_see()
    {
        await using var site = await TestSite.OpenAsync();
        var before = site.Cms.Data.Events.Count;

        var item = (await site.PublishAsync(TestSite.Article("Rest"))).Value;

        Assert.Equal((true, true), (item.Latest, item.Published));
        Assert.NotNull(item.PublishedUtc);
        Assert.Equal(item.ContentItemVersionId, (await site.PublishedAsync(item.ContentItemId))!.ContentItemVersionId);
        Assert.Equal([new ContentPublished(item.ContentItemId, "Article")], site.EventsAfter(before));
    }

    [Fact]
    public async Task Publishing_a_draft_makes_no_new_version()
    {
        await using var site = await TestSite.OpenAsync();
        var draft = (await site.SaveDraftAsync(TestSite.Article("Rest"))).Value;

        var published = (await site.PublishAsync(draft.ContentItemId)).Value;

        Assert.Equal(draft.ContentItemVersionId, published.ContentItemVersionId);
        Assert.Single(await site.VersionsAsync(draft.ContentItemId));
        Assert.Equal(draft.ContentItemVersionId, (await site.PublishedAsync(draft.ContentItemId))?.ContentItemVersionId);
    }

    [Fact]
    public async Task Publishing_twice_changes_and_tells_nothing()
    {
        await using var site = await TestSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("Rest"))).Value;
        var before = site.Cms.Data.Events.Count;

        var again = await site.PublishAsync(item.ContentItemId);

        Assert.Equal(item.PublishedUtc, again.Value.PublishedUtc);
        Assert.Empty(site.EventsAfter(before));
    }

    [Fact]
    public async Task A_draft_saved_under_older_definitions_is_checked_again()
    {
        await using var site = await TestSite.OpenAsync();
        var draft = (await site.SaveDraftAsync(TestSite.Article("Rest", """ "Article":{"Price":{"Value":1} } """))).Value;
        await site.DefineAsync(RecipeText.Part("Article", RecipeText.Field("NumericField", "Price", "\"Minimum\":5")));

        var outcome = await site.PublishAsync(draft.ContentItemId);

        Assert.Equal(["Price must be 5 or more, not 1."], outcome.Complaints());
        Assert.Null(await site.PublishedAsync(draft.ContentItemId));
    }

    [Fact]
    public async Task A_draft_whose_path_was_taken_meanwhile_is_refused()
    {
        await using var site = await TestSite.OpenAsync();
        var draft = (await site.SaveDraftAsync(TestSite.Article("Rest"))).Value;
        await site.RemoveAsync(draft.ContentItemId);
        await site.PublishAsync(TestSite.Article("Rest"));

        var outcome = await site.SaveDraftAsync(TestSite.Again(draft) with { BasedOn = null });

        Assert.Equal(["AutoroutePart.Path must be free, and \"articles/rest\" belongs to another item."], outcome.Complaints());
    }

    [Fact]
    public async Task Old_versions_are_kept_and_numbered()
    {
        await using var site = await TestSite.OpenAsync();
        var first = (await site.PublishAsync(TestSite.Article("One"))).Value;
        var second = (await site.PublishAsync(TestSite.Retitled(first, "Two"))).Value;

        await site.SaveDraftAsync(TestSite.Retitled(second, "Three"));

        Assert.Equal(
            [("Three", 3, true, false), ("Two", 2, false, true), ("One", 1, false, false)],
            (await site.VersionsAsync(first.ContentItemId)).Select(version => (version.DisplayText, version.Number, version.Latest, version.Published)));
    }

    [Fact]
    public async Task An_item_that_does_not_exist_is_not_found_by_any_verb()
    {
        await using var site = await TestSite.OpenAsync();

        var problems = new[]
        {
            (await site.PublishAsync("nothing")).Problem, (await site.UnpublishAsync("nothing")).Problem,
            (await site.DiscardDraftAsync("nothing")).Problem, (await site.RemoveAsync("nothing")).Problem,
        };

        Assert.All(problems, problem => Assert.Equal((ProblemKind.NotFound, "There is no content item nothing."), (problem?.Kind, problem?.Message)));
    }
}
