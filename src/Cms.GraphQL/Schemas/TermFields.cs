using Cms.Definitions;
using Cms.Fields;
using Cms.Taxonomies;
using FieldTypes = Cms.Fields.FieldTypes;

namespace Cms.GraphQL.Schemas;

/// <summary>Says which fields of a type hold terms that its items are known by: those of its own part, whose settings name a taxonomy.</summary>
internal static class TermFields
{
    /// <summary>The fields with their taxonomies, in the editors' order.</summary>
    public static IEnumerable<(PartField Field, string TaxonomyContentItemId)> Of(ContentType type, ContentDefinitions definitions) =>
        from attached in type.Parts
        where attached.Name == type.Name && !attached.IsHiddenFromGraphQL
        from field in definitions.FieldsOf(attached.PartName)
        where !field.IsHiddenFromGraphQL && FieldTypes.Find(field.FieldName)?.Shape is TermsShape
        let taxonomy = TaxonomyTerms.TaxonomyOf(field)
        where taxonomy is not null
        select (field, taxonomy);
}
