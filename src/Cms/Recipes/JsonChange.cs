using System.Text.Json.Nodes;
using Cms.Content;

namespace Cms.Recipes;

/// <summary>One difference between two JSON values.</summary>
/// <param name="Path">Where: <c>ContentTypes[Guide].DisplayName</c>. Items of a list are named by their id or name where they have one.</param>
/// <param name="Before">The value before; null when there was none.</param>
/// <param name="After">The value after; null when there is none.</param>
public sealed record JsonChange(string Path, JsonNode? Before, JsonNode? After)
{
    private const int LongestValue = 160;

    private static readonly string[] Keys = ["ContentItemId", "Name", "name", "Path"];

    /// <summary>Everything that differs, in the order of the values. Empty when they are equal by value.</summary>
    public static IReadOnlyList<JsonChange> List(JsonNode? before, JsonNode? after)
    {
        var changes = new List<JsonChange>();
        Compare("", before, after, changes);
        return changes;
    }

    /// <summary>One line: <c>+ Path: new</c>, <c>- Path: old</c> or <c>~ Path: old -> new</c>.</summary>
    public override string ToString() => (Before, After) switch
    {
        (null, _) => $"+ {Path}: {Short(After)}",
        (_, null) => $"- {Path}: {Short(Before)}",
        _ => $"~ {Path}: {Short(Before)} -> {Short(After)}",
    };

    private static void Compare(string path, JsonNode? before, JsonNode? after, List<JsonChange> changes)
    {
        if (JsonNode.DeepEquals(before, after))
            return;

        if (before is JsonObject old && after is JsonObject now)
        {
            foreach (var name in old.Select(member => member.Key).Union(now.Select(member => member.Key)).ToList())
                Compare(path.Length == 0 ? name : $"{path}.{name}", old[name], now[name], changes);
        }
        else if (before is JsonArray oldList && after is JsonArray newList)
        {
            CompareLists(path, oldList, newList, changes);
        }
        else
        {
            changes.Add(new JsonChange(path, before, after));
        }
    }

    private static void CompareLists(string path, JsonArray before, JsonArray after, List<JsonChange> changes)
    {
        var (old, now) = (Named(before), Named(after));
        if (old is null || now is null)
        {
            changes.Add(new JsonChange(path, before, after));
            return;
        }

        var count = changes.Count;
        foreach (var name in old.Keys.Union(now.Keys).ToList())
            Compare($"{path}[{name}]", old.GetValueOrDefault(name), now.GetValueOrDefault(name), changes);
        if (changes.Count == count)
            changes.Add(new JsonChange($"{path} (order)", JsonText.Array(old.Keys), JsonText.Array(now.Keys)));
    }

    // Null for a list whose items have no names of their own that tell them apart.
    private static Dictionary<string, JsonNode?>? Named(JsonArray list)
    {
        var named = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var one in list)
        {
            var name = one is JsonObject json
                ? Keys.Select(key => JsonText.Find(json, key)).FirstOrDefault(key => key is not null)
                : one is JsonValue value && value.TryGetValue(out string? text) ? text : null;
            if (name is null || !named.TryAdd(name, one))
                return null;
        }

        return named;
    }

    private static string Short(JsonNode? value)
    {
        var text = value?.ToJsonString(ContentItemJson.Options) ?? "null";
        return text.Length <= LongestValue ? text : $"{text[..LongestValue]}... ({text.Length} letters)";
    }
}
