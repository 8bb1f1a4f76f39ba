using System.Text.Json.Nodes;
using Cms.Definitions;
using Cms.Fields;
using Cms.Modeling;
using Cms.Parts;

namespace Cms.Recipes.Steps;

/// <summary>Adds content types and parts, or changes those that exist: <c>{"name":"ContentDefinition","ContentTypes":[...],"ContentParts":[...]}</c>.</summary>
public sealed class ContentDefinitionStep(ChangeDefinitions change) : RecipeStep
{
    public override string Name => "ContentDefinition";

    public override async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken cancel) =>
        Report(Require(await change.RunAsync(new MergeDefinitions(step), cancel)), run);

    /// <summary>Remarks what people should know of definitions that a recipe brought.</summary>
    internal static void Report(DefinitionPlan done, RecipeRun run)
    {
        foreach (var type in done.After.Types)
        {
            foreach (var part in type.Parts.Where(part => PartTypes.Find(part.PartName) is null && done.After.FindPart(part.PartName) is null && part.PartName != type.Name))
                run.Remark($"Part {part.PartName} of content type {type.Name} is not known to Cms; its content is kept as it is.");

            foreach (var name in type.Parts.SelectMany(BagPart.AllowedTypes).Where(name => done.After.FindType(name) is null).Distinct())
                run.Remark($"Content type {type.Name} takes items of type {name}, which does not exist.");
        }

        foreach (var part in done.After.Parts)
        {
            foreach (var field in part.Fields.Where(field => FieldTypes.Find(field.FieldName) is null))
                run.Remark($"Field {field.Name} of part {part.Name} is a {field.FieldName}, which is not known to Cms; its content is kept as it is.");
        }
    }
}
