using System.Runtime.CompilerServices;
using Cms.Content;
using Cms.Definitions;
using Cms.Taxonomies;

namespace Cms.Search;

/// <summary>What reading a <c>where</c> needs to know of the question that it belongs to.</summary>
/// <param name="MaxConditions">How many conditions it may have.</param>
/// <param name="MaxValues">How many values a list in it may have.</param>
/// <param name="RefuseAsking">Null when the caller may ask by this field; else why not.</param>
/// <param name="MaySee">By the name of a type: why the caller may see nothing published of it; else the condition for what they may see, or null for all.</param>
/// <param name="TermsOfAsync">The published terms of a taxonomy by id.</param>
public sealed record WhereQuestion(
    int MaxConditions, int MaxValues, Func<GuardedField, Problem?> RefuseAsking, Func<string, (Problem? Refused, ContentFilter? Only)> MaySee,
    Func<string, CancellationToken, ValueTask<IReadOnlyDictionary<string, Term>>> TermsOfAsync)
{
    /// <summary>How deep conditions on items that belong to items may be nested: each is a search within a search.</summary>
    public const int MaxNesting = 5;

    private readonly StrongBox<int> _conditions = new();
    private int _nesting;

    /// <summary>Counts a condition. Throws <see cref="WhereException"/> when there are too many, those on items that belong to items counted with the others.</summary>
    internal void CountCondition()
    {
        if (++_conditions.Value > MaxConditions)
            throw new WhereException($"where may have {MaxConditions} conditions at most.");
    }

    /// <summary>The same question, one item further inside. Throws <see cref="WhereException"/> when that is too deep.</summary>
    internal WhereQuestion Deeper() => _nesting < MaxNesting
        ? this with { _nesting = _nesting + 1 }
        : throw new WhereException($"where may ask for items of items {MaxNesting} levels deep at most.");
}

/// <summary>A <c>where</c> asks for more than its question may, and the message says how much that is; or for what its caller may not see.</summary>
public sealed class WhereException(string message, Problem? refusal = null) : Exception(message)
{
    /// <summary>Why the caller may not ask so; null when it asks for too much.</summary>
    public Problem? Refusal { get; } = refusal;
}
