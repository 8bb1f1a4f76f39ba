using System.Text.Json.Nodes;
using Cms.Definitions;
using Cms.Fields;
using Cms.Parts;

namespace Cms.Recipes.Steps;

/// <summary>Adds content types and parts, or changes those that exist: <c>{"name":"ContentDefinition","ContentTypes":[...],"ContentParts":[...]}</c>.</summary>
public sealed class ContentDefinitionStep(TenantDefinitions definitions) : RecipeStep
{
    public override string Name => "ContentDefinition";

    public override async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken cancel)
    {
        var merged = DefinitionsJson.Merge(await definitions.GetStoredAsync(cancel), step);
        foreach (var type in merged.Types)
        {
            foreach (var part in type.Parts.Where(part => PartTypes.Find(part.PartName) is null && merged.FindPart(part.PartName) is null && part.PartName != type.Name))
                run.Remark($"Part {part.PartName} of content type {type.Name} is not known to Cms; its content is kept as it is.");

            foreach (var name in type.Parts.SelectMany(BagPart.AllowedTypes).Where(name => merged.FindType(name) is null).Distinct())
                run.Remark($"Content type {type.Name} takes items of type {name}, which does not exist.");
        }

        foreach (var part in merged.Parts)
        {
            foreach (var field in part.Fields.Where(field => FieldTypes.Find(field.FieldName) is null))
                run.Remark($"Field {field.Name} of part {part.Name} is a {field.FieldName}, which is not known to Cms; its content is kept as it is.");
        }

        await definitions.SaveAsync(merged, cancel);
    }
}
