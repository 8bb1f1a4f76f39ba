using Cms.Content;
using Cms.Definitions;
using Cms.Parts;

namespace Cms.Modeling;

/// <summary>
/// Throws away for good what items still have stored of a type, part or field that was removed. Refused while it is defined.
/// </summary>
/// <param name="Kind">A type (its items are thrown away), a part as it was attached, or a field.</param>
/// <param name="Owner">The type of an attached part, the part of a field; empty for a type.</param>
/// <param name="Name">The name it had.</param>
public sealed record PurgeData(DefinitionKind Kind, string Owner, string Name) : DefinitionChange
{
    /// <inheritdoc/>
    public override Outcome<ChangedDefinitions> Apply(ContentDefinitions before) => Kind switch
    {
        DefinitionKind.Type => PurgeType(before),
        DefinitionKind.AttachedPart => PurgePart(before),
        DefinitionKind.Field => PurgeField(before),
        _ => Problem.Invalid("What a part has stored is purged where it is attached, or field by field."),
    };

    private Outcome<ChangedDefinitions> PurgeType(ContentDefinitions before) => before.FindType(Name) is null
        ? new ChangedDefinitions(before, null) { PurgedType = Name }
        : Problem.Conflict($"Content type {Name} is defined; remove it before its items are purged.");

    private Outcome<ChangedDefinitions> PurgePart(ContentDefinitions before)
    {
        if (before.FindType(Owner) is not { } type)
            return Missing("content type", Owner, before.Types.Select(known => known.Name));

        if (type.FindPart(Name) is not null)
            return Problem.Conflict($"Content type {Owner} has the part {Name}; remove it before its data is purged.");

        // A term's own terms stand beside its parts.
        return ItemMembers.Names.Contains(Name) || Name == TaxonomyPart.Terms
            ? Problem.Invalid($"\"{Name}\" is no part: every content item may have it.")
            : Rewrite(before, $"Data of the removed part {Name} of content type {Owner} is purged", [new MemberMove(Owner, null, Name, null)]);
    }

    private Outcome<ChangedDefinitions> PurgeField(ContentDefinitions before)
    {
        if (before.FieldsOf(Owner).Any(field => field.Name == Name))
            return Problem.Conflict($"Part {Owner} has the field {Name}; remove it before its data is purged.");

        // A ready-made part keeps values of its own under names that no definition lists.
        if (PartTypes.Find(Owner) is not null)
            return Problem.Invalid($"{Owner} belongs to Cms; only data of fields can be purged.");

        var moves = RenameDefinition.Attachments(before, Owner).Select(at => new MemberMove(at.Type, at.Part, Name, null)).ToList();
        return moves.Count > 0
            ? Rewrite(before, $"Data of the removed field {Name} of part {Owner} is purged", moves)
            : Problem.NotFound($"Part {Owner} is attached to no content type; purge it there as a part, by the name it had.");
    }

    private static Outcome<ChangedDefinitions> Rewrite(ContentDefinitions before, string title, IReadOnlyList<MemberMove> moves) =>
        new ChangedDefinitions(before, new ItemRewrite(ContentId.New(), title, moves));
}
