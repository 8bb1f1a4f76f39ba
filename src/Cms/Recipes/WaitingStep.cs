using System.Text.Json.Nodes;
using Cms.Events;
using Cms.Settings;

namespace Cms.Recipes;

/// <summary>A step that a recipe brought and that was not run. Nothing of it is lost but secrets: it is run later, or exported as it came.</summary>
/// <param name="Recipe">Name of the recipe.</param>
/// <param name="Name">The step's name.</param>
/// <param name="Reason">Why it was not run.</param>
/// <param name="Step">The step, its scripts run, without secrets.</param>
public sealed record WaitingStep(string Recipe, string Name, string Reason, JsonObject Step)
{
    /// <summary>The section of settings under which they are stored: <c>{"Steps":[{"Recipe":"...","Name":"...","Reason":"...","Step":{...}}]}</c>.</summary>
    public const string Section = "waiting-steps";

    /// <summary>Those of the current tenant in the order in which they came.</summary>
    public static async Task<IReadOnlyList<WaitingStep>> ListAsync(SettingsStore settings, CancellationToken cancel) =>
        (await settings.FindAsync(Section, cancel))?["Steps"] is JsonArray steps
            ? [.. steps.Select(step => new WaitingStep((string)step![nameof(Recipe)]!, (string)step[nameof(Name)]!, (string)step[nameof(Reason)]!, step[nameof(Step)]!.AsObject()))]
            : [];

    /// <summary>Adds steps at the end; one that was there already moves there, so that the order is that of the last run.</summary>
    internal static async Task AddAsync(SettingsStore settings, IReadOnlyList<WaitingStep> added, CancellationToken cancel)
    {
        if (added.Count == 0)
            return;

        var before = await ListAsync(settings, cancel);
        await SaveAsync(settings, [.. before.Where(old => !added.Any(old.IsSameAs)), .. added], cancel);
    }

    /// <summary>Takes a step off the list.</summary>
    internal static async Task RemoveAsync(SettingsStore settings, WaitingStep done, CancellationToken cancel) =>
        await SaveAsync(settings, [.. (await ListAsync(settings, cancel)).Where(step => !step.IsSameAs(done))], cancel);

    private bool IsSameAs(WaitingStep other) => Recipe == other.Recipe && Name == other.Name && JsonNode.DeepEquals(Step, other.Step);

    private static Task SaveAsync(SettingsStore settings, IReadOnlyList<WaitingStep> steps, CancellationToken cancel)
    {
        var json = new JsonObject
        {
            ["Steps"] = new JsonArray([.. steps.Select(step => new JsonObject
            {
                [nameof(Recipe)] = step.Recipe,
                [nameof(Name)] = step.Name,
                [nameof(Reason)] = step.Reason,
                [nameof(Step)] = step.Step.DeepClone(),
            })]),
        };
        return settings.SaveAsync(Section, json, new NotesChanged(Section), cancel);
    }
}
