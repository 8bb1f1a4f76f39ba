using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Settings;
using Cms.Users;

namespace Cms.Editing;

/// <summary>Changes the values of custom settings.</summary>
public sealed class SaveCustomSettings(ContentAccess access, CurrentCaller current, TenantWork work, SettingsStore settings, TenantDefinitions definitions, PartsAreValid rule)
{
    /// <summary>
    /// The settings afterwards; a field that <paramref name="parts"/> does not name stays. <see cref="ProblemKind.NotFound"/> for a type that has no such settings,
    /// <see cref="ProblemKind.Forbidden"/> without the permission for the type or for a field, <see cref="ProblemKind.Invalid"/> with all that is wrong with the fields.
    /// </summary>
    /// <param name="typeName">The content type with the stereotype <c>CustomSettings</c>.</param>
    /// <param name="parts">The new values: <c>{"GuideSite":{"Brand":{"Text":"..."}}}</c>; a field's own members are written as one.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<JsonObject>> RunAsync(string typeName, JsonObject parts, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        var known = await definitions.GetAsync(cancel);
        if (known.Types.FirstOrDefault(one => one.IsCustomSettings && one.Name == typeName) is not { } type)
            return Problem.NotFound($"\"{typeName}\" is no content type with the stereotype CustomSettings.");

        if (current.Caller.Refuse(Permission.ToManageCustomSettings(type.Name), $"change the settings {type.DisplayName}") is { } forbidden)
            return forbidden;

        if ((await access.FieldsAsync(cancel)).RefuseChange(type.Name, parts, await CustomSettings.FindAsync(settings, type.Name, cancel)) is { } locked)
            return locked;

        var item = await settings.FindAsync(CustomSettings.SectionOf(type.Name), cancel) ?? new JsonObject { ["ContentItemId"] = ContentId.New(), ["ContentType"] = type.Name };
        var wanted = parts.DeepClone().AsObject();
        CleanHtml.In(type.Name, wanted, known);
        Write(wanted, item);
        var check = new ContentItem
        {
            ContentItemId = JsonText.Find(item, "ContentItemId")!,
            ContentItemVersionId = "",
            ContentType = type.Name,
            PartsJson = ContentItemJson.PartsOf(item).ToJsonString(ContentItemJson.Options),
        };
        if (await rule.CheckAsync(check, known, cancel) is { Count: > 0 } complaints)
            return Problem.Invalid(type.DisplayName, complaints);

        await CustomSettings.SaveAsync(settings, type.Name, item, cancel);
        await transaction.CommitAsync(cancel);
        return item;
    }

    private static void Write(JsonObject wanted, JsonObject item)
    {
        foreach (var (partName, part) in wanted.Where(part => part.Value is JsonObject))
        {
            if (item[partName] is not JsonObject existing)
                item[partName] = existing = [];
            foreach (var (fieldName, value) in part!.AsObject())
                existing[fieldName] = value?.DeepClone();
        }
    }
}
