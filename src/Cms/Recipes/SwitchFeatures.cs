using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Events;
using Cms.Features;
using Cms.Modeling;
using Cms.Recipes.Steps;
using Cms.Settings;
using Cms.Users;

namespace Cms.Recipes;

/// <summary>Switches features on and off. Content types that come with a feature are made with it, and stay when it goes.</summary>
public sealed class SwitchFeatures(CurrentCaller current, SettingsStore settings, TenantDefinitions definitions, ChangeDefinitions change, TenantWork work)
{
    /// <summary>
    /// The names of those that are on afterwards. May run twice. <see cref="ProblemKind.NotFound"/> for one that Cms does not have, <see cref="ProblemKind.Forbidden"/> without the permission
    /// <see cref="Permission.ManageFeatures"/>, and without that of content types where some come with a feature.
    /// </summary>
    /// <param name="enable">The names of those to switch on.</param>
    /// <param name="disable">The names of those to switch off; one that is not on is left alone.</param>
    /// <param name="cancel">Stops the work.</param>
    public Task<Outcome<IReadOnlyList<string>>> RunAsync(IReadOnlyList<string> enable, IReadOnlyList<string> disable, CancellationToken cancel) => RunAsync(enable, disable, [], cancel);

    /// <summary>The same for a recipe: content types that its steps define are left to them.</summary>
    internal async Task<Outcome<IReadOnlyList<string>>> RunAsync(IReadOnlyList<string> enable, IReadOnlyList<string> disable, IReadOnlyList<JsonObject> steps, CancellationToken cancel)
    {
        if (current.Caller.Refuse(Permission.ManageFeatures, "switch features") is { } refused)
            return refused;

        if (enable.FirstOrDefault(name => Feature.Known.All(feature => feature.Name != name)) is { } unknown)
            return Problem.NotFound($"There is no feature \"{unknown}\".");

        await using var transaction = await work.BeginAsync(cancel);
        var enabled = TenantFeatures.NamesIn(await settings.FindAsync(TenantFeatures.Section, cancel)).ToList();
        enabled.AddRange(enable.Distinct().Except(enabled).ToList());
        enabled.RemoveAll(disable.Contains);
        await settings.SaveAsync(TenantFeatures.Section, new JsonObject { ["Enabled"] = JsonText.Array(enabled) }, new SettingsChanged(TenantFeatures.Section), cancel);
        foreach (var feature in enable.Intersect(enabled))
        {
            if (FeatureDefinitions.FindMissing(await definitions.GetStoredAsync(cancel), feature, steps) is { } missing && (await change.RunAsync(new MergeDefinitions(missing), cancel)).Problem is { } problem)
                return problem;
        }

        await transaction.CommitAsync(cancel);
        return enabled;
    }
}
