using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Editing.Versions;
using Cms.Settings;
using Cms.Users;

namespace Cms.Editing;

/// <summary>Changes the values of custom settings.</summary>
public sealed class SaveCustomSettings(ContentAccess access, CurrentCaller current, TenantWork work, SettingsStore settings, TenantDefinitions definitions, PartsAreValid rule)
{
    /// <summary>
    /// The settings afterwards; a field that <paramref name="parts"/> does not name stays. <see cref="ProblemKind.NotFound"/> for a type that has no such settings,
    /// <see cref="ProblemKind.Forbidden"/> without the permission for the type or for a field, <see cref="ProblemKind.Invalid"/> with all that is wrong with the fields;
    /// <see cref="ProblemKind.Conflict"/> when a field is not as it was seen, because somebody changed it meanwhile.
    /// </summary>
    /// <param name="typeName">The content type with the stereotype <c>CustomSettings</c>.</param>
    /// <param name="parts">The new values: <c>{"GuideSite":{"Brand":{"Text":"..."}}}</c>; a field's own members are written as one.</param>
    /// <param name="seen">The same fields as the caller saw them before; a field that was nothing may be missing. Null writes over whatever is there.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<JsonObject>> RunAsync(string typeName, JsonObject parts, JsonObject? seen, CancellationToken cancel)
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
        if (seen is not null && FindChanged(parts, seen, item) is { } changed)
            return Problem.Conflict($"Somebody changed {changed} of {type.DisplayName} meanwhile; nothing was saved. Open the settings again and make your changes to what they are now.");

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

    private static string? FindChanged(JsonObject parts, JsonObject seen, JsonObject item) =>
        (from part in parts
         where part.Value is JsonObject
         from one in part.Value!.AsObject()
         where !JsonEquality.Same(Of(seen, part.Key, one.Key), Of(item, part.Key, one.Key))
         select one.Key).FirstOrDefault();

    private static JsonElement Of(JsonObject parts, string part, string name) => JsonSerializer.SerializeToElement((parts[part] as JsonObject)?[name]);

    private static void Write(JsonObject wanted, JsonObject item)
    {
        foreach (var (partName, part) in wanted.Where(part => part.Value is JsonObject))
        {
            var existing = JsonText.ObjectIn(item, partName);
            foreach (var (fieldName, value) in part!.AsObject())
                existing[fieldName] = value?.DeepClone();
        }
    }
}
