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

    /// <summary>What <c>variables('...')</c> gives its scripts; values may be scripts themselves.</summary>
    public JsonObject Variables { get; init; } = [];

    /// <summary>What whoever runs it hands to its scripts as <c>parameters('...')</c>, beside what every run knows.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>The file's name, for messages.</summary>
    public string FileName => Path.GetFileName(File);

    /// <summary>Reads a recipe file. Throws <see cref="RecipeException"/> with file, line and what would be right.</summary>
    public static async Task<Recipe> ReadAsync(string file, CancellationToken cancel)
    {
        byte[] bytes;
        try
        {
            bytes = await System.IO.File.ReadAllBytesAsync(file, cancel);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RecipeException($"{file} cannot be read: {exception.Message}", exception);
        }

        return Parse(bytes, file);
    }

    /// <summary>Reads a recipe. Throws <see cref="RecipeException"/> with file, line and what would be right.</summary>
    /// <param name="utf8">Its text.</param>
    /// <param name="file">Where it was found; its scripts and steps read no file from outside that folder.</param>
    public static Recipe Parse(ReadOnlySpan<byte> utf8, string file)
    {
        var fileName = Path.GetFileName(file);
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        JsonNode? json;
        try
        {
            json = JsonNode.Parse(utf8.StartsWith(mark) ? utf8[mark.Length..] : utf8, documentOptions: Reading);
        }
        catch (JsonException exception)
        {
            var line = exception.LineNumber is { } number ? $", line {number + 1}" : "";
            throw new RecipeException($"{fileName}{line}: this is not valid JSON. {exception.Message}", exception);
        }

        if (json is not JsonObject recipe)
            throw new RecipeException($"{fileName}: a recipe is a JSON object with a list of steps.");

        if (JsonText.FindMember(recipe, "steps") is not JsonArray steps || steps.Any(step => step is not JsonObject))
            throw new RecipeException($"{fileName}: \"steps\" must be a list of objects, each with a \"name\".");

        if (JsonText.FindMember(recipe, "variables") is { } given and not JsonObject)
            throw new RecipeException($"{fileName}: \"variables\" must be an object, not {given.ToJsonString()}.");

        var name = JsonText.Find(recipe, "name") ?? fileName.Replace(".recipe.json", "", StringComparison.OrdinalIgnoreCase);
        return new Recipe(
            name,
            JsonText.Find(recipe, "displayName") ?? name,
            JsonText.Find(recipe, "description") ?? "",
            JsonText.FindMember(recipe, "issetuprecipe")?.GetValueKind() == JsonValueKind.True,
            file,
            [.. steps.Cast<JsonObject>()])
        {
            Variables = JsonText.FindMember(recipe, "variables") as JsonObject ?? [],
        };
    }

    /// <summary>The text under this name, letter case aside, or null when it is missing, empty or no text.</summary>
    public static string? FindText(JsonObject json, string name) =>
        JsonText.FindMember(json, name) is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0 ? text : null;

    /// <summary>The absolute path of a file named from the recipe's folder, or null when the name leaves the folder, also through a link. The file need not exist.</summary>
    public string? FindFile(string name)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(File))!;
        if (name.Contains('\0', StringComparison.Ordinal))
            return null;

        var path = Path.GetFullPath(Path.Combine(folder, name));
        if (!path.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            return null;

        for (var part = path; part.Length > folder.TrimEnd(Path.DirectorySeparatorChar).Length; part = Path.GetDirectoryName(part)!)
        {
            if (new FileInfo(part).LinkTarget is not null)
                return null;
        }

        return path;
    }
}
