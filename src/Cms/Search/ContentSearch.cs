using Cms.Content;

namespace Cms.Search;

/// <summary>
/// Finds items of the current tenant by their words, counts what lists have of each kind, and finds items that are like others. Implemented by
/// Cms.Storage on SQLite and PostgreSQL and in memory by the tests, and held to the same behaviour by ContentSearchContract.
/// </summary>
public abstract class ContentSearch
{
    /// <summary>A page of what is found, the best first, then by id from the last. Never null.</summary>
    public abstract Task<IReadOnlyList<SearchHit>> ListAsync(SearchQuery query, CancellationToken cancel);

    /// <summary>How much is found, whatever page the query asks for.</summary>
    public abstract Task<int> CountAsync(SearchQuery query, CancellationToken cancel);

    /// <summary>
    /// Words that items have or had and that begin with one of these letters, in no order: what a mistyped word may have been meant to be. Says nothing about which items, and
    /// they may be ones that nobody sees: show a word only after it was looked for.
    /// </summary>
    public abstract Task<IReadOnlyList<string>> ListWordsAsync(IReadOnlyCollection<char> letters, int shortest, int longest, CancellationToken cancel);

    /// <summary>How many items of a list have each value, the most frequent first, equal ones in ordinal order. Values that no item has are left out.</summary>
    public abstract Task<IReadOnlyList<ValueCount>> CountValuesAsync(FacetQuery query, CancellationToken cancel);

    /// <summary>
    /// For each item the published items that share terms with it, by its id: rare terms weigh more, among equal ones the newest created comes first. One
    /// read, whatever the number of items.
    /// </summary>
    public abstract Task<ILookup<string, ContentItem>> ListRelatedAsync(RelatedQuery query, CancellationToken cancel);
}

/// <summary>A question for items by their words.</summary>
/// <param name="Term">What is looked for.</param>
/// <param name="Visible">Among which items.</param>
public sealed record SearchQuery(SearchTerm Term, VisibleItems Visible)
{
    /// <summary>Which versions.</summary>
    public ContentStatus Status { get; init; } = ContentStatus.Published;

    /// <summary>How many at most, 0 or more.</summary>
    public int First { get; init; } = 100;

    /// <summary>Only what comes after this place; null begins.</summary>
    public SearchPlace? After { get; init; }
}

/// <summary>A place among what is found.</summary>
/// <param name="Rank">How good the hit there is.</param>
/// <param name="ContentItemId">The item there.</param>
public sealed record SearchPlace(double Rank, string ContentItemId);

/// <summary>Something that is found.</summary>
/// <param name="Item">The version.</param>
/// <param name="Rank">How good a hit it is: more is better, to be compared within one search only.</param>
public sealed record SearchHit(ContentItem Item, double Rank)
{
    /// <summary>Its place.</summary>
    public SearchPlace Place => new(Rank, Item.ContentItemId);
}

/// <summary>What the items of a list are counted by.</summary>
public abstract record Facet;

/// <summary>By the terms of a taxonomy; the values are their ids.</summary>
public sealed record TermFacet(string TaxonomyContentItemId) : Facet;

/// <summary>By content type.</summary>
public sealed record TypeFacet : Facet;

/// <summary>By the value of a field that is a text, or true or false (<c>true</c>, <c>false</c>). Items without a value do not count.</summary>
public sealed record FieldFacet(FieldPath Field) : Facet;

/// <summary>A question for counts.</summary>
/// <param name="Facet">What is counted by.</param>
public sealed record FacetQuery(Facet Facet)
{
    /// <summary>The items of this list; null when they are those that are found.</summary>
    public ContentQuery? List { get; init; }

    /// <summary>What this search finds; null when the items are those of a list.</summary>
    public SearchQuery? Search { get; init; }

    /// <summary>How many values at most.</summary>
    public int First { get; init; } = 20;
}

/// <summary>How many items have a value.</summary>
public sealed record ValueCount(string Value, int Count);

/// <summary>A question for items that are like others.</summary>
/// <param name="ContentItemIds">The others; they need not exist.</param>
/// <param name="Taxonomies">Only terms of these count.</param>
/// <param name="Visible">Among which items.</param>
public sealed record RelatedQuery(IReadOnlyCollection<string> ContentItemIds, IReadOnlyCollection<string> Taxonomies, VisibleItems Visible)
{
    /// <summary>How many for each at most.</summary>
    public int First { get; init; } = 5;
}
