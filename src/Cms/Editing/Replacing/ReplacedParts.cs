using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Fields;
using Cms.Liquid;
using Cms.Parts;

namespace Cms.Editing.Replacing;

/// <summary>A field or part in which a reference was replaced.</summary>
/// <param name="Part">The name of the part's definition.</param>
/// <param name="Field">The field; null for the part itself.</param>
internal sealed record ReplacedPlace(string Part, string? Field);

/// <summary>Writes a replacement into the JSON of an item: the counterpart of <see cref="Linking.References"/>, which finds the references.</summary>
internal static class ReplacedParts
{
    /// <summary>Changes the parts in place, also of the items inside; the places that changed, none when nothing did.</summary>
    /// <param name="contentType">The item's type.</param>
    /// <param name="parts">Its parts.</param>
    /// <param name="replacement">What takes the place of what.</param>
    /// <param name="definitions">The definitions.</param>
    public static IReadOnlyList<ReplacedPlace> Write(string contentType, JsonObject parts, Replacement replacement, ContentDefinitions definitions)
    {
        var changed = new List<ReplacedPlace>();
        if (definitions.FindType(contentType) is { } type)
            Write(ContainedPart.WithUnattached(type, parts.ContainsKey), parts, replacement, definitions, changed);
        foreach (var inside in ItemsInside.Known(contentType, parts, definitions))
        {
            if (definitions.FindType(JsonText.Find(inside, nameof(ContentItem.ContentType)) ?? "") is { } insideType)
                Write(MenuItemsListPart.PartsOf(insideType), inside, replacement, definitions, changed);
        }

        return changed;
    }

    private static void Write(IEnumerable<TypePart> attachedParts, JsonObject item, Replacement replacement, ContentDefinitions definitions, List<ReplacedPlace> changed)
    {
        foreach (var attached in attachedParts)
        {
            if (item[attached.Name] is not JsonObject part)
                continue;

            if (PartTypes.Find(attached.PartName)?.Shape is { } shape && Write(shape, part, replacement))
                changed.Add(new ReplacedPlace(attached.PartName, null));
            foreach (var field in definitions.FieldsOf(attached.PartName))
            {
                if (part[field.Name] is JsonObject value && FieldTypes.Find(field.FieldName)?.Shape is { } fieldShape && Write(fieldShape, value, replacement))
                    changed.Add(new ReplacedPlace(attached.PartName, field.Name));
            }
        }
    }

    // One arm for each shape that can hold a reference, as References has them.
    private static bool Write(Shape shape, JsonObject value, Replacement by) => (shape, by.Kind) switch
    {
        (ReferencesShape references, ReplacedKind.Item) => WriteList(value, references.Member, by),
        (TermsShape, ReplacedKind.Term) => WriteList(value, "TermContentItemIds", by, "TagNames"),
        (UsersShape, ReplacedKind.User) => WriteList(value, "UserIds", by, "UserNames"),
        (MediaShape, ReplacedKind.Media) => WriteList(value, "Paths", by, null, "MediaTexts", "Anchors"),

        // Links in HTML within Markdown are not taken out: whoever wrote them by hand does that by hand, and the verb says so.
        (FormattedTextShape text, ReplacedKind.Item or ReplacedKind.Term) => WriteText(value, text.Member, by, text.Format == TextFormat.Html ? SafeHtml.WithoutLinks : MarkdownText.WithoutLinks),
        (ScalarShape { Kind: ScalarKind.Text } text, ReplacedKind.Item or ReplacedKind.Term) => WriteText(value, text.Member, by, MarkdownText.WithoutLinks),
        _ => false,
    };

    private static bool WriteList(JsonObject value, string member, Replacement by, string? names = null, params string[] beside)
    {
        if (value[member] is not JsonArray ids)
            return false;

        var namesList = names is null ? null : value[names] as JsonArray;
        if (by.IsName)
            return WriteNames(ids, namesList, by);

        var changed = false;
        for (var index = ids.Count - 1; index >= 0; index--)
        {
            if (!Is(ids[index], by.From))
                continue;

            changed = true;
            if (by.To is null || ids.Any(id => Is(id, by.To)))
            {
                ids.RemoveAt(index);
                foreach (var list in beside.Select(name => value[name] as JsonArray).Append(namesList).OfType<JsonArray>().Where(list => list.Count > index))
                    list.RemoveAt(index);
            }
            else
            {
                ids[index] = by.To;
                if (namesList?.Count > index)
                    namesList[index] = by.ToName;
            }
        }

        return changed;
    }

    private static bool WriteNames(JsonArray ids, JsonArray? names, Replacement by)
    {
        var changed = false;
        for (var index = 0; index < ids.Count && index < (names?.Count ?? 0); index++)
        {
            if (!Is(ids[index], by.From) || Is(names![index], by.ToName))
                continue;

            names[index] = by.ToName;
            changed = true;
        }

        return changed;
    }

    private static bool WriteText(JsonObject value, string member, Replacement by, Func<string, string, string> without)
    {
        if (by.IsName || JsonText.Find(value, member) is not { } source || !ContentLink.MayBeIn(source) || !ContentLink.CandidatesIn(source).Contains(by.From))
            return false;

        var written = by.To is { } to ? ContentLink.Replace(source, by.From, to) : without(source, by.From);
        if (written == source)
            return false;

        value[member] = written;
        return true;
    }

    private static bool Is(JsonNode? node, string text) => node is JsonValue value && value.TryGetValue(out string? own) && own == text;
}
