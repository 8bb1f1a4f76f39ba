using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Editing.Versions;
using Cms.Users;

namespace Cms.Editing;

/// <summary>Which fields of a tenant one caller may see and change: the one place that decides it, asked by every verb and every front.</summary>
/// <remarks>Made once for a request. Where no field has permissions of its own, or the caller has them all, nothing is looked at.</remarks>
public sealed class FieldAccess
{
    private readonly ContentDefinitions _definitions;
    private readonly GuardedField[] _hidden;
    private readonly GuardedField[] _locked;
    private readonly ILookup<string, GuardedField> _hiddenOf;
    private readonly ILookup<string, GuardedField> _lockedOf;

    private FieldAccess(ContentDefinitions definitions, GuardedField[] hidden, GuardedField[] locked)
    {
        (_definitions, _hidden, _locked) = (definitions, hidden, locked);
        _hiddenOf = hidden.ToLookup(field => field.Part, StringComparer.Ordinal);
        _lockedOf = locked.ToLookup(field => field.Part, StringComparer.Ordinal);
    }

    /// <summary>True when the caller may see every field.</summary>
    public bool SeesAll => _hidden.Length == 0;

    /// <summary>What the fields are or were called that the caller may not see.</summary>
    internal IReadOnlySet<string> HiddenNames => _hidden.SelectMany(one => one.FormerNames.Append(one.Field)).ToHashSet(StringComparer.Ordinal);

    /// <summary>What this caller may do with the fields of these definitions.</summary>
    public static FieldAccess Of(ContentDefinitions definitions, Caller caller)
    {
        // Whoever may change a field sees it, and nobody changes what they do not see.
        GuardedField[] hidden = [.. definitions.GuardedFields.Where(field => field.View && !caller.May(ToView(field)) && !caller.May(ToEdit(field)))];
        GuardedField[] locked = [.. definitions.GuardedFields.Where(field => hidden.Contains(field) || (field.Edit && !caller.May(ToEdit(field))))];
        return new FieldAccess(definitions, hidden, locked);
    }

    /// <summary>Whether the caller may see this field's values. Also what schemas and descriptions of the API ask.</summary>
    /// <param name="part">The name of the part's definition, not the one under which a type attaches it.</param>
    /// <param name="field">The field's name.</param>
    public bool MaySee(string part, string field) => SeesAll || !IsOneOf(_hidden, part, field);

    /// <summary>Whether the caller may change this field's values.</summary>
    public bool MayChange(string part, string field) => _locked.Length == 0 || !IsOneOf(_locked, part, field);

    /// <summary>Null when items may be filtered and ordered by this field; else why not: the same whatever the items say.</summary>
    public Problem? RefuseAsking(GuardedField field) => MaySee(field.Part, field.Field)
        ? null
        : Problem.Forbidden($"You may not ask by the field {field.Field} of {field.Part}; it needs the permission {ToView(field)}.");

    /// <summary>As for the field, for the one whose value lies there.</summary>
    public Problem? RefuseAsking(FieldPath path) =>
        SeesAll || PartNameOf(path) is not { } part || Array.Find(_hidden, field => field.Part == part && field.Field == path.Field) is not { } hidden
            ? null
            : RefuseAsking(hidden);

    /// <summary>
    /// False for a reference that may stand in a field which the caller may not see. Its place says no part, so a field of the same name counts
    /// as the same.
    /// </summary>
    /// <param name="path">The place as <see cref="Reference.Path"/> has it.</param>
    public bool MaySeePlace(string path) => SeesAll || path[(path.LastIndexOf('.') + 1)..] is var name && !Array.Exists(_hidden, field => field.Field == name);

    /// <summary>The version without the values of the fields that the caller may not see, also in the items inside it.</summary>
    public ContentItem Visible(ContentItem item)
    {
        if (SeesAll)
            return item;

        var parts = JsonNode.Parse(item.PartsJson)!.AsObject();
        return TakeOut(parts, _definitions.FindType(item.ContentType), _hiddenOf) ? item with { PartsJson = parts.ToJsonString(ContentItemJson.Options) } : item;
    }

    /// <summary>As for a version, for an item of custom settings as JSON. A copy.</summary>
    public JsonObject Visible(JsonObject item, string contentType)
    {
        var seen = item.DeepClone().AsObject();
        if (!SeesAll)
            TakeOut(seen, _definitions.FindType(contentType), _hiddenOf);
        return seen;
    }

    /// <summary>The parts without the values of the fields that the caller may not change, for a new item made of another one.</summary>
    internal void TakeOutLocked(JsonObject parts, string contentType)
    {
        if (_locked.Length > 0)
            TakeOut(parts, _definitions.FindType(contentType), _lockedOf);
    }

    /// <summary>
    /// The draft with the stored values of the fields that the caller may not change, also in the items inside, which are found again by their
    /// ids: what the caller left out is never lost. <see cref="ProblemKind.Forbidden"/> with every place where it gives another value. Of a field that it does
    /// not see any value is refused, also the stored one, as a guess would else be answered.
    /// </summary>
    internal Outcome<ContentDraft> Keep(ContentDraft draft, ContentItem? before)
    {
        if (_locked.Length == 0)
            return draft;

        var parts = draft.Parts.DeepClone().AsObject();
        var stored = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        if (before is not null)
        {
            stored[""] = JsonNode.Parse(before.PartsJson)!.AsObject();
            foreach (var inside in ItemsInside.Known(before.ContentType, stored[""], _definitions).Concat(ItemsInside.In(stored[""]).Select(inside => inside.Item)))
            {
                // What a part that nobody knows calls an item must not stand for one that is.
                if (JsonText.Find(inside, nameof(ContentItem.ContentItemId)) is { } id)
                    stored.TryAdd(id, inside);
            }
        }

        var complaints = new List<Complaint>();
        KeepIn(parts, _definitions.FindType(draft.ContentType), stored.GetValueOrDefault(""), "", complaints);
        foreach (var (inside, path) in ItemsInside.In(parts))
        {
            var type = TypeNameOf(inside);
            var old = JsonText.Find(inside, nameof(ContentItem.ContentItemId)) is { } id ? stored.GetValueOrDefault(id) : null;
            KeepIn(inside, _definitions.FindType(type), old is not null && TypeNameOf(old) == type ? old : null, path + ".", complaints);
        }

        return complaints.Count == 0
            ? draft with { Parts = parts }
            : new Problem(ProblemKind.Forbidden, $"It was not saved: {string.Join(' ', complaints)}", complaints);
    }

    /// <summary>Null when these parts may be written over those of the item, as far as single fields go; else what is refused.</summary>
    public Problem? RefuseChange(string contentType, JsonObject parts, ContentItem? before) => Keep(new ContentDraft { ContentType = contentType, Parts = parts }, before).Problem;

    private static string ToView(GuardedField field) => Permission.ToViewField(field.Now.Part, field.Now.Field);

    private static string ToEdit(GuardedField field) => Permission.ToEditField(field.Now.Part, field.Now.Field);

    private void KeepIn(JsonObject item, ContentType? type, JsonObject? stored, string path, List<Complaint> complaints)
    {
        // What the stored item has and this one does not is put back, so both say which parts there are.
        var names = item.Select(member => member.Key).Union(stored?.Select(member => member.Key) ?? []).ToList();
        foreach (var (name, partName) in names.Select(name => (name, PartNameOf(name, type))))
        {
            foreach (var field in _lockedOf[partName])
            {
                var (given, had) = (Value(item, name, field.Field), Value(stored, name, field.Field));
                if (!IsNothing(given) && !(MaySee(field.Part, field.Field) && IsSame(given, had)))
                {
                    complaints.Add(new Complaint(
                        path + (name == type?.Name ? field.Field : $"{name}.{field.Field}"),
                        $"may not be changed by you, which needs the permission {(field.Edit ? ToEdit(field) : ToView(field))}"));
                }
                else if (had is not null && item[name] is null or JsonObject)
                {
                    JsonText.ObjectIn(item, name)[field.Field] = had.DeepClone();
                }
                else if (item[name] is JsonObject part)
                {
                    // An empty value where none is stored.
                    part.Remove(field.Field);
                }
            }
        }
    }

    private static bool IsNothing(JsonNode? value) => JsonEquality.Same(JsonSerializer.SerializeToElement(value), default);

    // A form sends an empty text or list for a field that has no value.
    private static bool IsSame(JsonNode? given, JsonNode? had) =>
        JsonEquality.Same(JsonSerializer.SerializeToElement(given), JsonSerializer.SerializeToElement(had)) || (IsEmpty(given) && IsEmpty(had));

    private static bool IsEmpty(JsonNode? value) => value switch
    {
        null => true,
        JsonObject json => json.All(member => IsEmpty(member.Value)),
        JsonArray list => list.Count == 0,
        _ => value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Length == 0,
    };

    private bool TakeOut(JsonObject parts, ContentType? type, ILookup<string, GuardedField> fields)
    {
        var changed = TakeOutOfOne(parts, type, fields);
        foreach (var (inside, _) in ItemsInside.In(parts))
            changed |= TakeOutOfOne(inside, _definitions.FindType(TypeNameOf(inside)), fields);
        return changed;
    }

    private static bool TakeOutOfOne(JsonObject item, ContentType? type, ILookup<string, GuardedField> fields)
    {
        var changed = false;
        foreach (var (name, part) in item)
        {
            foreach (var field in part is JsonObject ? fields[PartNameOf(name, type)] : [])
                changed |= part!.AsObject().Remove(field.Field);
        }

        return changed;
    }

    // What was a part of the type once, or is one of a type that is no more, is stored under the part's own name.
    private static string PartNameOf(string name, ContentType? type) => type?.FindPart(name)?.PartName ?? name;

    private string? PartNameOf(FieldPath path) => _definitions.FindType(path.ContentType)?.FindPart(path.Part)?.PartName;

    private static string TypeNameOf(JsonObject item) => JsonText.Find(item, nameof(ContentItem.ContentType)) ?? "";

    private static JsonNode? Value(JsonObject? item, string part, string field) => (item?[part] as JsonObject)?[field];

    private static bool IsOneOf(GuardedField[] fields, string part, string field) => Array.Exists(fields, one => one.Part == part && one.Field == field);
}
