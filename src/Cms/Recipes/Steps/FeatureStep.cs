using System.Text.Json.Nodes;
using Cms.Features;
using Cms.Users;

namespace Cms.Recipes.Steps;

/// <summary>Switches features on and off: <c>{"name":"feature","enable":["..."],"disable":["..."]}</c>. Content types that come with a feature are made with it.</summary>
public sealed class FeatureStep(SwitchFeatures switchFeatures) : RecipeStep
{
    public override string Name => "feature";

    public override string? Needs => Permission.ManageFeatures;

    public override async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken cancel)
    {
        var known = Texts(step, "enable", "feature names").ToLookup(name => Feature.Known.Any(feature => feature.Name == name));
        if (known[false].Any())
            run.Remark($"Features that Cms does not have were left out: {string.Join(", ", known[false])}.");

        Require(await switchFeatures.RunAsync([.. known[true]], [.. Texts(step, "disable", "feature names")], run.Recipe.Steps, cancel));
    }
}
