using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Editing.Replacing;
using Cms.Parts;
using Cms.Users;

namespace Cms.Editing.Versions;

/// <summary>Names one value of an item, or an item inside it, in whichever version and wherever it stands there.</summary>
/// <param name="ContentItemId">The item inside that has it; empty for the item itself.</param>
/// <param name="Name">The field as complaints name it within that item: <c>Heading</c>, <c>TitlePart.Title</c>; empty for the item inside as a whole.</param>
public sealed record ValuePlace(string ContentItemId, string Name);

/// <summary>Brings one value of an old version, or an item inside that was removed since, back into the draft; everything else stays as it is today.</summary>
public sealed class RestoreField(ContentAccess access, TenantWork work, ContentStore store, TenantDefinitions definitions, StoreVersion storeVersion, MendReferences mend)
{
    // Items count themselves by this field of theirs.
    private const string Number = "Number";

    /// <summary>
    /// The new draft, which may be unfinished. <see cref="ProblemKind.Conflict"/> when somebody saved since <paramref name="basedOn"/>, when what has the value was removed since, and when the item inside is there already;
    /// <see cref="ProblemKind.NotFound"/> for a version, an item or a value that is not there or that the caller may not see; <see cref="ProblemKind.Forbidden"/> for a field that the caller may not change.
    /// An item that visitors see and whose type has no drafts is published again, as every save of it is.
    /// </summary>
    /// <param name="contentItemId">The item.</param>
    /// <param name="contentItemVersionId">The old version.</param>
    /// <param name="place">What is brought back.</param>
    /// <param name="basedOn">The version that was the latest when somebody decided.</param>
    /// <param name="by">Who restores it.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<ContentItem>> RunAsync(string contentItemId, string contentItemVersionId, ValuePlace place, string basedOn, Editor by, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        if (await store.FindLatestAsync(contentItemId, cancel) is not { } latest)
            return ContentAccess.Missing(contentItemId);

        if (await access.RefuseAsync(ContentAction.Edit, latest, cancel) is { } refused)
            return refused;

        if (await store.FindVersionAsync(contentItemId, contentItemVersionId, cancel) is not { } old)
            return RestoreVersion.UnknownVersion(latest, contentItemVersionId);

        var fields = await access.FieldsAsync(cancel);
        var known = await definitions.GetAsync(cancel);

        // What was replaced or taken out everywhere since would lead nowhere.
        (old, _) = await mend.RunAsync(old, known, cancel);
        var (from, into) = (PartsOf(fields.Visible(old)), PartsOf(fields.Visible(latest)));
        var problem = place.Name.Length == 0 ? PutBackItem(from, into, place.ContentItemId) : PutBackValue(from, into, place, latest.ContentType, fields, known);
        if (problem is not null)
            return problem;

        var draft = new ContentDraft
        {
            ContentItemId = contentItemId,
            ContentType = latest.ContentType,
            Parts = into,
            BasedOn = basedOn,
            DisplayText = latest.DisplayText,
            IsUnfinished = true,
        };
        var restored = await storeVersion.RunAsync(draft, publish: known.FindType(latest.ContentType) is { Draftable: false } && latest.Published, by, cancel, evenWithoutDrafts: true);
        if (restored.Problem is null)
            await transaction.CommitAsync(cancel);
        return restored;
    }

    private static Problem? PutBackValue(JsonObject from, JsonObject into, ValuePlace place, string contentType, FieldAccess fields, ContentDefinitions known)
    {
        if (Find(from, place.ContentItemId) is not { } source)
            return Problem.NotFound($"That version has no item {place.ContentItemId} inside.");

        if (Find(into, place.ContentItemId) is not { } target)
            return Problem.Conflict($"What had {place.Name} was removed since. Bring the removed item back as a whole first.");

        var type = known.FindType(place.ContentItemId.Length == 0 ? contentType : JsonText.Find(source, nameof(ContentItem.ContentType)) ?? "");
        var (part, member) = Split(place.Name, source, target, type);
        var partName = type?.FindPart(part)?.PartName ?? part;
        if (PartTypes.Find(partName) is ScheduledPart)
            return Problem.Invalid("When an item is published or taken away is planned anew; a moment of then may be over.");

        if (member is not null && !fields.MaySee(partName, member))
            return Problem.NotFound($"There is no value {place.Name}.");

        if (member is not null && !fields.MayChange(partName, member))
            return Problem.Forbidden($"You may not change {place.Name}; it needs the permission {Permission.ToEditField(partName, member)}.");

        var (holder, name) = member is null ? (target, part) : (JsonText.ObjectIn(target, part), member);
        var value = member is null ? source[part] : (source[part] as JsonObject)?[member];
        if (value is null)
            holder.Remove(name);
        else
            holder[name] = value.DeepClone();
        return null;
    }

    private static Problem? PutBackItem(JsonObject from, JsonObject into, string id)
    {
        if (id.Length == 0 || Find(from, id) is not { Parent: JsonArray list } source)
            return Problem.NotFound($"That version has no item {id} inside.");

        if (Find(into, id) is not null)
            return Problem.Conflict("It is there already.");

        // Up to the item around it, which may stand elsewhere by now.
        var names = new Stack<string>();
        JsonNode around = list;
        while (around.Parent is { } parent && !(around is JsonObject item && IsItem(item)))
        {
            if (parent is JsonObject)
                names.Push(around.GetPropertyName());
            around = parent;
        }

        var target = around == from ? into : Find(into, IdOf(around));
        if (target is null)
            return Problem.Conflict("What it stood in was removed since. Bring that back first.");

        var holder = names.SkipLast(1).Aggregate(target, JsonText.ObjectIn);
        if (holder[names.Last()] is not JsonArray now)
            holder[names.Last()] = now = [];
        var isCounted = now.Index().All(one => NumberOf(one.Item) == one.Index + 1);
        var before = list.Take(list.IndexOf(source)).Select(IdOf).ToHashSet(StringComparer.Ordinal);
        var follows = now.Index().LastOrDefault(one => before.Contains(IdOf(one.Item)), (Index: -1, Item: null)).Index;
        now.Insert(follows + 1, source.DeepClone());
        if (isCounted && NumberOf(source) is not null)
            Count(now);
        return null;
    }

    private static JsonObject PartsOf(ContentItem item) => JsonNode.Parse(item.PartsJson)!.AsObject();

    private static JsonObject? Find(JsonObject parts, string id) => id.Length == 0 ? parts : ItemsInside.In(parts).Select(inside => inside.Item).FirstOrDefault(item => IdOf(item) == id);

    private static bool IsItem(JsonObject json) => json[nameof(ContentItem.ContentType)] is not null;

    private static string IdOf(JsonNode? item) => item is JsonObject json ? JsonText.Find(json, nameof(ContentItem.ContentItemId)) ?? "" : "";

    // The type's own fields are named without their part; a part that is no object is a value as a whole.
    private static (string Part, string? Member) Split(string name, JsonObject source, JsonObject target, ContentType? type)
    {
        if (name.IndexOf('.', StringComparison.Ordinal) is var dot and > 0)
            return (name[..dot], name[(dot + 1)..]);

        var isPart = (source.ContainsKey(name) || target.ContainsKey(name)) && (type is null || (source[type.Name] as JsonObject)?.ContainsKey(name) is not true && (target[type.Name] as JsonObject)?.ContainsKey(name) is not true);
        return isPart || type is null ? (name, null) : (type.Name, name);
    }

    private static int? NumberOf(JsonNode? item) =>
        item is JsonObject json && (json[JsonText.Find(json, nameof(ContentItem.ContentType)) ?? ""] as JsonObject)?[Number]?["Value"] is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue(out decimal number) && number == Math.Floor(number) && Math.Abs(number) < int.MaxValue
            ? (int)number
            : null;

    private static void Count(JsonArray items)
    {
        foreach (var (index, item) in items.Index())
            item![JsonText.Find(item.AsObject(), nameof(ContentItem.ContentType))!]![Number]!["Value"] = index + 1;
    }
}
