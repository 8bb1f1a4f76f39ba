using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cms.Admin.Browser.Keeping;

namespace Cms.Admin.Browser.Reviewing;

/// <summary>Where a comment belongs: by the id of the item inside, as that may move while it is talked about.</summary>
/// <param name="InsideId">The item inside; null for the item itself.</param>
/// <param name="Place">The field, from that item down; empty for all of it.</param>
public sealed partial record CommentPlaces(string? InsideId, string Place)
{
    /// <summary>The whole item.</summary>
    public static CommentPlaces Item { get; } = new(null, "");

    /// <summary>What stands at a place such as <c>Sections[2].Heading</c>; the whole item where that is not there.</summary>
    public static CommentPlaces Of(Draft draft, string place)
    {
        var (parts, form, inside, rest) = (draft.Parts, draft.Item.Form, (string?)null, new List<string>());
        foreach (var step in place.Length == 0 ? [] : place.Split('.'))
        {
            if (Index().Match(step) is not { Success: true } index)
            {
                rest.Add(step);
                continue;
            }

            var held = form.Parts.FirstOrDefault(part => part.Name == index.Groups[1].Value)?.Holds;
            if (held is null || (parts[index.Groups[1].Value] as JsonObject)?[held] is not JsonArray list || !int.TryParse(index.Groups[2].Value, out var at) || at >= list.Count || list[at] is not JsonObject item || draft.FormOf(Text(item, "ContentType")) is not { } inner)
                return Item;

            (parts, form, inside) = (item, inner, Text(item, "ContentItemId"));
            rest.Clear();
        }

        return new CommentPlaces(inside, string.Join('.', rest));
    }

    /// <summary>Where that stands now: <c>Sections[2].Heading</c>; null when the item inside was removed.</summary>
    public string? Find(Draft draft)
    {
        if (InsideId is null)
            return Place;

        return Find(draft, draft.Item.Form, draft.Parts, "") is { } item ? Place.Length == 0 ? item : $"{item}.{Place}" : null;
    }

    private string? Find(Draft draft, Wire.TypeForm form, JsonObject parts, string before)
    {
        foreach (var part in form.Parts.Where(part => part.Holds is not null))
        {
            var items = (parts[part.Name] as JsonObject)?[part.Holds!] as JsonArray ?? [];
            foreach (var (at, item) in items.Index())
            {
                var place = $"{before}{part.Name}[{at}]";
                if (item is not JsonObject one)
                    continue;
                if (Text(one, "ContentItemId") == InsideId)
                    return place;
                if (draft.FormOf(Text(one, "ContentType")) is { } inner && Find(draft, inner, one, place + ".") is { } found)
                    return found;
            }
        }

        return null;
    }

    private static string Text(JsonObject item, string member) => item[member]?.ToString() ?? "";

    [GeneratedRegex(@"^(.+)\[(\d+)\]$")]
    private static partial Regex Index();
}
