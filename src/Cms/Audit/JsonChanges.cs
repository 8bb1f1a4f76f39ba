using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cms.Audit;

/// <summary>What differs between two JSON values, for the trail: short, and without secrets.</summary>
public static class JsonChanges
{
    /// <summary>How long a value may be, in characters of its JSON; a longer one is cut.</summary>
    public const int LongestValue = 2000;

    /// <summary>How many changes an entry tells; it says when there were more.</summary>
    public const int Most = 200;

    /// <summary>
    /// Each change as <c>{"path":"Editor.Permissions","before":..,"after":..}</c>; a member that was not there has no <c>before</c>, one that is gone no
    /// <c>after</c>. Of a list of texts the entries that came are <c>added</c>, those that went <c>removed</c>.
    /// </summary>
    public static JsonArray Between(JsonNode? before, JsonNode? after)
    {
        var changes = new JsonArray();
        Add(changes, "", before, after);
        return changes;
    }

    /// <summary>One change with its values as they are, cut where they are too long.</summary>
    public static JsonObject Change(string path, JsonNode? before, JsonNode? after)
    {
        var change = new JsonObject { ["path"] = path };
        if (before is not null)
            change["before"] = Short(before);
        if (after is not null)
            change["after"] = Short(after);
        return change;
    }

    /// <summary>The changes as details of an entry, not more than <see cref="Most"/>; null when there are none.</summary>
    public static JsonObject? Details(JsonArray changes)
    {
        if (changes.Count == 0)
            return null;

        var left = changes.Count - Most;
        while (changes.Count > Most)
            changes.RemoveAt(changes.Count - 1);
        var details = new JsonObject { ["changes"] = changes };
        if (left > 0)
            details["moreChanges"] = left;
        return details;
    }

    private static void Add(JsonArray changes, string path, JsonNode? before, JsonNode? after)
    {
        if (JsonNode.DeepEquals(before, after))
            return;

        if (before is JsonObject or null && after is JsonObject or null)
        {
            var (old, now) = (before as JsonObject ?? [], after as JsonObject ?? []);
            foreach (var name in old.Select(member => member.Key).Union(now.Select(member => member.Key), StringComparer.Ordinal))
            {
                var at = path.Length == 0 ? name : $"{path}.{name}";
                if (SecretMembers.IsSecret(name))
                    AddSecret(changes, at, old[name], now[name]);
                else
                    Add(changes, at, old[name], now[name]);
            }
        }
        else if (Texts(before) is { } had && Texts(after) is { } has)
        {
            var change = new JsonObject { ["path"] = path };
            if (had.Except(has).ToList() is { Count: > 0 } removed)
                change["removed"] = Short(JsonText.Array(removed));
            if (has.Except(had).ToList() is { Count: > 0 } added)
                change["added"] = Short(JsonText.Array(added));
            changes.Add((JsonNode)(change.Count > 1 ? change : Change(path, before, after)));
        }
        else
        {
            changes.Add((JsonNode)Change(path, WithoutSecrets(before), WithoutSecrets(after)));
        }
    }

    private static void AddSecret(JsonArray changes, string path, JsonNode? before, JsonNode? after)
    {
        if (!JsonNode.DeepEquals(before, after))
            changes.Add((JsonNode)new JsonObject { ["path"] = path, ["secret"] = true });
    }

    private static JsonNode? WithoutSecrets(JsonNode? node) => node switch
    {
        JsonObject json => new JsonObject(json.Where(member => !SecretMembers.IsSecret(member.Key)).Select(member => KeyValuePair.Create(member.Key, WithoutSecrets(member.Value)))),
        JsonArray list => new JsonArray([.. list.Select(WithoutSecrets)]),
        _ => node?.DeepClone(),
    };

    private static List<string>? Texts(JsonNode? node) =>
        node is JsonArray list && list.All(one => one?.GetValueKind() == JsonValueKind.String) ? [.. list.Select(one => one!.GetValue<string>())] : null;

    private static JsonNode Short(JsonNode value)
    {
        var json = value.ToJsonString();
        if (json.Length <= LongestValue)
            return value.DeepClone();

        var text = value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : json;
        return text[..Math.Min(text.Length, LongestValue)] + "…";
    }
}
