using Cms.Recipes;

namespace Cms.Tests.Recipes;

public sealed class RecipeFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cms-tests-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Recipes_are_listed_in_order_and_found_by_the_names_of_the_list()
    {
        Write("b", """{"name":"Second","displayName":"The second","issetuprecipe":true,"steps":[]}""");
        Write("a", """{"steps":[]}""");
        File.WriteAllText(Path.Combine(_folder, "notes.json"), "none");
        var folder = new RecipeFolder(_folder);

        var recipes = await folder.ListAsync(Cancel);

        Assert.Equal([("a", "a", false), ("Second", "The second", true)], recipes.Select(recipe => (recipe.Name, recipe.DisplayName, recipe.IsSetupRecipe)));
        foreach (var recipe in recipes)
            Assert.Equal(recipe.File, (await folder.GetAsync(recipe.Name, Cancel)).File);
    }

    [Fact]
    public async Task A_recipe_is_found_by_its_file_name_and_by_path()
    {
        Write("a", """{"name":"Other","steps":[]}""");
        var folder = new RecipeFolder(_folder);

        var byName = await folder.GetAsync("a", Cancel);
        var byPath = await new RecipeFolder(Path.Combine(_folder, "empty")).GetAsync(Path.Combine(_folder, "a.recipe.json"), Cancel);

        Assert.Equal(("Other", "Other"), (byName.Name, byPath.Name));
    }

    [Fact]
    public async Task A_recipe_that_is_not_there_is_named_with_those_that_are()
    {
        Write("a", """{"name":"Other","steps":[]}""");

        var refusal = await Assert.ThrowsAsync<RecipeException>(() => new RecipeFolder(_folder).GetAsync("c", Cancel));

        Assert.Equal($"There is no recipe \"c\": it is neither a file nor one of a in {_folder}.", refusal.Message);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string name, string json) => File.WriteAllText(Path.Combine(_folder, name + ".recipe.json"), json);
}
