using Cms.Definitions;

namespace Cms.Modeling;

/// <summary>Which names a change may use: not those that the API needs. While a change goes through stored items, the names of before are not free: what is stored under them belongs to the new ones.</summary>
internal static class PendingNames
{
    /// <summary>The definitions after the change, or why it is refused: by itself, or because of a change that is under way.</summary>
    public static Outcome<ChangedDefinitions> Check(ContentDefinitions before, DefinitionChange change)
    {
        var changed = change.Apply(before);
        if (changed.Problem is not null)
            return changed;

        if (ReservedNames.Check(before, changed.Value.After) is { } reserved)
            return reserved;

        if (before.Pending.Count == 0)
            return changed;

        // Which items are of the type is not settled before.
        if (changed.Value.PurgedType is not null && before.Pending.FirstOrDefault(pending => pending.ChangesJson) is { } other)
            return Problem.Conflict($"Another change is still going through the stored items: {other.Title}. Wait for its end (cms definitions status).");

        foreach (var rewrite in before.Pending)
        {
            if (rewrite.Type is { } type && changed.Value.After.FindType(type.From) is not null)
                return Taken(rewrite, $"a content type {type.From}");

            if (rewrite.Moves.FirstOrDefault(move => IsDefined(changed.Value.After, move)) is { } taken)
                return Taken(rewrite, $"{taken.From} on {taken.Part ?? taken.Type}");
        }

        return changed;
    }

    private static bool IsDefined(ContentDefinitions after, MemberMove move) =>
        after.FindType(move.Type) is { } type
        && (move.Part is null
            ? type.FindPart(move.From) is not null
            : type.FindPart(move.Part) is { } part && after.FieldsOf(part.PartName).Any(field => field.Name == move.From));

    private static Problem Taken(ItemRewrite rewrite, string name) => Problem.Conflict(
        $"There cannot be {name} yet, because stored items still have that name: {rewrite.Title}. Wait for its end (cms definitions status).");
}
