using System.Text.Json.Nodes;
using Cms.Definitions;
using Cms.Events;
using Cms.Features;
using Cms.Modeling;
using Cms.Settings;
using Cms.Users;

namespace Cms.Recipes.Steps;

/// <summary>Switches features on and off: <c>{"name":"feature","enable":["..."],"disable":["..."]}</c>. Content types that come with a feature are made with it.</summary>
public sealed class FeatureStep(SettingsStore settings, TenantDefinitions definitions, ChangeDefinitions change) : RecipeStep
{
    public override string Name => "feature";

    public override string? Needs => Permission.ManageFeatures;

    public override async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken cancel)
    {
        var enabled = TenantFeatures.NamesIn(await settings.FindAsync(TenantFeatures.Section, cancel)).ToList();
        var known = Texts(step, "enable", "feature names").ToLookup(name => Feature.Known.Any(feature => feature.Name == name));
        if (known[false].Any())
            run.Remark($"Features that Cms does not have were left out: {string.Join(", ", known[false])}.");

        enabled.AddRange(known[true].Distinct().Except(enabled).ToList());
        enabled.RemoveAll(Texts(step, "disable", "feature names").Contains);
        var json = new JsonObject { ["Enabled"] = JsonText.Array(enabled) };
        await settings.SaveAsync(TenantFeatures.Section, json, new SettingsChanged(TenantFeatures.Section), cancel);

        foreach (var feature in known[true].Intersect(enabled))
        {
            if (FeatureDefinitions.FindMissing(await definitions.GetStoredAsync(cancel), feature, run.Recipe) is { } missing)
                Require(await change.RunAsync(new MergeDefinitions(missing), cancel));
        }
    }
}
