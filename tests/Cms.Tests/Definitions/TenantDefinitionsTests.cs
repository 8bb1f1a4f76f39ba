using System.Text.Json.Nodes;
using Cms.Definitions;
using Cms.Events;
using Cms.Recipes;
using Cms.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tests.Definitions;

public sealed class TenantDefinitionsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_saved_definition_is_seen_by_everybody_afterwards()
    {
        await using var site = await TestSite.WithAsync();
        Assert.Null((await site.DefinitionsAsync()).FindType("Note"));

        await site.DefineAsync(RecipeText.Type("Note", ""));

        Assert.NotNull((await site.DefinitionsAsync()).FindType("Note"));
    }

    [Fact]
    public async Task What_another_process_just_defined_is_not_lost_by_a_merge_here()
    {
        await using var site = await TestSite.WithAsync(RecipeText.Type("Here", ""));
        var file = Path.Combine(site.Cms.Folder, "third.recipe.json");
        await File.WriteAllTextAsync(file, RecipeText.Of(RecipeText.Definitions(RecipeText.Type("Third", ""))), Cancel);
        var third = await Recipe.ReadAsync(file, Cancel);

        // One scope, because events are told at its end, as those of another process are told by the watcher later.
        await site.Cms.InScopeAsync(async services =>
        {
            var here = await services.GetRequiredService<TenantDefinitions>().GetAsync(Cancel);
            var there = JsonNode.Parse(RecipeText.Definitions(RecipeText.Type("There", "")))!.AsObject();
            await services.GetRequiredService<SettingsStore>().SaveAsync(
                TenantDefinitions.Section, DefinitionsJson.Write(DefinitionsJson.Merge(here, there)), new DefinitionsChanged(), Cancel);
            return await services.GetRequiredService<RecipeRunner>().RunAsync(third, Cancel);
        });

        Assert.Equal(["Here", "There", "Third"], (await site.DefinitionsAsync()).Types.Select(type => type.Name));
    }

    [Fact]
    public async Task A_recipe_sees_the_definitions_of_its_own_earlier_steps_and_a_failed_one_leaves_none()
    {
        await using var site = await TestSite.WithAsync();
        var recipe = RecipeText.Of(
            RecipeText.Definitions(RecipeText.Type("Note", "", RecipeText.Attach("TitlePart"))),
            RecipeText.Content("""{"ContentType":"Note","TitlePart":{"Title":"One"}}"""),
            """{"name":"settings","SiteName":5}""");

        var refusal = await Assert.ThrowsAsync<RecipeException>(() => site.Cms.RunRecipeAsync(recipe));

        Assert.Equal("test.recipe.json, step 3 (settings): SiteName must be a text, not 5.", refusal.Message);
        Assert.Empty((await site.DefinitionsAsync()).Types);
    }
}
