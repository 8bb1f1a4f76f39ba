using System.Text.Json.Nodes;
using Cms.Media;
using Cms.Users;

namespace Cms.Recipes.Steps;

/// <summary>
/// Writes files into the tenant's media folder: <c>{"name":"media","Files":[{"TargetPath":"a.png","SourcePath":"files/a.png"}]}</c>, or
/// with <c>Base64</c> instead of <c>SourcePath</c>, which counts from the recipe's folder and must stay in it.
/// </summary>
public sealed class MediaStep(MediaFiles files) : RecipeStep
{
    public override string Name => "media";

    public override string? Needs => Permission.ManageMediaContent;

    public override async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken cancel)
    {
        foreach (var file in Objects(step, "Files"))
        {
            var target = Recipe.FindText(file, "TargetPath") ?? throw new RecipeException("a file has no TargetPath.");
            if (!MediaPath.IsValid(target))
                throw new RecipeException($"TargetPath \"{target}\" must be a path inside the media folder: {MediaPath.Form}.");

            if (files.Obstacle(target, run.Files) is { } obstacle)
                throw new RecipeException($"TargetPath \"{target}\" {obstacle}.");

            var bytes = await ReadAsync(file, target, run.Recipe, cancel);
            if (await files.FindComplaintAsync(target, bytes, cancel) is { } complaint)
                throw new RecipeException($"TargetPath \"{target}\" {complaint}.");

            if (await files.StageAsync(target, bytes, cancel) is { } staged)
                run.KeepLater(staged);
        }
    }

    private static async Task<byte[]> ReadAsync(JsonObject file, string target, Recipe recipe, CancellationToken cancel)
    {
        if (Recipe.FindText(file, "Base64") is { } base64)
        {
            try
            {
                return Convert.FromBase64String(base64);
            }
            catch (FormatException exception)
            {
                throw new RecipeException($"the Base64 of file {target} is none.", exception);
            }
        }

        if (Recipe.FindText(file, "SourcePath") is not { } source)
            throw new RecipeException($"file {target} needs a SourcePath or Base64; files are not fetched from other addresses.");

        var folder = Path.GetDirectoryName(Path.GetFullPath(recipe.File))!;
        var path = recipe.FindFile(source) ?? throw new RecipeException($"SourcePath \"{source}\" must stay in the recipe's folder {folder}.");

        return File.Exists(path)
            ? await File.ReadAllBytesAsync(path, cancel)
            : throw new RecipeException($"SourcePath \"{source}\" is no file in {folder}.");
    }
}
