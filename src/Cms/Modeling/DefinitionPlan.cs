using Cms.Definitions;

namespace Cms.Modeling;

/// <summary>What a change of definitions does, or did.</summary>
/// <param name="Changes">What becomes different, in an order that people can follow. Empty when nothing does.</param>
/// <param name="Warnings">What somebody should look at although the change is possible.</param>
public sealed record DefinitionPlan(IReadOnlyList<PlannedChange> Changes, IReadOnlyList<string> Warnings)
{
    /// <summary>The definitions afterwards.</summary>
    public required ContentDefinitions After { get; init; }

    /// <summary>
    /// The change of stored items that goes on after the definitions are saved, or null when everything was done at once. Until it ends, what
    /// is read has the new names already.
    /// </summary>
    public ItemRewrite? Pending { get; init; }

    /// <summary>The state of the definitions that it was planned on, by which <see cref="ChangeDefinitions"/> tells whether it still holds; empty when the change is made.</summary>
    public string Seen { get; init; } = "";

    /// <summary>The types whose items get new index rows; none when the change is made.</summary>
    public IReadOnlyList<IndexedItems> Indexed { get; init; } = [];

    /// <summary>What GraphQL will call otherwise, no more or from now on; none when the change is made.</summary>
    public IReadOnlyList<GraphQLNameChange> Names { get; init; } = [];
}

/// <summary>Items whose index rows are worked out anew.</summary>
/// <param name="Type">Their type.</param>
/// <param name="Versions">How many latest and published versions there are.</param>
public sealed record IndexedItems(string Type, int Versions);

/// <summary>One thing that becomes different.</summary>
/// <param name="Text">A sentence without its end: <c>Field Heading of part Section is removed; its data stays until it is purged</c>.</param>
/// <param name="Items">How many content items it touches; null when nobody counted.</param>
public sealed record PlannedChange(string Text, int? Items)
{
    /// <inheritdoc/>
    public override string ToString() => Items is { } count ? $"{Text} ({count} {(count == 1 ? "item" : "items")})." : $"{Text}.";
}
