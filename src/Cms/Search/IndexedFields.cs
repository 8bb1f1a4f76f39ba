using Cms.Content;
using Cms.Definitions;
using Cms.Fields;

namespace Cms.Search;

/// <summary>Which fields a tenant wants an index for: those marked as Orchard Core marks them, <c>{"ContentIndexSettings":{"Included":true}}</c>.</summary>
public static class IndexedFields
{
    /// <summary>Their values, type by type. Fields with more than one value have none here: terms and references have tables of their own.</summary>
    public static IReadOnlyList<FieldPath> Of(ContentDefinitions definitions) =>
    [
        .. from type in definitions.Types
           from attached in type.Parts
           from field in definitions.FieldsOf(attached.PartName)
           where IsMarked(field)
           let path = FindPath(type.Name, attached.Name, field)
           where path is not null
           select path,
    ];

    /// <summary>True when the definitions want an index for the field.</summary>
    public static bool IsMarked(PartField field) => field.Settings.Flag("ContentIndexSettings", "Included");

    /// <summary>Where the value of the field lies, or null when it has no single value.</summary>
    /// <param name="contentType">The items' type.</param>
    /// <param name="part">The part's name on the type.</param>
    /// <param name="field">The field.</param>
    public static FieldPath? FindPath(string contentType, string part, PartField field) =>
        FieldTypes.Find(field.FieldName)?.Shape is ScalarShape scalar
            ? new FieldPath(contentType, part, field.Name, scalar.Member, KindOf(scalar.Kind))
            : null;

    // Times of day are texts of one form, which order as they stand.
    private static FieldValueKind KindOf(ScalarKind kind) => kind switch
    {
        ScalarKind.Number => FieldValueKind.Number,
        ScalarKind.Boolean => FieldValueKind.Boolean,
        ScalarKind.Date or ScalarKind.Moment => FieldValueKind.Moment,
        _ => FieldValueKind.Text,
    };
}
