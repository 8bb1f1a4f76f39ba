using System.Text.Json.Nodes;

namespace Cms.Recipes.Steps;

/// <summary>Runs other recipes of the program as part of this one: <c>{"name":"recipes","Values":[{"executionid":"...","name":"guides"}]}</c>.</summary>
public sealed class RecipesStep(RecipeFolder folder) : RecipeStep
{
    public override string Name => "recipes";

    public override async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken cancel)
    {
        foreach (var value in Objects(step, "Values"))
        {
            var name = Recipe.FindText(value, "name") ?? throw new RecipeException("a recipe of \"Values\" has no name.");
            var inner = await folder.FindAsync(name, cancel);
            if (inner is null)
            {
                var known = (await folder.ListAsync(cancel)).Select(recipe => recipe.Name).DefaultIfEmpty("none");
                throw new RecipeException($"there is no recipe \"{name}\". The program has {string.Join(", ", known)}.");
            }

            await run.RunInsideAsync(inner, cancel);
        }
    }
}
