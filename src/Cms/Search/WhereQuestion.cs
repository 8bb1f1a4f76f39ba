using Cms.Taxonomies;

namespace Cms.Search;

/// <summary>What reading a <c>where</c> needs to know of the question that it belongs to.</summary>
/// <param name="MaxConditions">How many conditions it may have.</param>
/// <param name="MaxValues">How many values a list in it may have.</param>
/// <param name="TermsOfAsync">The published terms of a taxonomy by id.</param>
public sealed record WhereQuestion(int MaxConditions, int MaxValues, Func<string, CancellationToken, ValueTask<IReadOnlyDictionary<string, Term>>> TermsOfAsync);

/// <summary>A <c>where</c> asks for more than its question may; the message says how much that is.</summary>
public sealed class WhereException(string message) : Exception(message);
