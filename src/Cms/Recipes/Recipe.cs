using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Content;

namespace Cms.Recipes;

/// <summary>A recipe file in Orchard Core's format: what a tenant is set up or changed with, step by step.</summary>
/// <param name="Name">Its name for commands.</param>
/// <param name="DisplayName">Its name for people.</param>
/// <param name="Description">What it does.</param>
/// <param name="IsSetupRecipe">It can set up a new tenant.</param>
/// <param name="File">The file it was read from.</param>
/// <param name="Steps">Its steps in order.</param>
public sealed record Recipe(string Name, string DisplayName, string Description, bool IsSetupRecipe, string File, IReadOnlyList<JsonObject> Steps)
{
    private static readonly JsonDocumentOptions Reading = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    /// <summary>The file's name, for messages.</summary>
    public string FileName => Path.GetFileName(File);

    /// <summary>Reads a recipe file. Throws <see cref="RecipeException"/> with file, line and what would be right.</summary>
    public static async Task<Recipe> ReadAsync(string file, CancellationToken cancel)
    {
        var fileName = Path.GetFileName(file);
        JsonNode? json;
        try
        {
            await using var stream = System.IO.File.OpenRead(file);
            json = await JsonNode.ParseAsync(stream, documentOptions: Reading, cancellationToken: cancel);
        }
        catch (JsonException exception)
        {
            var line = exception.LineNumber is { } number ? $", line {number + 1}" : "";
            throw new RecipeException($"{fileName}{line}: this is not valid JSON. {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RecipeException($"{file} cannot be read: {exception.Message}", exception);
        }

        if (json is not JsonObject recipe)
            throw new RecipeException($"{fileName}: a recipe is a JSON object with a list of steps.");

        if (Find(recipe, "steps") is not JsonArray steps || steps.Any(step => step is not JsonObject))
            throw new RecipeException($"{fileName}: \"steps\" must be a list of objects, each with a \"name\".");

        var name = JsonText.Find(recipe, "name") ?? fileName.Replace(".recipe.json", "", StringComparison.OrdinalIgnoreCase);
        return new Recipe(
            name,
            JsonText.Find(recipe, "displayName") ?? name,
            JsonText.Find(recipe, "description") ?? "",
            Find(recipe, "issetuprecipe")?.GetValueKind() == JsonValueKind.True,
            file,
            [.. steps.Cast<JsonObject>()]);
    }

    /// <summary>The member of this name, letter case aside as in Orchard Core, or null.</summary>
    public static JsonNode? Find(JsonObject json, string name) =>
        json.FirstOrDefault(member => member.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}
