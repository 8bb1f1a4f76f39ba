using System.Text.Json;
using Cms.Content;
using Cms.Definitions;
using Cms.Fields;
using Cms.Linking;
using Cms.Parts;
using Cms.Taxonomies;

namespace Cms.Search;

/// <summary>Works out by which paths and terms a version is found, what it refers to, and what is to happen to it by itself.</summary>
public static class IndexRows
{
    /// <summary>The version with its rows. Pure: the same version and definitions give the same rows.</summary>
    public static IndexedVersion Of(ContentItem item, ContentDefinitions definitions)
    {
        var terms = new HashSet<TermUse>();
        foreach (var part in PlacedParts.In(item, definitions).Where(part => part.Json.ValueKind == JsonValueKind.Object))
        {
            foreach (var field in definitions.FieldsOf(part.Attached.PartName).Where(field => FieldTypes.Find(field.FieldName)?.Shape is TermsShape))
                terms.UnionWith(TaxonomyTerms.UsesIn(part.Find(field), field).Where(use => use.TermContentItemId.Length <= Reference.LongestTarget && use.TaxonomyContentItemId.Length <= Reference.LongestTarget));
        }

        return new IndexedVersion(item, ItemRoutes.In(item, definitions), [.. terms])
        {
            References = References.In(item, definitions),
            Due = [.. DueIn(item, definitions)],
            PartValues = PartValues.In(item, definitions),
            Text = ItemTexts.Index(item, definitions),
        };
    }

    /// <summary>What is to happen to the item by itself, as the version says.</summary>
    internal static IEnumerable<Due> DueIn(ContentItem item, ContentDefinitions definitions) =>
        from attached in definitions.FindType(item.ContentType)?.Parts ?? []
        let part = PartTypes.Find(attached.PartName) as ScheduledPart
        where part is not null
        let due = part.FindDue(item.Part(attached.Name))
        where due is not null
        select due;
}
