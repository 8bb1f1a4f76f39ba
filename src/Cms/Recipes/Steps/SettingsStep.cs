using System.Text.Json.Nodes;
using Cms.Editing;

namespace Cms.Recipes.Steps;

/// <summary>Sets members of the site's settings: <c>{"name":"settings","SiteName":"..."}</c>; what the step does not name stays.</summary>
public sealed class SettingsStep(ChangeSiteSettings change) : RecipeStep
{
    public override string Name => "settings";

    public override async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken cancel)
    {
        Require(await change.RunAsync(Members(step), seen: null, cancel));
    }
}
