using Cms.Content;
using Cms.Definitions;
using Cms.Search;

namespace Cms.Editing.Lists;

/// <summary>
/// The field by which a type says when its items are to be reviewed again: a date of this name, on any of its parts, that is marked as indexed. Without its index all items of the type would be read.
/// </summary>
public static class ReviewFields
{
    /// <summary>Its name.</summary>
    public const string DueName = "NextReviewDue";

    /// <summary>Where the types have it, as far as the caller may see it; types without it are left out.</summary>
    public static IReadOnlyList<FieldPath> In(IEnumerable<ContentType> types, ContentDefinitions definitions, FieldAccess fields) =>
    [
        .. from type in types
           let found = (
               from attached in type.Parts
               from field in definitions.FieldsOf(attached.PartName)
               where field.Name == DueName && field.FieldName == "DateField" && IndexedFields.IsMarked(field) && fields.MaySee(attached.PartName, field.Name)
               select IndexedFields.FindPath(type.Name, attached.Name, field)).FirstOrDefault()
           where found is not null
           select found,
    ];
}
