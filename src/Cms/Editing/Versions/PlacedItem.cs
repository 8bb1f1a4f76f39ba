using System.Text.Json;
using Cms.Content;
using Cms.Definitions;
using Cms.Parts;

namespace Cms.Editing.Versions;

/// <summary>An item, or an item inside it, with where it stands.</summary>
/// <param name="Key">What it is recognized by in another version.</param>
/// <param name="ContentItemId">Its id; empty for the item on top.</param>
/// <param name="Path">Where it stands: <c>Sections[2]</c>; empty for the item on top.</param>
/// <param name="Type">Its type, or null when that is not defined any more.</param>
/// <param name="Json">Its parts; for an item inside its metadata too.</param>
/// <param name="Container">The item it stands in; null for the one on top.</param>
/// <param name="Holder">The part that holds it.</param>
internal sealed record PlacedItem(string Key, string ContentItemId, string Path, ContentType? Type, JsonElement Json, PlacedItem? Container, string Holder)
{
    /// <summary>The item on top and all items inside it, each before those inside it.</summary>
    public static IReadOnlyList<PlacedItem> In(ContentItem item, ContentDefinitions definitions)
    {
        var found = new List<PlacedItem>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        Collect(new PlacedItem("", "", "", definitions.FindType(item.ContentType), item.Parts, null, ""));
        return found;

        void Collect(PlacedItem placed)
        {
            found.Add(placed);
            if (placed.Type is not { } type)
                return;

            foreach (var inside in ContainedItems.Of(type, placed.Json).Where(inside => inside.Json.ValueKind == JsonValueKind.Object))
            {
                var path = placed.Path.Length == 0 ? inside.Path : $"{placed.Path}.{inside.Path}";

                // Old versions may hold items without an id or with one twice; those are recognized by their place.
                var key = $"{inside.ContentType} {inside.ContentItemId}";
                if (inside.ContentItemId.Length == 0 || !keys.Add(key))
                    key = $"at {path}";
                Collect(new PlacedItem(key, inside.ContentItemId, path, definitions.FindType(inside.ContentType), inside.Json, placed, inside.Attached.Name));
            }
        }
    }

    /// <summary>The place of one of its parts or members.</summary>
    public string PathTo(string name) => Path.Length == 0 ? name : $"{Path}.{name}";
}
