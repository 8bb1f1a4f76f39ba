using Cms.Definitions;

namespace Cms.Modeling;

/// <summary>A name of the GraphQL API that a change of definitions makes another one, takes away or adds.</summary>
/// <param name="Owner">Where it stands: a type by its name after the change; <c>Query</c> for what is asked for first; empty for the name of a type itself.</param>
/// <param name="Before">The name so far; null for a new one.</param>
/// <param name="After">The name from then on; null for one that nothing has any more.</param>
public sealed record GraphQLNameChange(string Owner, string? Before, string? After)
{
    /// <summary>What is asked for under <see cref="Before"/> is still answered, marked as deprecated.</summary>
    public bool StillAnswers => Before is not null && After is not null;

    /// <inheritdoc/>
    public override string ToString()
    {
        var place = Owner.Length == 0 ? "" : $"{Owner}.";
        return (Before, After) switch
        {
            (null, _) => $"{place}{After} is new",
            (_, null) => $"{place}{Before} is gone",
            _ => $"{place}{Before} becomes {place}{After} and still answers",
        };
    }

    /// <summary>The differences between the names of two definitions, and what GraphQL leaves out after them and showed before.</summary>
    public static (IReadOnlyList<GraphQLNameChange> Changes, IReadOnlyList<string> Warnings) Between(ContentDefinitions before, ContentDefinitions after)
    {
        var (old, now) = (GraphQLEntries.Of(before), GraphQLEntries.Of(after));
        var called = now.All.ToDictionary(entry => (entry.Owner, entry.Name));
        var former = new Dictionary<(string Owner, string Name), GraphQLEntry>();
        foreach (var entry in now.All)
        {
            // As in the schema: what has a name keeps it, and of two that had it the first gets it.
            foreach (var name in entry.Former.Where(name => !called.ContainsKey((entry.Owner, name))))
                former.TryAdd((entry.Owner, name), entry);
        }

        var changes = new List<GraphQLNameChange>();
        var paired = new HashSet<GraphQLEntry>();
        foreach (var entry in old.All)
        {
            var owner = OwnerNow(entry.Owner);
            if (called.TryGetValue((owner, entry.Name), out var same))
                paired.Add(same);
            else if (former.TryGetValue((owner, entry.Name), out var renamed) && paired.Add(renamed))
                changes.Add(new(owner, entry.Name, renamed.Name));
            else
                changes.Add(new(owner, entry.Name, null));

            changes.AddRange(entry.Former.Where(name => !called.ContainsKey((owner, name)) && !former.ContainsKey((owner, name))).Select(name => new GraphQLNameChange(owner, name, null)));
        }

        changes.AddRange(now.All.Where(entry => !paired.Contains(entry)).Select(entry => new GraphQLNameChange(entry.Owner, null, entry.Name)));
        return ([.. changes.Distinct()], [.. now.LeftOut.Except(old.LeftOut)]);

        // The fields of a type that is called otherwise now are the same fields.
        string OwnerNow(string owner) => called.ContainsKey(("", owner)) ? owner : former.GetValueOrDefault(("", owner))?.Name ?? owner;
    }
}
