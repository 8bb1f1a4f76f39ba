using System.Text.Json;
using Cms.Content;
using Cms.Definitions;
using Cms.Fields;
using Cms.Parts;

namespace Cms.Search;

/// <summary>Reads from the parts of an item what it is found by.</summary>
public static class PartValues
{
    /// <summary>The values that the item's own parts have; empty texts count as none.</summary>
    public static IReadOnlyDictionary<PartColumn, object> In(ContentItem item, ContentDefinitions definitions)
    {
        var values = new Dictionary<PartColumn, object>();
        if (definitions.FindType(item.ContentType) is not { } type)
            return values;

        foreach (var attached in ContainedPart.WithUnattached(type, name => item.Part(name).ValueKind != JsonValueKind.Undefined))
        {
            if (PartTypes.Find(attached.PartName)?.Shape is not MembersShape shape || item.Part(attached.Name) is not { ValueKind: JsonValueKind.Object } part)
                continue;

            foreach (var member in shape.Members)
            {
                if (member.Column is { } column && Value(part, member) is { } found)
                    values.TryAdd(column, column == PartColumn.Alias ? ((string)found).ToLowerInvariant() : found);
            }
        }

        return values;
    }

    private static object? Value(JsonElement part, Member member) => member.Kind switch
    {
        ScalarKind.WholeNumber => JsonText.Member(part, member.Name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) ? number : null,
        // Nothing that may be saved is longer, and an index has no room for it; the alias is refused by name.
        _ => JsonText.Find(part, member.Name) is { } text && (text.Length <= Reference.LongestTarget || member.Column == PartColumn.Alias) ? text : null,
    };
}
