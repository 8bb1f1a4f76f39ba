using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Editing;
using Cms.Settings;

namespace Cms.Recipes.Steps;

/// <summary>
/// Sets fields of custom settings: <c>{"name":"custom-settings","GuideSite":{"ContentType":"GuideSite","GuideSite":{"Brand":{"Text":"..."}}}}</c>.
/// A field that the step does not name keeps its value.
/// </summary>
public sealed class CustomSettingsStep(SettingsStore settings, TenantDefinitions definitions, PartsAreValid rule) : RecipeStep
{
    public override string Name => "custom-settings";

    public override async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken cancel)
    {
        var known = await definitions.GetAsync(cancel);
        foreach (var (typeName, value) in step.Where(member => !member.Key.Equals("name", StringComparison.OrdinalIgnoreCase)))
        {
            if (known.FindType(typeName) is not { IsCustomSettings: true })
            {
                var types = known.Types.Where(type => type.IsCustomSettings).Select(type => type.Name).DefaultIfEmpty("none");
                throw new RecipeException($"\"{typeName}\" is no content type with the stereotype CustomSettings. There are: {string.Join(", ", types)}.");
            }

            if (value is not JsonObject given)
                throw new RecipeException($"\"{typeName}\" must be a content item.");

            var item = await settings.FindAsync(CustomSettings.SectionOf(typeName), cancel)
                ?? new JsonObject { ["ContentItemId"] = JsonText.Find(given, "ContentItemId") ?? ContentId.New(), ["ContentType"] = typeName };
            Merge(item, ContentItemJson.PartsOf(given), depth: 2);

            var check = new ContentItem
            {
                ContentItemId = JsonText.Find(item, "ContentItemId")!,
                ContentItemVersionId = "",
                ContentType = typeName,
                PartsJson = ContentItemJson.PartsOf(item).ToJsonString(ContentItemJson.Options),
            };
            if (await rule.CheckAsync(check, known, cancel) is { Count: > 0 } complaints)
                throw new RecipeException(Problem.Invalid(typeName, complaints).Message);

            await CustomSettings.SaveAsync(settings, typeName, item, cancel);
        }
    }

    // Down to the field: a field's own members belong together and are replaced as one.
    private static void Merge(JsonObject into, JsonObject given, int depth)
    {
        foreach (var (name, value) in given)
        {
            if (depth > 1 && into[name] is JsonObject existing && value is JsonObject inner)
                Merge(existing, inner, depth - 1);
            else
                into[name] = value?.DeepClone();
        }
    }
}
