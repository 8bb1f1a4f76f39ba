using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Cms.Definitions;

/// <summary>
/// Work on stored items that follows a change of definitions: members of their JSON get other names, or are thrown away, or only their index
/// rows are worked out anew. Doing it twice is doing it once, and a member that stands under the new name already is never overwritten.
/// </summary>
/// <param name="Id">Names the change while it is under way.</param>
/// <param name="Title">What it does, for people: <c>Field Heading of part Section becomes Title</c>.</param>
/// <param name="Moves">The members.</param>
public sealed record ItemRewrite(string Id, string Title, IReadOnlyList<MemberMove> Moves)
{
    private const string ContentType = "ContentType";
    private const string ContentItemId = "ContentItemId";
    private const string TermContentType = "TermContentType";

    /// <summary>The former and the new name of a content type; null when no type is renamed.</summary>
    public TypeMove? Type { get; init; }

    /// <summary>What names fields in permissions, before and after; null when no part or field is renamed.</summary>
    public FieldNameMove? Fields { get; init; }

    /// <summary>The types whose items only get new index rows, their JSON being right; empty for a change of JSON.</summary>
    public IReadOnlyList<string> IndexedTypes { get; init; } = [];

    /// <summary>It changes the JSON of stored items, so that whoever reads them before it is done must apply it.</summary>
    [JsonIgnore]
    public bool ChangesJson => Moves.Count > 0 || Type is not null;

    /// <summary>When the definitions changed, UTC; null while the change is only planned.</summary>
    public DateTime? BeganUtc { get; init; }

    /// <summary>The name that items of this type have when it is done: another one only for those of <see cref="Type"/>.</summary>
    public string TypeAfter(string contentType) => contentType == Type?.From ? Type.To : contentType;

    /// <summary>Applies it to an item and the items inside it, wherever they stand. True when something changed.</summary>
    /// <param name="item">The parts of the item; changed in place.</param>
    /// <param name="contentType">The item's type, by its former or its new name.</param>
    public bool Apply(JsonObject item, string contentType) => Visit(item, contentType, (move, holder) => move.Apply(holder), isRead: false);

    /// <summary>True when the item, or an item inside it, has one of the members.</summary>
    public bool IsNeededFor(JsonObject item, string contentType) => Visit(item, contentType, (move, holder) => holder.ContainsKey(move.From), isRead: true);

    /// <summary>True when a member cannot get its new name in this item because something else stands there.</summary>
    public bool IsBlockedIn(JsonObject item, string contentType) =>
        Visit(item, contentType, (move, holder) => move.To is { } to && holder.ContainsKey(move.From) && holder[to] is not null, isRead: true);

    /// <summary>Index rows of items of these types are worked out anew; their JSON stays.</summary>
    /// <param name="id">Names the change while it is under way.</param>
    /// <param name="types">The types.</param>
    public static ItemRewrite OfIndex(string id, IEnumerable<string> types)
    {
        string[] names = [.. types.Distinct().Order(StringComparer.Ordinal)];
        return new ItemRewrite(id, $"Index rows of {string.Join(", ", names)} are worked out anew", []) { IndexedTypes = names };
    }

    /// <summary>The same work after a type got another name.</summary>
    public ItemRewrite After(TypeMove renamed) => IndexedTypes.Contains(renamed.From)
        ? OfIndex(Id, IndexedTypes.Select(type => type == renamed.From ? renamed.To : type)) with { BeganUtc = BeganUtc }
        : this;

    /// <summary>As JSON, for the store.</summary>
    public JsonObject ToJson() => JsonSerializer.SerializeToNode(this)!.AsObject();

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static ItemRewrite Read(JsonNode json) =>
        json.Deserialize<ItemRewrite>() ?? throw new FormatException("The stored definitions have a pending change that is null.");

    private bool Visit(JsonObject item, string contentType, Func<MemberMove, JsonObject, bool> visit, bool isRead)
    {
        var type = TypeAfter(contentType);
        var any = false;
        foreach (var move in Moves)
        {
            if (move.Type == type && (move.Part is null ? item : item[move.Part]) is JsonObject holder)
                any |= visit(move, holder);
        }

        foreach (var (_, member) in item)
            any |= VisitInside(member, visit, isRead);
        return any;
    }

    private bool VisitInside(JsonNode? node, Func<MemberMove, JsonObject, bool> visit, bool isRead)
    {
        var any = false;
        switch (node)
        {
            case JsonObject item when TextOf(item, ContentType) is { } type && item[ContentItemId] is JsonValue:
                return Rename(item, ContentType, isRead) | Visit(item, type, visit, isRead);
            case JsonObject json:
                // A taxonomy says in its JSON, not in its settings, of which type its terms are.
                any = Rename(json, TermContentType, isRead);
                foreach (var (_, member) in json)
                    any |= VisitInside(member, visit, isRead);
                return any;
            case JsonArray list:
                foreach (var one in list)
                    any |= VisitInside(one, visit, isRead);
                return any;
            default:
                return false;
        }
    }

    private bool Rename(JsonObject json, string member, bool isRead)
    {
        if (isRead || Type is null || TextOf(json, member) != Type.From)
            return false;

        json[member] = Type.To;
        return true;
    }

    private static string? TextOf(JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}

/// <summary>A content type that gets another name.</summary>
public sealed record TypeMove(string From, string To);

/// <summary>A field, or all fields of a part, that are called otherwise.</summary>
/// <param name="From">The field so far, <c>Guide.Source</c>, or the part with a dot, <c>Guide.</c>, for all of its fields.</param>
/// <param name="To">The same by its new name.</param>
public sealed record FieldNameMove(string From, string To)
{
    /// <summary>The new name of this field; null when it is another one.</summary>
    public string? FindNew(string field) => field == From ? To : From.EndsWith('.') && field.StartsWith(From, StringComparison.Ordinal) ? To + field[From.Length..] : null;
}

/// <summary>A member of the JSON of items of one type that gets another name.</summary>
/// <param name="Type">The items' type, by its new name.</param>
/// <param name="Part">The part in which the member stands; null for the item itself, whose members are its parts.</param>
/// <param name="From">Its name so far.</param>
/// <param name="To">Its new name; null throws it away.</param>
public sealed record MemberMove(string Type, string? Part, string From, string? To)
{
    /// <summary>Moves the member. False when there is nothing to move or the new name is taken.</summary>
    public bool Apply(JsonObject holder)
    {
        var index = holder.IndexOf(From);
        if (index < 0)
            return false;

        if (To is null)
        {
            holder.RemoveAt(index);
            return true;
        }

        if (holder[To] is not null)
            return false;

        var value = holder[From];
        holder.RemoveAt(index);
        holder.Remove(To);
        holder.Insert(Math.Min(index, holder.Count), To, value);
        return true;
    }
}
