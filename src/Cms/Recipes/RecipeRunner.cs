using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Recipes.Scripts;
using Cms.Settings;
using Cms.Tenants;
using Cms.Users;

namespace Cms.Recipes;

/// <summary>Runs a recipe in the current tenant: all of it, or nothing.</summary>
public sealed class RecipeRunner(
    IEnumerable<RecipeStep> steps, TenantWork work, SettingsStore settings, CurrentTenant current, CurrentCaller caller, RecipeSurroundings surroundings, WritePreview preview)
{
    private readonly Dictionary<string, RecipeStep> _byName = steps.ToDictionary(step => step.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The run's remarks. Throws <see cref="RecipeException"/> with file, step number and what would be right, also when the caller lacks the permission
    /// <see cref="Permission.Import"/> or that of a step; the tenant is then as it was before.
    /// </summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <param name="reached">Told of each step as it begins, by its number from 1; null for nobody.</param>
    public async Task<IReadOnlyList<string>> RunAsync(Recipe recipe, CancellationToken cancel, Action<int>? reached = null)
    {
        Require(Permission.Import, "run recipes");
        Check(recipe);
        using var run = new RecipeRun(recipe, RunStepsAsync) { Reached = reached };
        await using (var transaction = await work.BeginAsync(cancel))
        {
            await RunAsync(run, cancel);
            await transaction.CommitAsync(cancel);
        }

        foreach (var file in run.Files)
            file.Keep();
        return run.Remarks;
    }

    /// <summary>What the recipe would change; nothing of it is kept, and this scope must not be used for anything after it. Throws like <see cref="RunAsync"/>.</summary>
    public async Task<RecipePreview> PreviewAsync(Recipe recipe, CancellationToken cancel)
    {
        Require(Permission.Import, "run recipes");
        Check(recipe);
        using var run = new RecipeRun(recipe, RunStepsAsync);
        await using var transaction = await work.BeginAsync(cancel);
        var before = await settings.ListAsync(cancel);
        await RunAsync(run, cancel);
        return await preview.WriteAsync(before, run, cancel);
    }

    /// <summary>True when something of a kept step is run by now, false when all of it would be kept again.</summary>
    public bool Runs(WaitingStep step) => _byName.TryGetValue(step.Name, out var known) && known.Runs(step.Step);

    /// <summary>The id of the tenant's first administrator: the same at every run and in every process.</summary>
    public static string AdminUserIdOf(Tenant tenant) =>
        ContentId.FromBytes(SHA256.HashData(Encoding.UTF8.GetBytes($"admin of {tenant.Id}")).AsSpan(0, 16));

    private async Task RunAsync(RecipeRun run, CancellationToken cancel)
    {
        run.Variables = await RememberedVariables.LoadAsync(settings, cancel);
        await RunStepsAsync(run, cancel);
        await run.Variables.SaveAsync(settings, cancel);
        await WaitingStep.AddAsync(settings, run.Waiting, cancel);
    }

    private async Task RunStepsAsync(RecipeRun run, CancellationToken cancel)
    {
        var recipe = run.Recipe;
        Check(recipe);
        var scripts = new RecipeScripts(recipe, await ParametersAsync(recipe, cancel), surroundings, run.Variables!);
        foreach (var (index, written) in recipe.Steps.Index())
        {
            var given = Recipe.FindText(written, "name")!;
            var known = _byName.GetValueOrDefault(given);
            var name = known?.Name ?? OrchardStep.Find(given)!.Name;
            try
            {
                run.Written = written;
                run.Reached?.Invoke(index + 1);
                if (known?.Needs is { } permission)
                    Require(permission, "run this step");
                var step = scripts.Evaluate(written, cancel);
                if (known is not null)
                    await known.RunAsync(step, run, cancel);
                else
                    Keep(OrchardStep.Find(name)!, $"Step {index + 1} ({name})", step, run);
            }
            catch (Exception exception) when (exception is RecipeException or FormatException)
            {
                throw new RecipeException($"{Place(recipe, index + 1, name)}: {exception.Message}", exception);
            }
        }
    }

    private void Require(string permission, string what)
    {
        if (caller.Caller.Refuse(permission, what) is { } refused)
            throw new RecipeException(refused.Message);
    }

    // Before anything is done: a recipe whose last step is misspelt should not run for minutes first.
    private void Check(Recipe recipe)
    {
        foreach (var (index, json) in recipe.Steps.Index())
        {
            if (Recipe.FindText(json, "name") is not { } name)
                throw new RecipeException($"{recipe.FileName}, step {index + 1}: it has no \"name\". Known steps: {Names()}.");

            if (_byName.ContainsKey(name))
                continue;

            if (OrchardStep.Find(name) is not { } orchard)
                throw new RecipeException($"{recipe.FileName}, step {index + 1} is called \"{name}\". Known steps: {Names()}.");

            if (orchard.Fate == StepFate.Refused)
                throw new RecipeException($"{Place(recipe, index + 1, orchard.Name)} is refused: {orchard.Reason}.");
        }
    }

    private static void Keep(OrchardStep orchard, string place, JsonObject step, RecipeRun run)
    {
        if (orchard.Fate == StepFate.Skipped)
        {
            run.Remark($"{place} was skipped: {orchard.Reason}.");
            return;
        }

        run.Remark(orchard.Fate == StepFate.Waiting ? $"{place} waits: {orchard.Reason}." : $"{place} is kept and not run: {orchard.Reason}.");
        run.KeepStep(place, new WaitingStep(run.Recipe.Name, orchard.Name, orchard.Reason, step));
    }

    private async Task<IReadOnlyDictionary<string, string>> ParametersAsync(Recipe recipe, CancellationToken cancel)
    {
        var tenant = current.Tenant;
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["SiteName"] = (await SiteSettings.LoadAsync(settings, cancel)).SiteName,
            ["TenantName"] = tenant.Name,
            ["AdminUserId"] = AdminUserIdOf(tenant),
            ["AdminUsername"] = surroundings.AdminUserName,
            ["AdminEmail"] = surroundings.AdminEmail,
        };
        foreach (var (name, value) in recipe.Parameters)
            parameters[name] = value;
        return parameters;
    }

    private static string Place(Recipe recipe, int number, string name) => $"{recipe.FileName}, step {number} ({name})";

    private string Names() => string.Join(", ", _byName.Keys.Order(StringComparer.OrdinalIgnoreCase));
}
