using System.Text.Json;
using Cms.Content;
using Cms.Definitions;
using Cms.Fields;
using Cms.Parts;

namespace Cms.Editing.Versions;

/// <summary>Works out what differs between two versions of an item. Pure: nothing is read or stored.</summary>
public static class VersionDifferences
{
    /// <summary>In the order of <see cref="VersionComparison.Differences"/>.</summary>
    public static IReadOnlyList<Difference> Between(ContentItem before, ContentItem after, ContentDefinitions definitions)
    {
        var (old, now) = (PlacedItem.In(before, definitions), PlacedItem.In(after, definitions));
        var oldByKey = old.ToDictionary(item => item.Key, StringComparer.Ordinal);
        var nowByKey = now.ToDictionary(item => item.Key, StringComparer.Ordinal);
        var moved = MovedKeys(old, now, oldByKey, nowByKey);

        var differences = new List<Difference>();
        if (before.Owner != after.Owner)
            differences.Add(Changed("Owner", before.Owner, after.Owner));
        if (before.CreatedUtc != after.CreatedUtc)
            differences.Add(Changed("CreatedUtc", before.CreatedUtc, after.CreatedUtc));
        if (before.DisplayText != after.DisplayText && !HasTitle(now[0].Type))
            differences.Add(Changed("DisplayText", before.DisplayText, after.DisplayText));

        foreach (var item in now)
        {
            if (!oldByKey.TryGetValue(item.Key, out var was))
            {
                // What came along inside a new item is told with it.
                if (oldByKey.ContainsKey(item.Container!.Key))
                    differences.Add(new Difference(DifferenceKind.Added, item.Path, item.ContentItemId, null, item.Json));
                continue;
            }

            if (moved.Contains(item.Key))
                differences.Add(new Difference(DifferenceKind.Moved, item.Path, item.ContentItemId, JsonSerializer.SerializeToElement(was.Path), null));
            differences.AddRange(InParts(was, item));
        }

        differences.AddRange(old
            .Where(item => !nowByKey.ContainsKey(item.Key) && nowByKey.ContainsKey(item.Container!.Key))
            .Select(item => new Difference(DifferenceKind.Removed, item.Path, item.ContentItemId, item.Json, null)));
        return differences;
    }

    private static IEnumerable<Difference> InParts(PlacedItem was, PlacedItem item)
    {
        foreach (var name in Names(was.Json, item.Json))
        {
            var (before, after) = (JsonText.Member(was.Json, name), JsonText.Member(item.Json, name));
            if (item.Path.Length > 0 && ItemMembers.Names.Contains(name))
            {
                if (name == "DisplayText" && !HasTitle(item.Type) && !JsonEquality.Same(before, after))
                    yield return Changed(item, name, before, after);
                continue;
            }

            // Terms inside a term are items of their own.
            var attached = item.Type is { } type ? MenuItemsListPart.PartsOf(type).FirstOrDefault(part => part.Name == name) : null;
            if (attached is null && name == TaxonomyPart.Terms && item.Type is not null)
                continue;

            if (!IsObject(before) || !IsObject(after))
            {
                if (!JsonEquality.Same(before, after))
                    yield return Changed(item, name, before, after);
                continue;
            }

            var holds = attached is null ? null : (PartTypes.Find(attached.PartName)?.Shape as ContainedItemsShape)?.Member;
            foreach (var member in Names(before, after).Where(member => member != holds))
            {
                var (left, right) = (JsonText.Member(before, member), JsonText.Member(after, member));
                if (!JsonEquality.Same(left, right))
                    yield return Changed(item, name == item.Type?.Name ? member : $"{name}.{member}", left, right);
            }
        }
    }

    private static HashSet<string> MovedKeys(
        IReadOnlyList<PlacedItem> old, IReadOnlyList<PlacedItem> now, Dictionary<string, PlacedItem> oldByKey, Dictionary<string, PlacedItem> nowByKey)
    {
        var moved = now
            .Where(item => item.Container is not null && oldByKey.TryGetValue(item.Key, out var was) && (was.Container!.Key, was.Holder) != (item.Container.Key, item.Holder))
            .Select(item => item.Key)
            .ToHashSet(StringComparer.Ordinal);

        // Those that stay in order in the longest run stand still; the others moved around them. An item that went away or came moves nobody.
        var position = now.Index().ToDictionary(item => item.Item.Key, item => item.Index, StringComparer.Ordinal);
        foreach (var list in old
            .Where(item => item.Container is not null && nowByKey.ContainsKey(item.Key) && !moved.Contains(item.Key))
            .GroupBy(item => (item.Container!.Key, item.Holder))
            .Select(list => list.Select(item => item.Key).ToList()))
        {
            var still = LongestRisingRun.In([.. list.Select(key => position[key])]);
            moved.UnionWith(list.Where((_, index) => !still.Contains(index)));
        }

        return moved;
    }

    private static IEnumerable<string> Names(JsonElement before, JsonElement after) =>
        new[] { after, before }.Where(IsObjectHere).SelectMany(json => json.EnumerateObject()).Select(member => member.Name).Distinct(StringComparer.Ordinal);

    // A missing part is one without members.
    private static bool IsObject(JsonElement json) => json.ValueKind is JsonValueKind.Object or JsonValueKind.Undefined or JsonValueKind.Null;

    private static bool IsObjectHere(JsonElement json) => json.ValueKind == JsonValueKind.Object;

    private static bool HasTitle(ContentType? type) => type?.Parts.Any(part => part.PartName == "TitlePart") ?? false;

    private static Difference Changed(PlacedItem item, string name, JsonElement before, JsonElement after) =>
        new(DifferenceKind.Changed, item.PathTo(name), item.ContentItemId, OrNothing(before), OrNothing(after));

    private static JsonElement? OrNothing(JsonElement json) => json.ValueKind == JsonValueKind.Undefined ? null : json;

    private static Difference Changed<T>(string path, T before, T after) =>
        new(DifferenceKind.Changed, path, "", JsonSerializer.SerializeToElement(before), JsonSerializer.SerializeToElement(after));
}
