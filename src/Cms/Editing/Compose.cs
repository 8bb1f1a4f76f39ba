using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Fields;
using Cms.Liquid;
using Cms.Parts;
using Cms.Settings;

namespace Cms.Editing;

/// <summary>
/// Makes a version of what an editor handed in: takes harmful HTML out, gives ids to the items inside, lets every part fill in what it computes, and asks
/// every rule. Nothing is stored.
/// </summary>
public sealed class Compose(ContentStore store, SettingsStore settings, TenantDefinitions definitions, LiquidTemplates liquid, IEnumerable<ContentRule> rules, TimeProvider clock)
{
    private const int DeepestNesting = 20;

    private static readonly string TooDeep = $"is nested deeper than {DeepestNesting} items";

    /// <summary>The version, or everything that is wrong with it at once.</summary>
    /// <param name="draft">What was handed in.</param>
    /// <param name="before">The latest version so far, or null for a new item.</param>
    /// <param name="by">Who hands it in.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<ContentItem>> RunAsync(ContentDraft draft, ContentItem? before, Editor by, CancellationToken cancel)
    {
        var sketched = await SketchAsync(draft, before, by, cancel);
        if (sketched.Problem is { } problem)
            return problem;

        var composed = sketched.Value.Item;
        List<Complaint> complaints = [.. sketched.Value.Complaints, .. await CheckAsync(composed, cancel)];
        if (draft.IsUnfinished)
            complaints.RemoveAll(complaint => complaint.MayWait);
        return complaints.Count == 0
            ? composed
            : Problem.Invalid($"{sketched.Value.Type.DisplayName} \"{composed.DisplayText}\"", [.. complaints.Distinct()]);
    }

    /// <summary>
    /// The version as far as it can be made of what is there, which no rule was asked about: to be looked at and not to be saved. A problem only where nothing can be made of it, as of a type that does not exist.
    /// </summary>
    internal async Task<Outcome<Sketch>> SketchAsync(ContentDraft draft, ContentItem? before, Editor by, CancellationToken cancel)
    {
        var known = await definitions.GetAsync(cancel);
        if (known.FindType(draft.ContentType) is not { } type)
            return Problem.Invalid($"There is no content type \"{draft.ContentType}\"; this tenant has {Names(known)}.");

        if (before is not null && before.ContentType != draft.ContentType)
            return Problem.Invalid($"Content item {before.ContentItemId} is of type {before.ContentType} and cannot become {draft.ContentType}.");

        if (draft.ContentItemId is { } given && !ContentId.IsValid(given))
            return Problem.Invalid($"\"{given}\" is no id of a content item; an id has {ContentId.Form}.");

        if (draft.Given.ContentItemVersionId is { } version && !ContentId.IsValid(version))
            return Problem.Invalid($"\"{version}\" is no id of a version; an id has {ContentId.Form}.");

        var complaints = new List<Complaint>();
        var item = new ItemBeingSaved(draft.ContentItemId ?? ContentId.New(), type, draft.Parts.DeepClone().AsObject(), container: null)
        {
            DisplayText = draft.DisplayText,
        };
        CleanHtml.In(type.Name, item.Json, known);
        var completing = new Completion(store, liquid, known)
        {
            GetDefaultCultureAsync = async cancel => (await SiteSettings.LoadAsync(settings, cancel)).Culture,
        };
        try
        {
            await CompleteAsync(item, "", completing, [item.ContentItemId], complaints, cancel);
        }
        catch (LiquidException exception)
        {
            return Problem.Invalid($"A pattern of content type {type.Name} does not work: {exception.Message}");
        }

        // JSON nested deeper is not read again (64 levels), so no rule can be asked.
        if (complaints.Any(complaint => complaint.Message == TooDeep))
            return Problem.Invalid($"{type.DisplayName} \"{item.DisplayText}\"", complaints);

        var now = clock.GetUtcNow().UtcDateTime;
        var composed = new ContentItem
        {
            ContentItemId = item.ContentItemId,
            ContentItemVersionId = await VersionIdAsync(draft, cancel),
            ContentType = type.Name,
            DisplayText = item.DisplayText,
            CreatedUtc = draft.Given.CreatedUtc ?? before?.CreatedUtc ?? now,
            ModifiedUtc = draft.Given.ModifiedUtc ?? now,
            PublishedUtc = draft.Given.PublishedUtc ?? before?.PublishedUtc,
            Owner = draft.Given.Owner ?? before?.Owner ?? by.UserId,
            Author = draft.Given.Author ?? by.UserName,
            PartsJson = item.Json.ToJsonString(ContentItemJson.Options),
        };
        return new Sketch(composed, type, complaints);
    }

    /// <summary>What the rules say of a version; for publishing a draft that was saved under older definitions.</summary>
    public async Task<IReadOnlyList<Complaint>> CheckAsync(ContentItem version, CancellationToken cancel)
    {
        var known = await definitions.GetAsync(cancel);
        var complaints = new List<Complaint>();
        foreach (var rule in rules)
            complaints.AddRange(await rule.CheckAsync(version, known, cancel));
        return complaints;
    }

    // Versions are never edited, so a version id that was used before cannot name another one.
    private async Task<string> VersionIdAsync(ContentDraft draft, CancellationToken cancel) =>
        draft.Given.ContentItemVersionId is { } given && !await store.HasSeenVersionAsync(given, cancel)
            ? given
            : ContentId.New();

    private static async Task CompleteAsync(
        ItemBeingSaved item, string path, Completion completing, HashSet<string> ids, List<Complaint> complaints, CancellationToken cancel)
    {
        foreach (var attached in MenuItemsListPart.PartsOf(item.Type))
        {
            if (PartTypes.Find(attached.PartName)?.Shape is ContainedItemsShape shape && item.Json[attached.Name] is JsonObject holder)
                await CompleteContainedAsync(item, holder[shape.Member], path + attached.Name, completing, ids, complaints, cancel);
        }

        if (item.Container is not null)
            await CompleteContainedAsync(item, item.Json[TaxonomyPart.Terms], path + TaxonomyPart.Terms, completing, ids, complaints, cancel);

        var parts = item.Container is null ? ContainedPart.WithUnattached(item.Type, item.Json.ContainsKey) : item.Type.Parts;
        foreach (var (attached, part) in parts
            .Select(attached => (attached, Part: PartTypes.Find(attached.PartName)))
            .Where(pair => pair.Part is { } part && part.Shape is not ContainedItemsShape)
            .OrderBy(pair => pair.Part!.Order))
        {
            // A part that is no object is left as it is; the rules refuse it.
            var json = item.Json[attached.Name];
            if (json is null)
                item.Json[attached.Name] = json = new JsonObject();
            if (json is JsonObject partJson)
                await part!.CompleteAsync(new PartBeingSaved(item, attached, partJson, completing), cancel);
        }
    }

    private static async Task CompleteContainedAsync(
        ItemBeingSaved container, JsonNode? items, string path, Completion completing, HashSet<string> ids, List<Complaint> complaints, CancellationToken cancel)
    {
        if (items is not JsonArray list)
            return;

        if (path.Count(character => character == '[') >= DeepestNesting)
        {
            complaints.Add(new Complaint(path, TooDeep));
            return;
        }

        for (var index = 0; index < list.Count; index++)
        {
            var where = $"{path}[{index}]";
            if (list[index] is not JsonObject json)
                continue;

            var typeName = JsonText.Find(json, "ContentType") ?? "";
            if (completing.Definitions.FindType(typeName) is not { } type)
            {
                complaints.Add(new Complaint(where, $"must be of a content type that exists, not \"{typeName}\"; this tenant has {Names(completing.Definitions)}"));
                continue;
            }

            var id = JsonText.Find(json, "ContentItemId") ?? ContentId.New();
            if (!ContentId.IsValid(id))
                complaints.Add(new Complaint(where, $"has the ContentItemId \"{id}\"; an id has {ContentId.Form}"));
            else if (!ids.Add(id))
                complaints.Add(new Complaint(where, $"has the ContentItemId {id}, which an item before it has too"));

            json["ContentItemId"] = id;
            var item = new ItemBeingSaved(id, type, json, container) { DisplayText = JsonText.Find(json, "DisplayText") ?? "" };
            await CompleteAsync(item, where + ".", completing, ids, complaints, cancel);
            json["DisplayText"] = item.DisplayText;
        }
    }

    private static string Names(ContentDefinitions known) => string.Join(", ", known.Types.Select(type => type.Name).DefaultIfEmpty("none"));

    /// <summary>A version that no rule was asked about.</summary>
    /// <param name="Item">The version.</param>
    /// <param name="Type">Its type.</param>
    /// <param name="Complaints">What was wrong with it already while it was made.</param>
    internal sealed record Sketch(ContentItem Item, ContentType Type, IReadOnlyList<Complaint> Complaints);
}
