using System.Text.Json.Nodes;
using Cms.Definitions;
using Cms.Events;
using Cms.Features;
using Cms.Settings;

namespace Cms.Recipes.Steps;

/// <summary>Switches features on and off: <c>{"name":"feature","enable":["..."],"disable":["..."]}</c>. Content types that come with a feature are made with it.</summary>
public sealed class FeatureStep(SettingsStore settings, TenantDefinitions definitions) : RecipeStep
{
    public override string Name => "feature";

    public override async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken cancel)
    {
        var enabled = TenantFeatures.NamesIn(await settings.FindAsync(TenantFeatures.Section, cancel)).ToList();
        var known = Texts(step, "enable", "feature names").ToLookup(name => Feature.Known.Any(feature => feature.Name == name));
        if (known[false].Any())
            run.Remark($"Features that Cms does not have were left out: {string.Join(", ", known[false])}.");

        enabled.AddRange(known[true].Distinct().Except(enabled).ToList());
        enabled.RemoveAll(Texts(step, "disable", "feature names").Contains);
        var json = new JsonObject { ["Enabled"] = new JsonArray([.. enabled.Select(name => JsonValue.Create(name))]) };
        await settings.SaveAsync(TenantFeatures.Section, json, new SettingsChanged(TenantFeatures.Section), cancel);

        var before = await definitions.GetStoredAsync(cancel);
        var after = known[true].Intersect(enabled).Aggregate(before, (defined, feature) => FeatureDefinitions.AddMissing(defined, feature, run.Recipe));
        if (after.Types.Count() > before.Types.Count())
            await definitions.SaveAsync(after, cancel);
    }
}
