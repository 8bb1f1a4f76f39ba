using Cms.Content;
using Cms.Taxonomies;

namespace Cms.Search;

/// <summary>
/// Conditions on the terms that an item has: <c>keywords_some: {displayText_starts_with: "Sle"}</c>. The terms of a taxonomy are at hand, so the conditions are held against them first, and the
/// store is asked for the ids of those that fulfil them.
/// </summary>
/// <param name="Quantity">How many of the item's terms must fulfil the conditions; a term that no longer exists is none.</param>
/// <param name="TaxonomyContentItemId">The taxonomy of the field.</param>
/// <param name="Members">What may be asked of a term: see <see cref="WhereMembers.OfTerm"/>.</param>
public sealed record WhereTermItems(Quantity Quantity, string TaxonomyContentItemId, IReadOnlyDictionary<string, WhereMember> Members) : WhereMember
{
    /// <inheritdoc/>
    protected override async ValueTask<ContentFilter> ReadAllowedAsync(object? value, WhereQuestion question, CancellationToken cancel)
    {
        if (value is not IDictionary<string, object?> conditions)
            return new AnyOf([]);

        var asked = await new WhereReader(Members).ReadAsync(conditions, question.Deeper(), cancel) ?? new AllOf([]);
        var terms = (await question.TermsOfAsync(TaxonomyContentItemId, cancel)).Values.ToLookup(term => Holds(asked, term), term => term.ContentItemId);
        return Quantity switch
        {
            Quantity.Some => HasOneOf(terms[true]),
            Quantity.None => new Not(HasOneOf(terms[true])),
            _ => new Not(HasOneOf(terms[false])),
        };

        ContentFilter HasOneOf(IEnumerable<string> found)
        {
            string[] ids = [.. found];
            return ids.Length <= question.MaxValues
                ? ids.Length == 0 ? new AnyOf([]) : new HasTerm(TaxonomyContentItemId, ids)
                : throw new WhereException($"A condition on terms may mean {question.MaxValues} terms at most, not {ids.Length}.");
        }
    }

    private static bool Holds(ContentFilter asked, Term term) => asked switch
    {
        AllOf all => all.Filters.All(one => Holds(one, term)),
        AnyOf any => any.Filters.Any(one => Holds(one, term)),
        Not not => !Holds(not.Filter, term),
        TermIs condition => condition.Texts(term).DefaultIfEmpty("").Any(text => Holds(condition, text)),
        _ => throw new NotSupportedException($"A term cannot be asked for by {asked.GetType().Name}."),
    };

    private static bool Holds(TermIs condition, string text) => condition.Comparison switch
    {
        Comparison.Equal => text == (condition.Value as string ?? ""),
        Comparison.In => ((IEnumerable<object?>)condition.Value!).Any(one => text == one as string),
        Comparison.Contains => text.Contains((string)condition.Value!, StringComparison.OrdinalIgnoreCase),
        Comparison.StartsWith => text.StartsWith((string)condition.Value!, StringComparison.OrdinalIgnoreCase),
        Comparison.EndsWith => text.EndsWith((string)condition.Value!, StringComparison.OrdinalIgnoreCase),
        _ => throw new NotSupportedException($"Texts of terms are not compared by {condition.Comparison}."),
    };

    /// <summary>A text of a term compared; held against terms at hand, so it reaches no store.</summary>
    /// <param name="Texts">Which texts; one of them must fulfil it.</param>
    /// <param name="Comparison">How.</param>
    /// <param name="Value">With what.</param>
    internal sealed record TermIs(Func<Term, IEnumerable<string>> Texts, Comparison Comparison, object? Value) : ContentFilter;
}
