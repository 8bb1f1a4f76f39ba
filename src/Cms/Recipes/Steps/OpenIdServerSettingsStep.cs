using System.Text.Json.Nodes;
using Cms.Apps;

namespace Cms.Recipes.Steps;

/// <summary>Says how the tenant gives tokens: <c>{"name":"OpenIdServerSettings","EnableTokenEndpoint":true,"AllowClientCredentialsFlow":true}</c>; what it does not name is off.</summary>
public sealed class OpenIdServerSettingsStep(SaveTokenSettings save) : RecipeStep
{
    /// <summary>The step's name.</summary>
    public const string StepName = "OpenIdServerSettings";

    public override string Name => StepName;

    public override async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken cancel)
    {
        var wanted = TokenSettings.Of(Members(step));
        Require(await save.RunAsync(wanted, cancel));
        foreach (var remark in wanted.Remarks())
            run.Remark($"{StepName}: {remark}");
    }
}
