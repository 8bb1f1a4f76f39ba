using System.Text.Json.Nodes;

namespace Cms.Admin.Browser.Keeping;

/// <summary>A field that two people changed in different ways.</summary>
/// <param name="Place">Where: <c>Sections[2].Heading</c> counted in what is mine.</param>
/// <param name="Mine">What I wrote.</param>
/// <param name="Theirs">What they wrote.</param>
/// <param name="TakeTheirs">Puts theirs in the place of mine in these parts, as they are by then; where what has the field is gone, nothing.</param>
public sealed record MergeConflict(string Place, JsonNode? Mine, JsonNode? Theirs, Action<JsonObject> TakeTheirs);

/// <summary>
/// Puts the changes of two people together, field by field; items inside are known by their ids, wherever they stand. What only one of them changed is taken; what both did is kept as mine and told.
/// Nothing that somebody wrote is left out: an item that one removed and the other went on with stays.
/// </summary>
public sealed class Merge
{
    private const string Id = "ContentItemId";
    private static readonly string[] Computed = ["DisplayText", "ContentType", Id];
    private readonly List<MergeConflict> _conflicts = [];

    private Merge(JsonObject parts) => Parts = parts;

    /// <summary>The parts with both changes.</summary>
    public JsonObject Parts { get; }

    /// <summary>What both changed.</summary>
    public IReadOnlyList<MergeConflict> Conflicts => _conflicts;

    /// <summary>Merges.</summary>
    /// <param name="before">What both began with.</param>
    /// <param name="mine">My parts.</param>
    /// <param name="theirs">Their parts.</param>
    /// <param name="contentType">The type of the item, whose own fields stand in a part of its name.</param>
    /// <param name="sent">What I sent last, without hearing what became of it; where theirs is the same, they are my own words. Null for nothing.</param>
    public static Merge Of(JsonObject before, JsonObject mine, JsonObject theirs, string contentType, JsonObject? sent = null)
    {
        var merged = new Merge(mine.DeepClone().AsObject());
        merged.Item(before, merged.Parts, theirs, sent, "", contentType, parts => parts);
        return merged;
    }

    // Parts may be others by the time that somebody chooses, so each conflict finds its field in them anew.
    private void Item(JsonObject? before, JsonObject mine, JsonObject theirs, JsonObject? sent, string place, string? contentType, Func<JsonObject, JsonObject?> find)
    {
        foreach (var name in Names(mine, theirs))
        {
            var (was, here, there, mySent) = (before?[name], mine[name], theirs[name], sent?[name]);
            if (IsSettled(was, here, there, mySent) || Computed.Contains(name))
                continue;

            if (here is JsonObject part && there is JsonObject theirPart)
                Part(was as JsonObject, part, theirPart, mySent as JsonObject, name == contentType ? place : Join(place, name), parts => find(parts)?[name] as JsonObject);
            else
                Value(mine, name, was, theirs, Join(place, name), find);
        }
    }

    // A field is one value; a list of items is merged item by item.
    private void Part(JsonObject? before, JsonObject mine, JsonObject theirs, JsonObject? sent, string place, Func<JsonObject, JsonObject?> find)
    {
        foreach (var name in Names(mine, theirs))
        {
            var (was, here, there, mySent) = (before?[name], mine[name], theirs[name], sent?[name]);
            if (IsSettled(was, here, there, mySent))
                continue;

            if (IsItems(here) && IsItems(there) && (was is null || IsItems(was)))
                Items(was as JsonArray, (JsonArray)here!, (JsonArray)there!, mySent as JsonArray, place, parts => find(parts)?[name] as JsonArray);
            else
                Value(mine, name, was, theirs, Join(place, name), find);
        }
    }

    private void Value(JsonObject mine, string name, JsonNode? was, JsonObject theirs, string place, Func<JsonObject, JsonObject?> find)
    {
        if (JsonNode.DeepEquals(was, mine[name]))
            Put(mine, name, theirs);
        else
            _conflicts.Add(new MergeConflict(place, mine[name]?.DeepClone(), theirs[name]?.DeepClone(), parts => Put(find(parts), name, theirs)));
    }

    private static void Put(JsonObject? holder, string name, JsonObject theirs)
    {
        if (theirs.ContainsKey(name))
            holder?[name] = theirs[name]?.DeepClone();
        else
            holder?.Remove(name);
    }

    private void Items(JsonArray? before, JsonArray mine, JsonArray theirs, JsonArray? sent, string place, Func<JsonObject, JsonArray?> find)
    {
        var (was, here, there, mySent) = (ById(before), ById(mine), ById(theirs), ById(sent));
        foreach (var (id, item) in there)
        {
            if (here.TryGetValue(id, out var own))
                Item(was.GetValueOrDefault(id), own, item, mySent.GetValueOrDefault(id), $"{place}[{mine.IndexOf(own)}]", (string?)own["ContentType"], parts => ById(find(parts)).GetValueOrDefault(id));
        }

        // Removed by them: gone, unless I went on with it.
        foreach (var (id, item) in here.Where(one => !there.ContainsKey(one.Key) && was.TryGetValue(one.Key, out var old) && JsonNode.DeepEquals(old, one.Value)))
            mine.Remove(item);

        // New of theirs, or gone on with by them after I removed it: after the one that it follows there.
        JsonNode? follows = null;
        foreach (var (id, item) in there)
        {
            if (here.TryGetValue(id, out var own))
            {
                follows = own;
                continue;
            }

            if (was.TryGetValue(id, out var old) && JsonNode.DeepEquals(old, item))
                continue;

            var copy = item.DeepClone();
            mine.Insert(follows is null ? 0 : mine.IndexOf(follows) + 1, copy);
            follows = copy;
        }

        if (was.Keys.SequenceEqual(here.Keys))
            Order(mine, there.Keys);
    }

    // I left the order as it was, so theirs counts.
    private static void Order(JsonArray mine, IEnumerable<string> theirs)
    {
        var rank = theirs.Index().ToDictionary(one => one.Item, one => one.Index, StringComparer.Ordinal);
        var items = mine.ToList();
        if (items.Any(item => IdOf(item) is not { } id || !rank.ContainsKey(id)))
            return;

        mine.Clear();
        foreach (var item in items.OrderBy(item => rank[IdOf(item)!]))
            mine.Add(item);
    }

    // The same now, not changed by them, or my own words that came back.
    private static bool IsSettled(JsonNode? was, JsonNode? here, JsonNode? there, JsonNode? sent) =>
        JsonNode.DeepEquals(here, there) || JsonNode.DeepEquals(was, there) || (sent is not null && JsonNode.DeepEquals(sent, there));

    private static List<string> Names(JsonObject mine, JsonObject theirs) => [.. mine.Select(member => member.Key).Union(theirs.Select(member => member.Key), StringComparer.Ordinal)];

    private static string Join(string place, string name) => place.Length == 0 ? name : $"{place}.{name}";

    private static bool IsItems(JsonNode? node) => node is JsonArray list && list.All(item => item is JsonObject one && IdOf(one) is not null);

    private static string? IdOf(JsonNode? item) => item is JsonObject one && one[Id] is JsonValue value && value.TryGetValue(out string? id) ? id : null;

    private static Dictionary<string, JsonObject> ById(JsonArray? items) => (items ?? []).OfType<JsonObject>().Where(item => IdOf(item) is not null).DistinctBy(item => IdOf(item)!).ToDictionary(item => IdOf(item)!, StringComparer.Ordinal);
}
