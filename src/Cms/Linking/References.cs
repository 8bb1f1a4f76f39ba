using System.Text.Json;
using Cms.Content;
using Cms.Definitions;
using Cms.Fields;
using Cms.Liquid;
using Cms.Parts;
using Cms.Taxonomies;

namespace Cms.Linking;

/// <summary>Finds what an item refers to.</summary>
public static class References
{
    /// <summary>
    /// Every reference of the item and of the items inside it, each once for each place, in the order of the item. Values that are no
    /// references are left out.
    /// </summary>
    public static IReadOnlyList<Reference> In(ContentItem item, ContentDefinitions definitions)
    {
        var found = new OrderedDictionary<Reference, bool>();
        foreach (var part in PlacedParts.In(item, definitions).Where(part => part.Json.ValueKind == JsonValueKind.Object))
        {
            if (PartTypes.Find(part.Attached.PartName)?.Shape is { } shape)
                Add(Of(shape, part.Json, field: null, part.Attached.Settings), part.Place);

            foreach (var field in definitions.FieldsOf(part.Attached.PartName))
            {
                if (FieldTypes.Find(field.FieldName)?.Shape is { } fieldShape && part.Find(field) is { ValueKind: JsonValueKind.Object } value)
                    Add(Of(fieldShape, value, field, field.Settings), part.PlaceOf(field));
            }
        }

        return [.. found.Keys];

        void Add(IEnumerable<(ReferenceKind Kind, string Target)> targets, string place)
        {
            foreach (var (kind, target) in targets)
            {
                if (target.Length is > 0 and <= Reference.LongestTarget)
                    found.TryAdd(new Reference(kind, target, place), true);
            }
        }
    }

    /// <summary>True for a shape of field or part in which <see cref="In"/> looks for references.</summary>
    public static bool AreIn(Shape shape) =>
        shape is ReferencesShape or TermsShape or MediaShape or UsersShape or FormattedTextShape or ScalarShape { Kind: ScalarKind.Text };

    // One arm for each shape that can hold a reference, as AreIn says; the others hold values of their own.
    private static IEnumerable<(ReferenceKind Kind, string Target)> Of(Shape shape, JsonElement json, PartField? field, DefinitionSettings settings) => shape switch
    {
        ReferencesShape references => JsonText.List(json, references.Member).Select(id => (ReferenceKind.Item, id)),
        TermsShape when field is not null => Terms(TaxonomyTerms.UsesIn(json, field)),
        MediaShape => JsonText.List(json, "Paths").Select(path => (ReferenceKind.Media, path)),
        UsersShape => JsonText.List(json, "UserIds").Select(id => (ReferenceKind.User, id)),
        FormattedTextShape { Format: TextFormat.Html } text => Links(JsonText.Find(json, text.Member), SafeHtml.LinkedIds),
        FormattedTextShape text => Links(JsonText.Find(json, text.Member), text.KeepsHtml(settings) ? MarkdownText.LinkedIdsWithHtml : MarkdownText.LinkedIds),

        // Themes show plain texts as Markdown, so links in them count.
        ScalarShape { Kind: ScalarKind.Text } text => Links(JsonText.Find(json, text.Member), MarkdownText.LinkedIds),
        _ => [],
    };

    private static IEnumerable<(ReferenceKind, string)> Terms(IReadOnlyList<TermUse> uses) =>
        uses.SelectMany(use => new[] { (ReferenceKind.Term, use.TermContentItemId), (ReferenceKind.Taxonomy, use.TaxonomyContentItemId) });

    private static IEnumerable<(ReferenceKind, string)> Links(string? text, Func<string, IReadOnlyList<string>> read) =>
        text is not null && ContentLink.MayBeIn(text) ? read(text).Select(id => (ReferenceKind.Link, id)) : [];
}
