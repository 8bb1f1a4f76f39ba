using System.CommandLine;
using System.Text.Json;
using Cms.Content;
using Cms.Media;
using Cms.Recipes;

namespace Cms.Host.Commands;

/// <summary><c>cms recipes export</c></summary>
internal static class ExportCommand
{
    private const string Ending = ".recipe.json";

    private static readonly JsonSerializerOptions Written = new(ContentItemJson.Options) { WriteIndented = true, NewLine = "\n" };

    public static Command Create(string[] configuration)
    {
        var file = new Argument<string>("FILE") { Description = $"The recipe to write, such as site{Ending}; media files go into a folder of its name beside it." };
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace the file, and media files of the same names, if they are there." };
        var tenant = RecipeCommands.TenantOption();
        var command = new Command("export", "Writes a tenant as a set-up recipe: definitions, settings, content, media. Secrets are left out.") { file, overwrite, tenant };
        command.SetAction((parsed, cancel) => Output.GuardAsync(parsed, async output =>
        {
            var path = Path.GetFullPath(parsed.GetRequiredValue(file));
            if (!path.EndsWith(Ending, StringComparison.OrdinalIgnoreCase))
                path += Ending;
            var name = Path.GetFileName(path)[..^Ending.Length];
            var folder = Path.Combine(Path.GetDirectoryName(path)!, name);
            if (!parsed.GetValue(overwrite) && new[] { path, folder }.FirstOrDefault(Path.Exists) is { } taken)
                throw new CommandException($"{taken} is there already; give --overwrite to replace it.");

            await using var scope = await CommandScope.StartAsync(configuration, cancel);
            var target = scope.GetTenant(parsed.GetRequiredValue(tenant));
            await using var inside = scope.Open(target);
            var exported = await inside.ServiceProvider.GetRequiredService<ExportRecipe>().RunAsync(name, name, cancel);
            try
            {
                await WriteAsync(exported, path, folder, inside.ServiceProvider.GetRequiredService<MediaFiles>(), cancel);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new CommandException($"{path} cannot be written: {exception.Message}");
            }

            output.Remarks(exported.Remarks);
            output.Line($"Tenant {target.Name} is in {path}{(exported.MediaFiles.Count > 0 ? $", its {exported.MediaFiles.Count} media files in {folder}" : "")}.");
            return 0;
        }));
        return command;
    }

    // The recipe last and under another name first: where it stands, all of it stands.
    private static async Task WriteAsync(ExportedRecipe exported, string path, string folder, MediaFiles media, CancellationToken cancel)
    {
        foreach (var file in exported.MediaFiles)
        {
            var copy = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            if (media.Find(file) is not { } original)
                throw new IOException($"the media file {file} was removed meanwhile");
            original.CopyTo(copy, overwrite: true);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = path + ".unfinished";
        await File.WriteAllTextAsync(unfinished, exported.Recipe.ToJsonString(Written) + "\n", cancel);
        File.Move(unfinished, path, overwrite: true);
    }
}
