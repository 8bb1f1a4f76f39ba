using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Events;
using Cms.Features;
using Cms.Settings;

namespace Cms.Recipes.Steps;

/// <summary>Switches features on and off: <c>{"name":"feature","enable":["..."],"disable":["..."]}</c>.</summary>
public sealed class FeatureStep(SettingsStore settings) : RecipeStep
{
    public override string Name => "feature";

    public override async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken cancel)
    {
        var enabled = TenantFeatures.NamesIn(await settings.FindAsync(TenantFeatures.Section, cancel)).ToList();
        foreach (var name in Names(step, "enable"))
        {
            if (!Feature.Known.Any(feature => feature.Name == name))
                run.Remark($"Feature {name} is not known to Cms; it was left out.");
            else if (!enabled.Contains(name))
                enabled.Add(name);
        }

        enabled.RemoveAll(Names(step, "disable").Contains);
        var json = new JsonObject { ["Enabled"] = new JsonArray([.. enabled.Select(name => JsonValue.Create(name))]) };
        await settings.SaveAsync(TenantFeatures.Section, json, new SettingsChanged(TenantFeatures.Section), cancel);
    }

    private static List<string> Names(JsonObject step, string member) => Recipe.Find(step, member) switch
    {
        null => [],
        JsonArray list when list.All(name => name?.GetValueKind() == JsonValueKind.String) => [.. list.Select(name => name!.GetValue<string>())],
        _ => throw new RecipeException($"\"{member}\" must be a list of feature names."),
    };
}
