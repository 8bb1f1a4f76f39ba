using Cms.Content;

namespace Cms.Tests.Editing.Versions;

public sealed class PruneVersionsTests
{
    [Fact]
    public async Task At_each_save_only_the_newest_versions_that_the_type_keeps_stay()
    {
        await using var site = await WithLimitsAsync("\"MaximumVersions\":3");
        var item = (await site.PublishAsync(Note("0"))).Value;

        for (var number = 1; number <= 5; number++)
            item = (await site.PublishAsync(TestSite.Retitled(item, $"{number}"))).Value;

        Assert.Equal(["5", "4", "3"], await TitlesAsync(site, item));
    }

    [Fact]
    public async Task The_published_version_stays_however_many_drafts_follow()
    {
        await using var site = await WithLimitsAsync("\"MaximumVersions\":1");
        var item = (await site.PublishAsync(Note("public"))).Value;

        var draft = (await site.SaveDraftAsync(TestSite.Retitled(item, "1"))).Value;
        await site.SaveDraftAsync(TestSite.Retitled(draft, "2"));

        Assert.Equal(["2", "public"], await TitlesAsync(site, item));
        Assert.Equal("public", (await site.PublishedAsync(item.ContentItemId))?.DisplayText);
    }

    [Fact]
    public async Task A_version_is_kept_for_the_days_after_it_was_replaced()
    {
        await using var site = await WithLimitsAsync("\"MaximumAgeInDays\":10");
        var first = (await site.PublishAsync(Note("0"))).Value;
        site.Cms.Clock.Advance(TimeSpan.FromDays(100));
        var second = (await site.PublishAsync(TestSite.Retitled(first, "1"))).Value;
        site.Cms.Clock.Advance(TimeSpan.FromDays(9));
        await site.PublishAsync(TestSite.Retitled(second, "2"));
        var atNineDays = await TitlesAsync(site, first);

        site.Cms.Clock.Advance(TimeSpan.FromDays(2));
        var pruned = await site.PruneAsync(first.ContentItemId);

        Assert.Equal(["2", "1", "0"], atNineDays);
        Assert.Equal(1, pruned.Value);
        Assert.Equal(["2", "1"], await TitlesAsync(site, first));
    }

    [Fact]
    public async Task With_both_limits_a_version_goes_when_one_of_them_rules_it_out()
    {
        await using var site = await WithLimitsAsync("\"MaximumVersions\":3,\"MaximumAgeInDays\":10");
        var item = (await site.PublishAsync(Note("0"))).Value;
        item = (await site.PublishAsync(TestSite.Retitled(item, "1"))).Value;
        site.Cms.Clock.Advance(TimeSpan.FromDays(11));

        item = (await site.PublishAsync(TestSite.Retitled(item, "2"))).Value;
        var afterDays = await TitlesAsync(site, item);
        item = (await site.PublishAsync(TestSite.Retitled(item, "3"))).Value;
        item = (await site.PublishAsync(TestSite.Retitled(item, "4"))).Value;

        Assert.Equal(["2", "1"], afterDays);
        Assert.Equal(["4", "3", "2"], await TitlesAsync(site, item));
    }

    [Fact]
    public async Task A_type_without_limits_keeps_everything()
    {
        await using var site = await TestSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("0"))).Value;
        site.Cms.Clock.Advance(TimeSpan.FromDays(10_000));
        await site.PublishAsync(TestSite.Retitled(item, "1"));

        Assert.Equal(0, (await site.PruneAsync(item.ContentItemId)).Value);
        Assert.Equal(["1", "0"], await TitlesAsync(site, item));
    }

    [Fact]
    public async Task A_type_that_no_longer_keeps_versions_lets_the_old_ones_go()
    {
        await using var site = await TestSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("0"))).Value;
        await site.PublishAsync(TestSite.Retitled(item, "1"));
        await site.DefineAsync(RecipeText.Type("Article", "\"Versionable\":false"));

        Assert.Equal(1, (await site.PruneAsync(item.ContentItemId)).Value);
        Assert.Equal(["1"], await TitlesAsync(site, item));
    }

    [Fact]
    public async Task A_recipe_does_not_bring_a_pruned_version_back()
    {
        var recipe = RecipeText.Content("""{"ContentItemId":"note1","ContentItemVersionId":"notev1","ContentType":"Note","TitlePart":{"Title":"0"}}""");
        await using var site = await WithLimitsAsync("\"MaximumVersions\":1");
        await site.Cms.RunRecipeAsync(RecipeText.Of(recipe));
        await site.PublishAsync(TestSite.Retitled((await site.LatestAsync("note1"))!, "1"));

        await site.Cms.RunRecipeAsync(RecipeText.Of(recipe));

        Assert.Equal("1", (await site.LatestAsync("note1"))?.DisplayText);
        Assert.Single(await site.VersionsAsync("note1"));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1.5")]
    [InlineData("\"three\"")]
    [InlineData("100001")]
    public async Task A_limit_that_is_none_is_refused_with_the_definitions(string value)
    {
        await using var site = await TestSite.OpenAsync();

        var refused = await Assert.ThrowsAsync<Cms.Recipes.RecipeException>(() => site.DefineAsync(
            $$"""{"Name":"Article","Settings":{"VersionLimits":{"MaximumVersions":{{value}} } },"ContentTypePartDefinitionRecords":[]}"""));

        Assert.Contains($"Content type Article: VersionLimits.MaximumVersions must be a whole number from 1 to 100000, not {value}.", refused.Message, StringComparison.Ordinal);
    }

    private static Task<TestSite> WithLimitsAsync(string limits) => TestSite.WithAsync(
        $$"""{"Name":"Note","Settings":{"ContentTypeSettings":{ {{RecipeText.Editable}} },"VersionLimits":{ {{limits}} } },"ContentTypePartDefinitionRecords":[{{RecipeText.Attach("TitlePart")}}] }""");

    private static Cms.Editing.ContentDraft Note(string title) => TestSite.Draft("Note", $$"""{"TitlePart":{"Title":"{{title}}"} }""");

    private static async Task<IEnumerable<string>> TitlesAsync(TestSite site, ContentItem item) =>
        (await site.VersionsAsync(item.ContentItemId)).Select(version => version.DisplayText);
}
