using System.Globalization;
using System.Text.Json.Nodes;
using Cms.Admin.Browser.Wire;
using Cms.Content;
using Cms.Definitions;
using Cms.Editing;
using Cms.Settings;
using Cms.Users;

namespace Cms.Admin.Editing;

/// <summary>Gives the editor an item, or the beginning of a new one.</summary>
public sealed class OpenItem(ContentAccess access, CurrentCaller current, ContentStore store, TenantDefinitions definitions, SettingsStore settings, TimeProvider clock)
{
    /// <summary>The latest version of the item as far as the caller sees it, with what it takes to edit it.</summary>
    public async Task<Outcome<EditedItem>> RunAsync(string contentItemId, CancellationToken cancel)
    {
        if (await store.FindLatestAsync(contentItemId, cancel) is not { } latest)
            return Problem.NotFound($"There is no content item {contentItemId}. It may have been removed; look into the trash.");

        // Who only sees drafts reads and comments, as a reviewer does.
        var refused = await access.RefuseAsync(ContentAction.Edit, latest, cancel);
        if (refused is not null && await access.RefuseAsync(ContentAction.Preview, latest, cancel) is not null)
            return refused;

        var known = await definitions.GetAsync(cancel);
        if (known.FindType(latest.ContentType) is not { } type)
            return Problem.Invalid($"The content type {latest.ContentType} is gone, so its items cannot be edited.");

        var seen = (await access.FieldsAsync(cancel)).Visible(latest);
        var edited = await MakeAsync(type, contentItemId, JsonNode.Parse(seen.PartsJson)!.AsObject(), latest.Owner, known, mayEdit: refused is null, cancel);
        var planned = await store.FindScheduledAsync(contentItemId, ScheduledKind.Publish, cancel);
        var ending = await store.FindScheduledAsync(contentItemId, ScheduledKind.Unpublish, cancel);
        return edited with
        {
            VersionId = latest.ContentItemVersionId,
            DisplayText = latest.DisplayText,
            IsPublished = latest.Published,
            HasPublished = latest.Published || await store.FindPublishedAsync(contentItemId, cancel) is not null,
            SavedUtc = latest.ModifiedUtc,
            Author = latest.Author,
            Path = PathOf(latest, type),
            PublishAt = Local(planned),
            UnpublishAt = Local(ending),
        };
    }

    /// <summary>A new item of the type, which is not there until it is saved.</summary>
    public async Task<Outcome<EditedItem>> RunNewAsync(string contentType, CancellationToken cancel)
    {
        var known = await definitions.GetAsync(cancel);
        if (known.FindType(contentType) is not { Creatable: true } type)
            return Problem.NotFound($"Items of type \"{contentType}\" cannot be made here.");

        if (access.RefuseNew(ContentAction.Edit, contentType) is { } refused)
            return refused;

        return await MakeAsync(type, ContentId.New(), Beginning(type, known), current.Caller.UserId, known, mayEdit: true, cancel);
    }

    /// <summary>The public path of an item, without a leading slash; null when its type has none.</summary>
    internal static string? PathOf(ContentItem item, ContentType? type) => type?.Parts.FirstOrDefault(part => part.PartName == "AutoroutePart") is { } route && JsonText.Find(item.Part(route.Name), "Path") is { Length: > 0 } path ? path : null;

    private async Task<EditedItem> MakeAsync(ContentType type, string id, JsonObject parts, string owner, ContentDefinitions known, bool mayEdit, CancellationToken cancel)
    {
        var forms = new Forms(known, await access.FieldsAsync(cancel));
        var caller = current.Caller;
        return new EditedItem
        {
            ContentItemId = id,
            ContentType = type.Name,
            Parts = parts,
            HasDrafts = type.Draftable,
            Form = forms.Of(type),
            Inside = forms.Inside(type),
            May = new Allowed(
                mayEdit,
                caller.May(ContentAction.Publish, type.Name, owner),
                caller.May(ContentAction.Clone, type.Name, owner),
                caller.May(Permission.ManageMediaContent))
            {
                EndTokens = caller.May(Permission.ManageSettings),
            },
            TimeZone = (await SiteSettings.LoadAsync(settings, cancel)).TimeZoneId,
        };
    }

    private static string? Local(ScheduledChange? change) => change is null ? null : new ScheduledMoment(change.Due.DueUtc, change.Due.TimeZone ?? "UTC").Local();

    // A day that says when something was written is today, as nearly always.
    private JsonObject Beginning(ContentType type, ContentDefinitions known)
    {
        var own = new JsonObject();
        foreach (var field in known.FieldsOf(type.Name).Where(field => field.FieldName == "DateField" && field.Name is "DateCreated" or "Date"))
            own[field.Name] = new JsonObject { ["Value"] = clock.GetUtcNow().UtcDateTime.Date.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) };
        return own.Count > 0 ? new JsonObject { [type.Name] = own } : [];
    }
}
