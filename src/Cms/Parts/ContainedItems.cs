using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Fields;

namespace Cms.Parts;

/// <summary>An item that lives inside another one, with where it was found.</summary>
/// <param name="Path">From the containing item: <c>Sections[2]</c>.</param>
/// <param name="Json">The contained item, metadata and parts.</param>
/// <param name="Attached">The part of the containing type that holds it.</param>
public sealed record ContainedItem(string Path, JsonElement Json, TypePart Attached)
{
    /// <summary>Its id; empty when it has none yet.</summary>
    public string ContentItemId => Text(nameof(ContentItemId));

    /// <summary>The name of its type; empty when it has none.</summary>
    public string ContentType => Text(nameof(ContentType));

    /// <summary>Its title for people; empty when it has none.</summary>
    public string DisplayText => Text(nameof(DisplayText));

    private string Text(string name) => JsonText.Find(Json, name) ?? "";
}

/// <summary>Finds the items inside an item: the only place that knows how items are nested.</summary>
public static class ContainedItems
{
    /// <summary>All items inside the item, each before those inside it; what is inside one of a type that nobody knows is not found.</summary>
    public static IEnumerable<ContainedItem> In(ContentItem item, ContentDefinitions definitions)
    {
        return definitions.FindType(item.ContentType) is { } type ? Inside(type, item.Parts) : [];

        IEnumerable<ContainedItem> Inside(ContentType container, JsonElement parts) => ContainedItems.Of(container, parts)
            .SelectMany(one => (definitions.FindType(one.ContentType) is { } inner ? Inside(inner, one.Json) : []).Prepend(one));
    }

    /// <summary>What is wrong with a part's list of items, as far as it is no list of JSON objects.</summary>
    internal static IEnumerable<Complaint> Complaints(JsonElement part, string member, string kind)
    {
        if (part.ValueKind != JsonValueKind.Object || !part.TryGetProperty(member, out var items))
            yield break;

        if (items.ValueKind != JsonValueKind.Array)
        {
            yield return new Complaint("", $"must have a list of {kind}s as {member}");
            yield break;
        }

        foreach (var (index, item) in items.EnumerateArray().Index())
        {
            if (item.ValueKind != JsonValueKind.Object)
                yield return new Complaint($"[{index}]", $"must be a {kind}");
        }
    }

    /// <summary>The items directly inside one of this type, in order; a term's own terms count as inside the term.</summary>
    public static IEnumerable<ContainedItem> Of(ContentType type, JsonElement parts)
    {
        foreach (var attached in MenuItemsListPart.PartsOf(type))
        {
            if (PartTypes.Find(attached.PartName)?.Shape is not ContainedItemsShape shape
                || !parts.TryGetProperty(attached.Name, out var part) || part.ValueKind != JsonValueKind.Object)
            {
                continue;
            }

            foreach (var item in In(part, shape.Member, attached.Name, attached))
                yield return item;
        }

        // Orchard Core keeps a term's children beside its parts, not in one.
        foreach (var child in In(parts, TaxonomyPart.Terms, TaxonomyPart.Terms, new TypePart("TaxonomyPart", TaxonomyPart.Terms, DefinitionSettings.None)))
            yield return child;
    }

    /// <summary>The same items in JSON that may be changed.</summary>
    public static IEnumerable<JsonObject> In(ContentType type, JsonObject parts)
    {
        foreach (var attached in MenuItemsListPart.PartsOf(type))
        {
            if (PartTypes.Find(attached.PartName)?.Shape is ContainedItemsShape shape && parts[attached.Name] is JsonObject part && part[shape.Member] is JsonArray items)
            {
                foreach (var item in items.OfType<JsonObject>())
                    yield return item;
            }
        }

        if (parts[TaxonomyPart.Terms] is JsonArray children)
        {
            foreach (var child in children.OfType<JsonObject>())
                yield return child;
        }
    }

    private static IEnumerable<ContainedItem> In(JsonElement holder, string member, string path, TypePart attached) =>
        holder.TryGetProperty(member, out var items) && items.ValueKind == JsonValueKind.Array
            ? items.EnumerateArray().Select((item, index) => new ContainedItem($"{path}[{index}]", item, attached))
            : [];
}
