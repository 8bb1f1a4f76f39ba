using Cms.Content;

namespace Cms.Tests.Editing;

public sealed class WhereUsedTests
{
    [Fact]
    public async Task An_item_in_use_is_not_removed_and_the_answer_says_where_it_is_used()
    {
        await using var site = await TestSite.OpenAsync();
        var target = (await site.PublishAsync(TestSite.Article("Rest"))).Value;
        var user = (await site.PublishAsync(TestSite.Article("Sleep", $$"""
            "Article":{"Summary":{"Text":"[a](content:{{target.ContentItemId}})"} }
            """))).Value;

        var refused = await site.RemoveAsync(target.ContentItemId);

        Assert.Equal(ProblemKind.Conflict, refused.Problem!.Kind);
        Assert.Equal("\"Rest\" is used by \"Sleep\" (Summary); take it out there first, or remove it even if it is used.", refused.Problem.Message);
        Assert.NotNull(await site.PublishedAsync(target.ContentItemId));
        Assert.Null((await site.RemoveAsync(user.ContentItemId)).Problem);
        Assert.Null((await site.RemoveAsync(target.ContentItemId)).Problem);
    }

    [Fact]
    public async Task An_item_in_use_is_removed_when_that_is_asked_for()
    {
        await using var site = await TestSite.OpenAsync();
        var target = (await site.PublishAsync(TestSite.Article("Rest"))).Value;
        await site.SaveDraftAsync(Linking("Sleep", target));

        Assert.Null((await site.RemoveAsync(target.ContentItemId, evenIfUsed: true)).Problem);

        Assert.Null(await site.LatestAsync(target.ContentItemId));
        Assert.Equal("Summary", Assert.Single((await site.WhereUsedAsync(target.ContentItemId)).Value).Reference.Path);
    }

    [Fact]
    public async Task An_item_that_only_refers_to_itself_is_removed()
    {
        await using var site = await TestSite.OpenAsync();
        var own = TestSite.Article("Rest", """ "Article":{"Summary":{"Text":"[me](content:rest)"}} """) with { ContentItemId = "rest" };
        await site.PublishAsync(own);

        Assert.Empty((await site.WhereUsedAsync("rest")).Value);
        Assert.Null((await site.RemoveAsync("rest")).Problem);
    }

    [Fact]
    public async Task Only_the_first_of_many_uses_are_named()
    {
        await using var site = await TestSite.OpenAsync();
        var target = (await site.PublishAsync(TestSite.Article("Rest"))).Value;
        foreach (var number in Enumerable.Range(1, 7))
            await site.SaveDraftAsync(Linking($"Sleep {number}", target));

        var refused = await site.RemoveAsync(target.ContentItemId);

        Assert.Contains(" and others; take it out", refused.Problem!.Message, StringComparison.Ordinal);
        Assert.Equal(5, System.Text.RegularExpressions.Regex.Count(refused.Problem.Message, "Sleep "));
    }

    [Fact]
    public async Task A_taxonomy_is_used_by_the_items_that_have_its_terms_and_by_links_to_them()
    {
        await using var site = await TestSite.OpenAsync();
        await site.PublishAsync(TestSite.Article("Sleep", """ "Article":{"Tags":{"TermContentItemIds":["sea"]}} """));
        await site.PublishAsync(TestSite.Article("Rest", """ "Article":{"Summary":{"Text":"[x](content:space)"}} """));

        var uses = (await site.WhereUsedAsync(TestSite.Tags)).Value;

        Assert.Equal(
            [("Rest", "space", "Summary"), ("Sleep", "sea", "Tags"), ("Sleep", TestSite.Tags, "Tags")],
            uses.Select(use => (use.DisplayText, use.Reference.Target, use.Reference.Path)).Order());
        Assert.Equal("Sleep", Assert.Single((await site.WhereUsedAsync("sea")).Value).DisplayText);
        Assert.Equal(ProblemKind.Conflict, (await site.RemoveAsync(TestSite.Tags)).Problem!.Kind);
    }

    [Fact]
    public async Task The_sites_own_settings_count_as_uses()
    {
        await using var site = await TestSite.OpenAsync(
            RecipeText.Definitions(
                RecipeText.Type("Frame", "\"Stereotype\":\"CustomSettings\"", RecipeText.Attach("Frame")),
                RecipeText.Part("Frame", RecipeText.Field("TextField", "Promo"), RecipeText.Field("MediaField", "Logo"))),
            """
            {"name":"custom-settings","Frame":{"ContentItemId":"frame","ContentType":"Frame",
             "Frame":{"Promo":{"Text":"[x](content:rest)"},"Logo":{"Paths":["logo.svg"]}}}}
            """);
        await site.PublishAsync(TestSite.Article("Rest") with { ContentItemId = "rest" });

        Assert.Equal(("Frame", "Promo"), (await site.WhereUsedAsync("rest")).Value.Select(use => (use.ContentType, use.Reference.Path)).Single());
        Assert.Equal("Logo", Assert.Single((await site.WhereUsedAsync("logo.svg")).Value).Reference.Path);
        Assert.Contains("(Promo)", (await site.RemoveAsync("rest")).Problem!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unpublishing_tells_what_still_refers_to_the_item()
    {
        await using var site = await TestSite.OpenAsync();
        var target = (await site.PublishAsync(TestSite.Article("Rest"))).Value;
        await site.PublishAsync(Linking("Sleep", target));

        var outcome = await site.UnpublishAsync(target.ContentItemId);

        Assert.Equal("Sleep", Assert.Single(outcome.Value.StillUsedBy).DisplayText);
        Assert.Null(await site.PublishedAsync(target.ContentItemId));
    }

    [Fact]
    public async Task What_does_not_exist_is_not_found_and_what_nobody_uses_is_used_nowhere()
    {
        await using var site = await TestSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("Rest"))).Value;

        Assert.Empty((await site.WhereUsedAsync(item.ContentItemId)).Value);
        Assert.Empty((await site.WhereUsedAsync("earth")).Value);
        Assert.Equal(ProblemKind.NotFound, (await site.WhereUsedAsync("nothing")).Problem!.Kind);
    }

    private static Cms.Editing.ContentDraft Linking(string title, ContentItem target) =>
        TestSite.Article(title, $$""" "Article":{"Summary":{"Text":"[a](content:{{target.ContentItemId}})"} } """);
}
