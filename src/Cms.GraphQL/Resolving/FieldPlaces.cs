using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.GraphQL.Schemas;
using Cms.Parts;
using GraphQL.Execution;

namespace Cms.GraphQL.Resolving;

/// <summary>
/// Says of the objects in an answer where the values stand in the item that a preview shows, so that a page can lead back to the field: each gets the member <see cref="Member"/>, with the place of each of its
/// values under the value's name and its own under <c>""</c>. Values of other items have none.
/// </summary>
/// <param name="item">The item that is shown.</param>
/// <param name="definitions">The tenant's definitions.</param>
internal sealed class FieldPlaces(ContentItem item, ContentDefinitions definitions)
{
    /// <summary>The name of the member. No value of an answer can be called so: GraphQL keeps such names for itself (specification, section 2.1.9).</summary>
    public const string Member = "__places";

    private readonly Dictionary<string, string> _inside = InsideOf(item, definitions);

    /// <summary>Adds the places to the objects of the data.</summary>
    public void AddTo(JsonObject data, ObjectExecutionNode root) => Add(data, root, place: null, isItem: false);

    private void Add(JsonNode? json, ExecutionNode node, string? place, bool isItem)
    {
        switch (node)
        {
            case ArrayExecutionNode { Items: { } nodes } when json is JsonArray list:
                for (var index = 0; index < Math.Min(nodes.Count, list.Count); index++)
                    Enter(list[index], nodes[index], place);
                break;
            case ObjectExecutionNode { SubFields: { } fields } when json is JsonObject values:
                AddMembers(values, fields, place, isItem);
                break;
        }
    }

    private void AddMembers(JsonObject values, ExecutionNode[] fields, string? place, bool isItem)
    {
        var places = new JsonObject();
        if (place is { Length: > 0 })
            places[""] = place;
        foreach (var field in fields)
        {
            var at = PlaceOf(field, place, isItem);
            if (at is not null)
                places[field.Name!] = at;
            Enter(values[field.Name!], field, at);
        }

        if (place is not null)
            values[Member] = places;
    }

    // An item knows its place by itself, wherever in the answer it stands.
    private void Enter(JsonNode? json, ExecutionNode node, string? place)
    {
        switch (node)
        {
            case { Result: ContentItem shown }:
                Add(json, node, shown.ContentItemId == item.ContentItemId ? "" : null, isItem: true);
                break;
            case { Result: ContainedSource inside } when place is not null && JsonText.Find(inside.Json, nameof(ContentItem.ContentItemId)) is { } id && _inside.TryGetValue(id, out var own):
                Add(json, node, own, isItem: true);
                break;
            default:
                Add(json, node, place, isItem: false);
                break;
        }
    }

    private static string? PlaceOf(ExecutionNode field, string? place, bool isItem)
    {
        if (place is null)
            return null;

        // What a value says of itself stands where the value does; what is said of an item beside its fields stands nowhere.
        return field.FieldDefinition?.FindPlace() is not { } own ? isItem ? null : place : place.Length == 0 ? own : $"{place}.{own}";
    }

    private static Dictionary<string, string> InsideOf(ContentItem item, ContentDefinitions definitions)
    {
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in PlacedParts.In(item, definitions))
        {
            if (part.Inside is { ContentItemId.Length: > 0 } inside)
                places.TryAdd(inside.ContentItemId, part.Path.TrimEnd('.'));
        }

        return places;
    }
}
