using System.Text.Json.Nodes;
using Cms.Definitions;
using Cms.Modeling;

namespace Cms.Recipes.Steps;

/// <summary>
/// Renames in the order of its lists; items follow. Cms's own step, as Orchard Core has none:
/// <c>{"name":"RenameContentDefinition","ContentTypes":[{"From":"Guide","To":"Article"}],"ContentParts":[{"From":"..","To":".."}],
/// "AttachedParts":[{"ContentType":"Article","From":"Sections","To":"Chapters"}],"Fields":[{"ContentPart":"Article","From":"..","To":".."}]}</c>.
/// What has its new name already is left alone, so that the step may run again.
/// </summary>
public sealed class RenameContentDefinitionStep(ChangeDefinitions change, TenantDefinitions definitions) : RecipeStep
{
    public override string Name => "RenameContentDefinition";

    public override async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken cancel)
    {
        foreach (var (member, kind, ownerMember) in new[]
        {
            ("ContentTypes", DefinitionKind.Type, ""), ("ContentParts", DefinitionKind.Part, ""),
            ("AttachedParts", DefinitionKind.AttachedPart, "ContentType"), ("Fields", DefinitionKind.Field, "ContentPart"),
        })
        {
            if (JsonText.FindMember(step, member) is null)
                continue;

            foreach (var json in Objects(step, member))
            {
                var rename = new RenameDefinition(kind, ownerMember.Length > 0 ? Text(json, ownerMember, member) : "", Text(json, "From", member), Text(json, "To", member));
                if (IsDone(await definitions.GetStoredAsync(cancel), rename))
                    continue;

                foreach (var warning in Require(await change.RunAsync(rename, cancel)).Warnings)
                    run.Remark(warning);
            }
        }
    }

    private static bool IsDone(ContentDefinitions known, RenameDefinition rename)
    {
        return Has(rename.To) && !Has(rename.From);

        bool Has(string name) => rename.Kind switch
        {
            DefinitionKind.Type => known.FindType(name) is not null,
            DefinitionKind.Part => known.FindPart(name) is not null,
            DefinitionKind.AttachedPart => known.FindType(rename.Owner)?.FindPart(name) is not null,
            _ => known.FieldsOf(rename.Owner).Any(field => field.Name == name),
        };
    }

    private static string Text(JsonObject json, string name, string list) =>
        Recipe.FindText(json, name) ?? throw new RecipeException($"each of \"{list}\" needs a \"{name}\".");
}
