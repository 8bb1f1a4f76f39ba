using Cms.Recipes;

namespace Cms.Tests.Recipes.Steps;

public sealed class ContentStepTests
{
    private const string Article = """
        {"ContentItemId":"rest","ContentItemVersionId":"restv1","ContentType":"Article","DisplayText":"Rest","Latest":true,"Published":true,
         "CreatedUtc":"2025-01-06T08:00:00Z","ModifiedUtc":"2025-01-07T10:00:00+02:00","PublishedUtc":"2025-01-08T08:00:00Z","Owner":"o","Author":"a",
         "TitlePart":{"Title":"Rest"},"AutoroutePart":{"Path":"my/rest"}}
        """;

    [Fact]
    public async Task What_an_item_brings_along_is_kept()
    {
        await using var site = await TestSite.OpenAsync(RecipeText.Content(Article));

        var item = (await site.PublishedAsync("rest"))!;

        Assert.Equal(("restv1", "o", "a", "my/rest"), (item.ContentItemVersionId, item.Owner, item.Author, item.Path()));
        Assert.Equal(
            (new DateTime(2025, 1, 6, 8, 0, 0), new DateTime(2025, 1, 7, 8, 0, 0), new DateTime(2025, 1, 8, 8, 0, 0)),
            (item.CreatedUtc, item.ModifiedUtc, item.PublishedUtc));
    }

    [Fact]
    public async Task An_unpublished_item_becomes_a_draft()
    {
        await using var site = await TestSite.OpenAsync(RecipeText.Content(Article.Replace("\"Published\":true", "\"Published\":false", StringComparison.Ordinal)));

        Assert.Null(await site.PublishedAsync("rest"));
        Assert.Equal("restv1", (await site.LatestAsync("rest"))?.ContentItemVersionId);
    }

    [Theory]
    [InlineData(Article)]
    [InlineData("""{"ContentItemId":"rest","ContentType":"Article","TitlePart":{"Title":"Rest"}}""")]
    [InlineData("""{"ContentType":"Article","TitlePart":{"Title":"Rest"}}""")]
    [InlineData("""{"ContentType":"Page","TitlePart":{"Title":"Rest"}}""")]
    [InlineData("""{"ContentItemId":"[js:uuid()]","ContentItemVersionId":"[js: uuid()]","ContentType":"Page","TitlePart":{"Title":"[js: 'Re' + 'st']"}}""")]
    public async Task A_second_run_changes_nothing(string item)
    {
        await using var site = await TestSite.OpenAsync(RecipeText.Content(item));
        var told = site.Cms.Data.Events.Count;

        await site.Cms.RunRecipeAsync(RecipeText.Of(RecipeText.Content(item)));

        Assert.Empty(site.EventsAfter(told));
        Assert.Single((await site.ListAsync("Article")).Concat(await site.ListAsync("Page")));
    }

    [Theory]
    [InlineData("Article")]
    [InlineData("Page")]
    public async Task A_second_run_undoes_nothing_that_editors_did_in_between(string type)
    {
        var step = RecipeText.Content(Article.Replace("\"Article\"", $"\"{type}\"", StringComparison.Ordinal));
        await using var changed = await TestSite.OpenAsync(step);
        await using var removed = await TestSite.OpenAsync(step);
        await changed.PublishAsync(TestSite.Retitled((await changed.LatestAsync("rest"))!, "Rest more"));
        await removed.RemoveAsync("rest");

        await changed.Cms.RunRecipeAsync(RecipeText.Of(step));
        await removed.Cms.RunRecipeAsync(RecipeText.Of(step));

        Assert.Equal("Rest more", (await changed.LatestAsync("rest"))?.DisplayText);
        Assert.Null(await removed.LatestAsync("rest"));
    }

    [Fact]
    public async Task A_new_version_in_the_recipe_updates_the_item()
    {
        await using var site = await TestSite.OpenAsync(RecipeText.Content(Article));

        await site.Cms.RunRecipeAsync(RecipeText.Of(RecipeText.Content(Article.Replace("restv1", "restv2", StringComparison.Ordinal).Replace("\"Rest\"", "\"Rest more\"", StringComparison.Ordinal))));

        Assert.Equal(["Rest more", "Rest"], (await site.VersionsAsync("rest")).Select(version => version.DisplayText));
    }

    [Theory]
    [InlineData("""{"DisplayText":"Rest"}""", "item 1 (Rest): it has no ContentType.")]
    [InlineData("""{"ContentItemId":"rest","ContentType":"Nothing"}""", "item 1 (rest): There is no content type \"Nothing\"; this tenant has Article, Bullet, Page, Section, Tag, Taxonomy.")]
    [InlineData("""{"ContentType":"Page","CreatedUtc":"yesterday"}""", "item 1 (no name): CreatedUtc must be a moment like 2025-11-20T10:30:00Z, not \"yesterday\".")]
    [InlineData("""{"ContentItemId":"my page","ContentType":"Page"}""", "item 1 (my page): \"my page\" is no id of a content item; an id has at most 26 letters and digits.")]
    [InlineData("""{"ContentItemVersionId":"my-page-1","ContentType":"Page"}""", "item 1 (no name): \"my-page-1\" is no id of a version; an id has at most 26 letters and digits.")]
    [InlineData("""{"ContentType":"Page","Published":false}""", "item 1 (no name): Items of type Page have no drafts; publish it instead.")]
    public async Task An_item_that_cannot_be_saved_is_named(string item, string message)
    {
        await using var site = await TestSite.OpenAsync();

        var refusal = await Assert.ThrowsAsync<RecipeException>(() => site.Cms.RunRecipeAsync(RecipeText.Of(RecipeText.Content(item))));

        Assert.Equal("test.recipe.json, step 1 (content): " + message, refusal.Message);
    }

    [Fact]
    public async Task Data_must_be_a_list_of_items()
    {
        await using var site = await TestSite.OpenAsync();

        var refusal = await Assert.ThrowsAsync<RecipeException>(() => site.Cms.RunRecipeAsync(RecipeText.Of("""{"name":"Content","Data":{}}""")));

        Assert.Equal("test.recipe.json, step 1 (content): it needs \"data\": a list of objects.", refusal.Message);
    }
}
