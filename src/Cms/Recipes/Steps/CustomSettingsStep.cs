using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Editing;
using Cms.Settings;
using Cms.Users;

namespace Cms.Recipes.Steps;

/// <summary>
/// Sets fields of custom settings: <c>{"name":"custom-settings","GuideSite":{"ContentType":"GuideSite","GuideSite":{"Brand":{"Text":"..."}}}}</c>.
/// A field that the step does not name keeps its value, and so does one that is not as a recipe left it: an editor changed it.
/// </summary>
public sealed class CustomSettingsStep(ContentAccess access, CurrentCaller current, SettingsStore settings, TenantDefinitions definitions, PartsAreValid rule) : RecipeStep
{
    public override string Name => "custom-settings";

    public override async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken cancel)
    {
        var known = await definitions.GetAsync(cancel);
        foreach (var (given, value) in step.Where(member => !member.Key.Equals("name", StringComparison.OrdinalIgnoreCase)))
        {
            if (known.Types.FirstOrDefault(type => type.IsCustomSettings && type.Name.Equals(given, StringComparison.OrdinalIgnoreCase)) is not { } type)
            {
                var types = known.Types.Where(type => type.IsCustomSettings).Select(type => type.Name).DefaultIfEmpty("none");
                throw new RecipeException($"\"{given}\" is no content type with the stereotype CustomSettings. There are: {string.Join(", ", types)}.");
            }

            if (value is not JsonObject item)
                throw new RecipeException($"\"{given}\" must be a content item.");

            if (current.Caller.Refuse(Permission.ToManageCustomSettings(type.Name), $"change the settings {type.DisplayName}") is { } refused)
                throw new RecipeException(refused.Message);

            await SetAsync(type.Name, item, known, run, cancel);
        }
    }

    private async Task SetAsync(string typeName, JsonObject given, ContentDefinitions known, RecipeRun run, CancellationToken cancel)
    {
        var item = await settings.FindAsync(CustomSettings.SectionOf(typeName), cancel)
            ?? new JsonObject { ["ContentItemId"] = JsonText.Find(given, "ContentItemId") ?? ContentId.New(), ["ContentType"] = typeName };
        if ((await access.FieldsAsync(cancel)).RefuseChange(typeName, ContentItemJson.PartsOf(given), await CustomSettings.FindAsync(settings, typeName, cancel)) is { } refused)
            throw new RecipeException(refused.Message);

        var written = await WrittenFields.LoadAsync(settings, typeName, cancel);
        var parts = ContentItemJson.PartsOf(given);
        CleanHtml.In(typeName, parts, known);
        var kept = written.Write(parts, item);
        if (kept.Count > 0)
            run.Remark($"{typeName}: {string.Join(", ", kept)} changed since a recipe wrote it, or written by no recipe; left as it is.");

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
        await written.SaveAsync(settings, cancel);
    }
}
