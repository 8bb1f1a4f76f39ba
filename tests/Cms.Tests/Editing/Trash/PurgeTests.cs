using Cms.Content;
using Cms.Events;

namespace Cms.Tests.Editing.Trash;

public sealed class PurgeTests
{
    [Fact]
    public async Task A_purged_item_is_gone_with_all_its_versions_and_its_address_says_so()
    {
        await using var site = await TestSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("Rest"))).Value;
        await site.PublishAsync(TestSite.Retitled(item, "Rest more"));
        await site.RemoveAsync(item.ContentItemId);
        var before = site.Cms.Data.Events.Count;

        var purged = (await site.PurgeAsync(item.ContentItemId)).Value;

        Assert.Equal("Rest more", purged.DisplayText);
        Assert.Empty(await site.VersionsAsync(item.ContentItemId));
        Assert.Empty(await site.TrashAsync());
        Assert.Equal([new ContentPurged(item.ContentItemId, "Article")], site.EventsAfter(before));
        Assert.True((await site.FormerRouteAsync("articles/rest"))?.IsRemoved);
        Assert.Equal(ProblemKind.NotFound, (await site.PurgeAsync(item.ContentItemId)).Problem?.Kind);
        Assert.Equal(ProblemKind.NotFound, (await site.RestoreRemovedAsync(item.ContentItemId)).Problem?.Kind);
    }

    [Fact]
    public async Task An_item_that_is_not_in_the_trash_is_refused()
    {
        await using var site = await TestSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("Rest"))).Value;

        var outcome = await site.PurgeAsync(item.ContentItemId);

        Assert.Equal((ProblemKind.Conflict, $"\"Rest\" ({item.ContentItemId}) is not in the trash; remove it first."), (outcome.Problem?.Kind, outcome.Problem?.Message));
        Assert.NotNull(await site.PublishedAsync(item.ContentItemId));
    }

    [Fact]
    public async Task A_recipe_that_runs_again_does_not_bring_a_purged_item_back()
    {
        var recipe = RecipeText.Of(RecipeText.Content("""{"ContentItemId":"rest","ContentItemVersionId":"restv1","ContentType":"Article","TitlePart":{"Title":"Rest"}}"""));
        await using var site = await TestSite.OpenAsync();
        await site.Cms.RunRecipeAsync(recipe);
        await site.RemoveAsync("rest");
        await site.PurgeAsync("rest");

        await site.Cms.RunRecipeAsync(recipe);

        Assert.Null(await site.LatestAsync("rest"));
        Assert.Empty(await site.VersionsAsync("rest"));
    }

    [Fact]
    public async Task What_lay_in_the_trash_for_thirty_days_is_purged()
    {
        await using var site = await TestSite.OpenAsync();
        var (old, young) = ((await site.PublishAsync(TestSite.Article("Old"))).Value, (await site.PublishAsync(TestSite.Article("Young"))).Value);
        await site.RemoveAsync(old.ContentItemId);
        site.Cms.Clock.Advance(TimeSpan.FromDays(29));
        await site.RemoveAsync(young.ContentItemId);
        var early = await site.PurgeExpiredAsync();

        site.Cms.Clock.Advance(TimeSpan.FromDays(1));
        var purged = await site.PurgeExpiredAsync();

        Assert.Equal((0, 1), (early, purged));
        Assert.Equal(["Young"], (await site.TrashAsync()).Select(item => item.DisplayText));
    }

    [Fact]
    public async Task The_site_s_settings_say_how_many_days()
    {
        await using var site = await TestSite.OpenAsync("""{"name":"settings","TrashSettings":{"DaysKept":2}}""");
        var item = (await site.PublishAsync(TestSite.Article("Rest"))).Value;
        await site.RemoveAsync(item.ContentItemId);

        site.Cms.Clock.Advance(TimeSpan.FromDays(2));

        Assert.Equal(1, await site.PurgeExpiredAsync());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("2.5")]
    [InlineData("\"30\"")]
    [InlineData("99999999999")]
    public async Task Days_that_are_none_are_refused(string days)
    {
        await using var site = await TestSite.OpenAsync();

        var refused = await Assert.ThrowsAsync<Cms.Recipes.RecipeException>(() => site.Cms.RunRecipeAsync(RecipeText.Of($$"""{"name":"settings","TrashSettings":{"DaysKept":{{days}} } }""")));

        Assert.Contains($"TrashSettings must be {{\"DaysKept\": N}} with a whole number N from 1 to 36500, not {{\"DaysKept\":{days}}}.", refused.Message, StringComparison.Ordinal);
    }
}
