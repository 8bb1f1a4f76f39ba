using System.Text.Json.Nodes;
using Cms.Modeling;

namespace Cms.Recipes.Steps;

/// <summary>
/// Removes content types and parts by name: <c>{"name":"DeleteContentDefinition","ContentTypes":["..."],"ContentParts":["..."]}</c>. Items of
/// them stay in the store until they are purged.
/// </summary>
public sealed class DeleteContentDefinitionStep(ChangeDefinitions change) : RecipeStep
{
    public override string Name => "DeleteContentDefinition";

    public override async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken cancel) =>
        Require(await change.RunAsync(new DeleteDefinitions(Texts(step, "ContentTypes", "names"), Texts(step, "ContentParts", "names")), cancel));
}
