using Cms.Definitions;
using Cms.Taxonomies;

namespace Cms.Search;

/// <summary>What reading a <c>where</c> needs to know of the question that it belongs to.</summary>
/// <param name="MaxConditions">How many conditions it may have.</param>
/// <param name="MaxValues">How many values a list in it may have.</param>
/// <param name="RefuseAsking">Null when the caller may ask by this field; else why not.</param>
/// <param name="TermsOfAsync">The published terms of a taxonomy by id.</param>
public sealed record WhereQuestion(
    int MaxConditions, int MaxValues, Func<GuardedField, Problem?> RefuseAsking, Func<string, CancellationToken, ValueTask<IReadOnlyDictionary<string, Term>>> TermsOfAsync);

/// <summary>A <c>where</c> asks for more than its question may, and the message says how much that is; or for what its caller may not see.</summary>
public sealed class WhereException(string message, Problem? refusal = null) : Exception(message)
{
    /// <summary>Why the caller may not ask so; null when it asks for too much.</summary>
    public Problem? Refusal { get; } = refusal;
}
