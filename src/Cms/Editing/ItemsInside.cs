using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Parts;

namespace Cms.Editing;

/// <summary>Finds the items inside an item's JSON for those who must not overlook one, also where no definition says that there are any.</summary>
internal static class ItemsInside
{
    /// <summary>
    /// Everything that looks like an item, however deep, each before those inside it, with where it stands: <c>Sections[1].Bullets[0]</c>. An item may be changed once it
    /// was given and before the next one is asked for.
    /// </summary>
    public static IEnumerable<(JsonObject Item, string Path)> In(JsonObject item) => item.SelectMany(member => In(member.Value, member.Key));

    /// <summary>Those that the definitions know of.</summary>
    public static IEnumerable<JsonObject> Known(string contentType, JsonObject parts, ContentDefinitions definitions) =>
        definitions.FindType(contentType) is { } type
            ? ContainedItems.In(type, parts).SelectMany(inside => Known(JsonText.Find(inside, nameof(ContentItem.ContentType)) ?? "", inside, definitions).Prepend(inside))
            : [];

    private static IEnumerable<(JsonObject Item, string Path)> In(JsonNode? node, string path) => node switch
    {
        JsonArray list => list.SelectMany((one, index) => In(one, $"{path}[{index}]")),
        JsonObject item when JsonText.Find(item, nameof(ContentItem.ContentType)) is not null => OneAndInside(item, path),

        // The member of a part that holds the items is not named in their place.
        JsonObject json => json.SelectMany(member => In(member.Value, path)),
        _ => [],
    };

    private static IEnumerable<(JsonObject Item, string Path)> OneAndInside(JsonObject item, string path)
    {
        yield return (item, path);
        foreach (var (inside, at) in In(item))
            yield return (inside, $"{path}.{at}");
    }
}
