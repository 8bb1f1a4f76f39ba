using Cms.Recipes;
using Cms.Settings;

namespace Cms.Tests.Recipes.Steps;

public sealed class RecipesStepTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_recipe_runs_as_part_of_this_one_and_sees_its_parameters()
    {
        await using var site = await TestSite.WithAsync();
        await WriteAsync(site, "inner", """
            {"name":"Inner","steps":[{"name":"settings","SiteName":"[js: parameters('TenantName')]"},{"name":"Layers"}]}
            """);

        var remarks = await site.Cms.RunRecipeAsync(RecipeText.Of("""{"name":"recipes","Values":[{"executionid":"x","name":"inner"}]}"""));

        Assert.Equal("Default", (string?)(await site.SettingsAsync(SiteSettings.Section))!["SiteName"]);
        Assert.StartsWith("Step 2 (Layers) is kept", Assert.Single(remarks), StringComparison.Ordinal);
        Assert.Equal("Inner", (string?)(await site.SettingsAsync(WaitingStep.Section))!["Steps"]![0]!["Recipe"]);
    }

    [Theory]
    [InlineData("""{"name":"settings","SiteName":5}""", "inner.recipe.json, step 1 (settings): SiteName must be a text")]
    [InlineData("""{"name":"nothing"}""", "inner.recipe.json, step 1 is called \"nothing\". Known steps: ")]
    [InlineData("""{"name":"recipes","Values":[{"name":"inner"}]}""", "inner.recipe.json, step 1 (recipes): the recipe Inner would run itself.")]
    public async Task What_is_wrong_in_it_undoes_both(string step, string message)
    {
        await using var site = await TestSite.WithAsync();
        await WriteAsync(site, "inner", $$"""{"name":"Inner","steps":[{{step}}]}""");

        var refusal = await Assert.ThrowsAsync<RecipeException>(() => site.Cms.RunRecipeAsync(RecipeText.Of(
            """{"name":"feature","enable":["OrchardCore.Media"]}""", """{"name":"recipes","Values":[{"name":"Inner"}]}""")));

        Assert.StartsWith("test.recipe.json, step 2 (recipes): " + message, refusal.Message, StringComparison.Ordinal);
        Assert.Null(await site.SettingsAsync("features"));
    }

    [Fact]
    public async Task Only_the_programs_own_recipes_are_run()
    {
        await using var site = await TestSite.WithAsync();
        await WriteAsync(site, "inner", """{"name":"Inner","steps":[]}""");

        var refusal = await Assert.ThrowsAsync<RecipeException>(() => site.Cms.RunRecipeAsync(
            RecipeText.Of("""{"name":"recipes","Values":[{"name":"../inner.recipe.json"}]}""")));

        Assert.Equal(
            "test.recipe.json, step 1 (recipes): there is no recipe \"../inner.recipe.json\". The program has Inner, test.", refusal.Message);
    }

    private static Task WriteAsync(TestSite site, string name, string json) =>
        File.WriteAllTextAsync(Path.Combine(site.Cms.Folder, name + ".recipe.json"), json, Cancel);
}
