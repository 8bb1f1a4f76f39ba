using Cms.Definitions;

namespace Cms.Modeling;

/// <summary>One of several changes of definitions that are made together.</summary>
/// <param name="Change">The change.</param>
/// <param name="Before">The definitions as the changes before it leave them, with what they still have to do to stored items.</param>
/// <param name="Changed">The definitions after it, and what it does itself.</param>
internal sealed record DefinitionStep(DefinitionChange Change, ContentDefinitions Before, ChangedDefinitions Changed)
{
    /// <summary>The definitions after it, with what it still has to do to stored items.</summary>
    public ContentDefinitions After => Changed.Rewrite is { } rewrite ? WithRewrite(Changed.After, rewrite) : Changed.After;

    /// <summary>The steps in their order; or why one of them is refused.</summary>
    /// <param name="before">The definitions as they are stored.</param>
    /// <param name="changes">The changes, each of the definitions that the one before it leaves.</param>
    /// <param name="beganUtc">When they are made; null while they are only planned.</param>
    public static Outcome<IReadOnlyList<DefinitionStep>> Of(ContentDefinitions before, IReadOnlyList<DefinitionChange> changes, DateTime? beganUtc)
    {
        var steps = new List<DefinitionStep>();
        foreach (var change in changes)
        {
            var changed = PendingNames.Check(before, change);
            if (changed.Problem is { } problem)
                return problem;

            var step = new DefinitionStep(change, before, changed.Value with { Rewrite = changed.Value.Rewrite is { } rewrite ? rewrite with { BeganUtc = beganUtc } : null });
            steps.Add(step);
            before = step.After;
        }

        return steps;
    }

    // Changes of JSON come first: index rows are worked out of what they leave.
    private static ContentDefinitions WithRewrite(ContentDefinitions after, ItemRewrite rewrite)
    {
        var others = after.Pending.ToLookup(other => other.ChangesJson);
        return after.With([.. others[true], rewrite, .. others[false].Select(other => rewrite.Type is { } type ? other.After(type) : other)]);
    }
}
