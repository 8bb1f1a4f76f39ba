using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Apps;

namespace Cms.Recipes.Steps;

/// <summary>
/// Makes a scope: <c>{"name":"OpenIdScope","ScopeName":"orders","DisplayName":"...","Resources":"orders-api","Permissions":["ViewContent"]}</c>. <c>Permissions</c>
/// is Cms's own: what a token with the scope may do here at most.
/// </summary>
public sealed class OpenIdScopeStep(SaveScope save) : RecipeStep
{
    /// <summary>The step's name.</summary>
    public const string StepName = "OpenIdScope";

    private const string ScopeName = "ScopeName";

    private static readonly string[] Known = [ScopeName, nameof(Scope.DisplayName), nameof(Scope.Description), nameof(Scope.Resources), nameof(Scope.Permissions)];

    public override string Name => StepName;

    public override async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken cancel)
    {
        var name = Recipe.FindText(step, ScopeName) ?? throw new RecipeException($"it needs \"{ScopeName}\", the name of the scope.");
        Require(await save.RunAsync(
            new Scope(name)
            {
                DisplayName = Recipe.FindText(step, nameof(Scope.DisplayName)) ?? name,
                Description = Recipe.FindText(step, nameof(Scope.Description)) ?? "",
                Resources = Words(step, nameof(Scope.Resources), "names of servers"),
                Permissions = Texts(step, nameof(Scope.Permissions), "names of permissions"),
            },
            cancel));
        if (Members(step).Select(member => member.Key).Except(Known, StringComparer.OrdinalIgnoreCase).ToList() is { Count: > 0 } others)
            run.Remark($"{StepName} {name}: {string.Join(", ", others)} left out, as Cms does not read it.");
    }

    /// <summary>The step that makes the scope.</summary>
    internal static JsonObject Write(Scope scope) => new()
    {
        ["name"] = StepName,
        [ScopeName] = scope.Name,
        [nameof(Scope.DisplayName)] = scope.DisplayName,
        [nameof(Scope.Description)] = scope.Description,
        [nameof(Scope.Resources)] = string.Join(' ', scope.Resources),
        [nameof(Scope.Permissions)] = JsonText.Array(scope.Permissions),
    };
}
