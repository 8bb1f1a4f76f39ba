using System.Text.Json;
using Cms.Content;
using Cms.Definitions;

namespace Cms.Parts;

/// <summary>A part of an item, or of an item inside it, with where it stands.</summary>
/// <param name="Path">Where its item stands: empty for the item itself, else <c>Sections[2].</c>.</param>
/// <param name="Type">The type of its item.</param>
/// <param name="Attached">How it is attached to the type.</param>
/// <param name="Json">Its JSON, of whatever kind; undefined when the item has none.</param>
/// <param name="Inside">Its item when that lives inside another one; null for the item itself.</param>
public sealed record PlacedPart(string Path, ContentType Type, TypePart Attached, JsonElement Json, ContainedItem? Inside)
{
    /// <summary>The part's place as people read it.</summary>
    public string Place => Path + Attached.Name;

    /// <summary>A field's place; the type's own part is not named in it.</summary>
    public string PlaceOf(PartField field) => Attached.Name == Type.Name ? Path + field.Name : $"{Place}.{field.Name}";

    /// <summary>The field's JSON; undefined when there is none.</summary>
    public JsonElement Find(PartField field) => Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(field.Name, out var value) ? value : default;
}

/// <summary>Walks over all parts of an item: the one way in which indexes, rules and reports look into it.</summary>
public static class PlacedParts
{
    /// <summary>
    /// The parts that the types attach, whether the JSON has them or not, and the part of an item in a list, which no type attaches; an item's own
    /// before those of the items inside it.
    /// </summary>
    public static IEnumerable<PlacedPart> In(ContentItem item, ContentDefinitions definitions) =>
        definitions.FindType(item.ContentType) is { } type ? In(type, item.Parts, "", inside: null, definitions) : [];

    private static IEnumerable<PlacedPart> In(ContentType type, JsonElement parts, string path, ContainedItem? inside, ContentDefinitions definitions)
    {
        foreach (var attached in inside is null ? ContainedPart.WithUnattached(type, name => parts.TryGetProperty(name, out _)) : MenuItemsListPart.PartsOf(type))
            yield return new PlacedPart(path, type, attached, parts.TryGetProperty(attached.Name, out var part) ? part : default, inside);

        foreach (var contained in ContainedItems.Of(type, parts))
        {
            if (definitions.FindType(contained.ContentType) is not { } containedType)
                continue;

            foreach (var part in In(containedType, contained.Json, $"{path}{contained.Path}.", contained, definitions))
                yield return part;
        }
    }
}
