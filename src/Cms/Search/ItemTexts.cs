using System.Text;
using System.Text.Json;
using Cms.Content;
using Cms.Definitions;
using Cms.Fields;
using Cms.Parts;

namespace Cms.Search;

/// <summary>
/// Reads from an item the texts that it is found by: those that everybody sees who sees the item. What has a permission of its own or is hidden from
/// GraphQL is not among them, so that neither a hit nor an excerpt tells of it.
/// </summary>
public static class ItemTexts
{
    // Databases have no room for more in one entry, and a text of this length is a book.
    private const int LongestBody = 250_000;
    private const int LongestTitle = 10_000;

    /// <summary>The words that the item is found by.</summary>
    public static IndexedText Index(ContentItem item, ContentDefinitions definitions) =>
        IndexedText.Of(FoldedWords([item.DisplayText], LongestTitle), FoldedWords(In(item, definitions), LongestBody));

    /// <summary>The texts of the item without its title, in the order of its parts; plain text.</summary>
    public static IEnumerable<string> In(ContentItem item, ContentDefinitions definitions)
    {
        var inside = new HashSet<ContainedItem>();
        foreach (var part in PlacedParts.In(item, definitions))
        {
            if (part.Inside is { } contained && inside.Add(contained) && !part.Type.IsHiddenFromGraphQL && contained.DisplayText.Length > 0)
                yield return contained.DisplayText;

            if (!MayBeFound(part.Type, part.Attached))
                continue;

            foreach (var text in TextsOf(PartTypes.Find(part.Attached.PartName)?.Shape, part.Json))
                yield return text;

            foreach (var field in definitions.FieldsOf(part.Attached.PartName).Where(field => MayBeFound(part.Type, part.Attached, field)))
            {
                foreach (var text in TextsOf(FieldTypes.Find(field.FieldName)?.Shape, part.Find(field)))
                    yield return text;
            }
        }
    }

    /// <summary>True for a shape in which there are texts to be found by.</summary>
    internal static bool AreIn(Shape? shape) =>
        shape is ScalarShape { Kind: ScalarKind.Text } or TextsShape or FormattedTextShape or MediaShape || (shape is GroupShape group && group.Members.Any(member => member.IsFound));

    internal static bool MayBeFound(ContentType type, TypePart attached) => !type.IsHiddenFromGraphQL && !attached.IsHiddenFromGraphQL;

    internal static bool MayBeFound(ContentType type, TypePart attached, PartField field) => MayBeFound(type, attached) && !field.IsHiddenFromGraphQL && !field.HasViewPermission;

    private static IEnumerable<string> TextsOf(Shape? shape, JsonElement json) => (json.ValueKind == JsonValueKind.Object ? shape : null) switch
    {
        ScalarShape { Kind: ScalarKind.Text } scalar => Text(json, scalar.Member),
        TextsShape texts => List(json, texts.Member),
        FormattedTextShape formatted => Text(json, formatted.Member).Select(formatted.ToPlainText),
        MediaShape => List(json, "MediaTexts"),
        GroupShape group => group.Members.Where(member => member.IsFound).SelectMany(member => Text(json, member.Name)),
        _ => [],
    };

    private static IEnumerable<string> Text(JsonElement json, string member) => JsonText.Find(json, member) is { Length: > 0 } text ? [text] : [];

    private static IEnumerable<string> List(JsonElement json, string member) => JsonText.Member(json, member) is { ValueKind: JsonValueKind.Array } list
        ? list.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!)
        : [];

    private static string FoldedWords(IEnumerable<string> texts, int longest)
    {
        var words = new StringBuilder();
        foreach (var word in texts.SelectMany(Words.In))
        {
            if (words.Length + word.Folded.Length >= longest)
                break;

            if (words.Length > 0)
                words.Append(' ');
            words.Append(word.Folded);
        }

        return words.ToString();
    }
}
