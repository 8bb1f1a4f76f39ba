using System.Text.Json.Nodes;
using Cms.Parts;

namespace Cms.Recipes.Steps;

/// <summary>Orders the items of a step so that each list is there before the items that are in it; else the order stays.</summary>
internal static class ListsFirst
{
    /// <summary>The items, each with its place in the step.</summary>
    public static IEnumerable<(int Index, JsonObject Item)> Of(IEnumerable<JsonObject> items)
    {
        var all = items.Index().ToList();
        var byId = all.Where(one => JsonText.Find(one.Item, "ContentItemId") is not null).ToLookup(one => JsonText.Find(one.Item, "ContentItemId")!, StringComparer.Ordinal);
        var ordered = new List<(int, JsonObject)>(all.Count);
        var seen = new HashSet<int>();
        foreach (var one in all)
            Add(one);
        return ordered;

        void Add((int Index, JsonObject Item) one)
        {
            // Marked before its list is looked at: lists that are in each other end here and are refused by their rule.
            if (!seen.Add(one.Index))
                return;

            if (one.Item[ContainedPart.Unattached.Name] is JsonObject part && JsonText.Find(part, "ListContentItemId") is { } list)
            {
                foreach (var earlier in byId[list])
                    Add(earlier);
            }

            ordered.Add(one);
        }
    }
}
