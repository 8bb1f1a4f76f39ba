namespace Cms.Recipes;

/// <summary>The recipes that came with the program.</summary>
/// <param name="Path">The folder, absolute.</param>
public sealed record RecipeFolder(string Path)
{
    private const string Ending = ".recipe.json";

    /// <summary>Every recipe of the folder in order of name. A broken file is reported, not hidden.</summary>
    public async Task<IReadOnlyList<Recipe>> ListAsync(CancellationToken cancel)
    {
        var recipes = new List<Recipe>();
        foreach (var file in Files())
            recipes.Add(await Recipe.ReadAsync(file, cancel));
        return recipes;
    }

    /// <summary>The recipe of this name, or in this file. Throws <see cref="RecipeException"/> when there is none.</summary>
    /// <param name="nameOrFile">A file's name without its ending, a recipe's name as <see cref="ListAsync"/> gives it, or a path, relative to the working directory.</param>
    /// <param name="cancel">Stops the reading.</param>
    public async Task<Recipe> GetAsync(string nameOrFile, CancellationToken cancel)
    {
        if (FindFile(nameOrFile) is { } named)
            return await Recipe.ReadAsync(named, cancel);

        if (File.Exists(nameOrFile))
            return await Recipe.ReadAsync(System.IO.Path.GetFullPath(nameOrFile), cancel);

        if (await FindByNameAsync(nameOrFile, cancel) is { } recipe)
            return recipe;

        var known = Files().Select(file => System.IO.Path.GetFileName(file)[..^Ending.Length]);
        throw new RecipeException(
            $"There is no recipe \"{nameOrFile}\": it is neither a file nor one of {string.Join(", ", known.DefaultIfEmpty("(none)"))} in {Path}.");
    }

    /// <summary>The recipe of the folder with this file name or name; no other file is read. Null when there is none.</summary>
    public async Task<Recipe?> FindAsync(string name, CancellationToken cancel) =>
        FindFile(name) is { } file ? await Recipe.ReadAsync(file, cancel) : await FindByNameAsync(name, cancel);

    private string? FindFile(string name) =>
        name.IndexOfAny(['/', '\\']) < 0 && System.IO.Path.Combine(Path, name + Ending) is var file && File.Exists(file) ? file : null;

    private async Task<Recipe?> FindByNameAsync(string name, CancellationToken cancel)
    {
        foreach (var file in Files())
        {
            if (await Recipe.ReadAsync(file, cancel) is var recipe && recipe.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return recipe;
        }

        return null;
    }

    private IEnumerable<string> Files() =>
        Directory.Exists(Path) ? Directory.EnumerateFiles(Path, "*" + Ending).Order(StringComparer.Ordinal) : Array.Empty<string>();
}
