using System.Text.Json.Nodes;
using Cms.Settings;

namespace Cms.Recipes.Steps;

/// <summary>Sets members of the site's settings: <c>{"name":"settings","SiteName":"..."}</c>; what the step does not name stays.</summary>
public sealed class SettingsStep(SettingsStore settings) : RecipeStep
{
    public override string Name => "settings";

    public override async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken cancel)
    {
        var site = await SiteSettings.LoadAsync(settings, cancel);
        foreach (var (name, value) in step)
        {
            if (!name.Equals("name", StringComparison.OrdinalIgnoreCase))
                site.Json[name] = value?.DeepClone();
        }

        if (site.Complaint() is { } complaint)
            throw new RecipeException(complaint);

        await site.SaveAsync(settings, cancel);
    }
}
