namespace Cms.Definitions;

/// <summary>A field that has permissions of its own, wherever its part is attached.</summary>
/// <param name="Part">The part's name.</param>
/// <param name="Field">The field's name.</param>
/// <param name="View">Seeing it needs one.</param>
/// <param name="Edit">Changing it needs one.</param>
public sealed record GuardedField(string Part, string Field, bool View, bool Edit)
{
    /// <summary>The field as it is called now; another one than this only for the former name of a field that is being renamed.</summary>
    internal GuardedField Now => field ?? this;

    /// <summary>What the field was called once, which the trail still says.</summary>
    internal IReadOnlyList<string> FormerNames { get; private init; } = [];

    private GuardedField(string part, string field, GuardedField now)
        : this(part, field, now.View, now.Edit) => Now = now;

    /// <summary>
    /// Those of these definitions, by their names and by those they had before the pending changes: who got hold of an item as it was before is
    /// shown nothing more than others.
    /// </summary>
    internal static IReadOnlyList<GuardedField> In(ContentDefinitions definitions)
    {
        var guarded = (from part in definitions.Parts
                       from field in part.Fields
                       where field.HasViewPermission || field.HasEditPermission
                       select new GuardedField(part.Name, field.Name, field.HasViewPermission, field.HasEditPermission) { FormerNames = field.FormerNames }).ToList();
        return guarded.Count == 0 ? [] : [.. guarded, .. guarded.SelectMany(field => ByFormerNames(field, definitions))];
    }

    private static IEnumerable<GuardedField> ByFormerNames(GuardedField guarded, ContentDefinitions definitions)
    {
        var (parts, fields) = (new HashSet<string> { guarded.Part }, new HashSet<string> { guarded.Field });
        foreach (var move in definitions.Pending.Reverse().SelectMany(rewrite => rewrite.Moves).Where(move => move.To is not null))
        {
            if (move.Part is not null && fields.Contains(move.To!))
                fields.Add(move.From);
            else if (move.Part is null && (parts.Contains(move.To!) || definitions.FindType(move.Type)?.FindPart(move.To!)?.PartName == guarded.Part))
                parts.Add(move.From);
        }

        return from part in parts
               from field in fields
               where part != guarded.Part || field != guarded.Field
               select new GuardedField(part, field, guarded);
    }
}
