using System.Text.Json.Nodes;
using Cms.Content;

namespace Cms.Recipes;

/// <summary>Runs a recipe in the current tenant: all of it, or nothing.</summary>
public sealed class RecipeRunner(IEnumerable<RecipeStep> steps, TenantWork work)
{
    private static readonly string[] ScriptStarts = ["[js:", "[file:"];

    private readonly Dictionary<string, RecipeStep> _byName = steps.ToDictionary(step => step.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The run's remarks. Throws <see cref="RecipeException"/> with file, step number and what would be right; the tenant is then as
    /// it was before.
    /// </summary>
    public async Task<IReadOnlyList<string>> RunAsync(Recipe recipe, CancellationToken cancel)
    {
        var known = recipe.Steps.Select((json, index) => (Step: Find(recipe, json, index + 1), Json: json)).ToList();
        var run = new RecipeRun(recipe);
        try
        {
            await using (var transaction = await work.BeginAsync(cancel))
            {
                foreach (var (number, (step, json)) in known.Index())
                {
                    try
                    {
                        await step.RunAsync(json, run, cancel);
                    }
                    catch (Exception exception) when (exception is RecipeException or FormatException)
                    {
                        throw new RecipeException($"{Place(recipe, number + 1, step.Name)}: {exception.Message}", exception);
                    }
                }

                await transaction.CommitAsync(cancel);
            }

            foreach (var file in run.Files)
                file.Keep();
            return run.Remarks;
        }
        finally
        {
            foreach (var file in run.Files)
                file.Dispose();
        }
    }

    private RecipeStep Find(Recipe recipe, JsonObject json, int number)
    {
        if (Recipe.Find(json, "name") is not JsonValue value || !value.TryGetValue(out string? name))
            throw new RecipeException($"{recipe.FileName}, step {number}: it has no \"name\". Known steps: {Names()}.");

        if (Script(json) is { } script)
            throw new RecipeException($"{Place(recipe, number, name)}: it uses the script {script}, and scripts in recipes are not run yet; write the value itself.");

        return _byName.TryGetValue(name, out var step)
            ? step
            : throw new RecipeException($"{recipe.FileName}, step {number} is called \"{name}\". Known steps: {Names()}.");
    }

    private static string Place(Recipe recipe, int number, string name) => $"{recipe.FileName}, step {number} ({name})";

    private string Names() => string.Join(", ", _byName.Keys.Order(StringComparer.OrdinalIgnoreCase));

    // Stored as it stands, a script would become somebody's title.
    private static string? Script(JsonNode? node) => node switch
    {
        JsonObject json => json.Select(member => Script(member.Value)).FirstOrDefault(script => script is not null),
        JsonArray list => list.Select(Script).FirstOrDefault(script => script is not null),
        JsonValue value when value.TryGetValue(out string? text) && ScriptStarts.Any(start => text.StartsWith(start, StringComparison.Ordinal)) => text,
        _ => null,
    };
}
