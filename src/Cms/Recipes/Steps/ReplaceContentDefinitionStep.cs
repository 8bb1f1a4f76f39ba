using System.Text.Json.Nodes;
using Cms.Modeling;

namespace Cms.Recipes.Steps;

/// <summary>
/// Puts content types and parts in the place of those of the same name, whole: <c>{"name":"ReplaceContentDefinition","ContentTypes":[...],"ContentParts":[...]}</c>.
/// What items have stored of parts and fields that fall away stays until it is purged.
/// </summary>
public sealed class ReplaceContentDefinitionStep(ChangeDefinitions change) : RecipeStep
{
    public override string Name => "ReplaceContentDefinition";

    public override async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken cancel) =>
        ContentDefinitionStep.Report(Require(await change.RunAsync(new ReplaceDefinitions(step), cancel)), run);
}
