using Cms.Content;
using Cms.Definitions;
using Cms.Fields;

namespace Cms.Search;

/// <summary>A field by whose value lists are asked for.</summary>
/// <param name="Path">Where its value lies.</param>
/// <param name="Kind">What the value is to whoever asks.</param>
/// <param name="IsIndexed">True when the definitions mark it as indexed; only such fields can be ordered by, as an order of many items needs its index.</param>
public sealed record AskableField(FieldPath Path, ScalarKind Kind, bool IsIndexed)
{
    /// <summary>What it was called in definitions before, as far as GraphQL still knows it by that.</summary>
    public IReadOnlyList<string> FormerNames { get; init; } = [];

    /// <summary>The fields of a type's parts that are marked as indexed, and the others too where <paramref name="alsoUnmarked"/> says so.</summary>
    /// <param name="type">The type of the items.</param>
    /// <param name="definitions">The tenant's definitions.</param>
    /// <param name="alsoUnmarked">True for a tenant with the feature <c>OrchardCore.ContentFields.Indexing.SQL</c>.</param>
    public static IEnumerable<AskableField> Of(ContentType type, ContentDefinitions definitions, bool alsoUnmarked) =>
        from attached in type.Parts
        from field in definitions.FieldsOf(attached.PartName)
        let found = Find(type.Name, attached.Name, field, alsoUnmarked)
        where found is not null
        select found;

    /// <summary>The field as one to ask by, or null when it has no single value or is not marked.</summary>
    public static AskableField? Find(string contentType, string part, PartField field, bool alsoUnmarked) =>
        FieldTypes.Find(field.FieldName)?.Shape is ScalarShape scalar && (alsoUnmarked || IndexedFields.IsMarked(field)) && IndexedFields.FindPath(contentType, part, field) is { } path
            ? new AskableField(path, scalar.Kind, IndexedFields.IsMarked(field)) { FormerNames = field.FormerGraphQLNames }
            : null;
}
