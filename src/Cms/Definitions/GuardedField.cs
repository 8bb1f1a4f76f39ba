namespace Cms.Definitions;

/// <summary>A field that has permissions of its own, wherever its part is attached.</summary>
/// <param name="Part">The part's name.</param>
/// <param name="Field">The field's name.</param>
/// <param name="View">Seeing it needs one.</param>
/// <param name="Edit">Changing it needs one.</param>
public sealed record GuardedField(string Part, string Field, bool View, bool Edit)
{
    /// <summary>Those of these parts.</summary>
    internal static IReadOnlyList<GuardedField> In(IEnumerable<ContentPart> parts) =>
    [
        .. from part in parts
           from field in part.Fields
           where field.HasViewPermission || field.HasEditPermission
           select new GuardedField(part.Name, field.Name, field.HasViewPermission, field.HasEditPermission),
    ];
}
