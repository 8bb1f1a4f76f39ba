using Cms.Content;
using Cms.Search;

namespace Cms.Tests.Memory;

/// <summary>Search without SQL, over these versions.</summary>
public sealed class MemoryContentSearch(Func<IEnumerable<IndexedVersion>> versions) : ContentSearch
{
    public override Task<IReadOnlyList<SearchHit>> ListAsync(SearchQuery query, CancellationToken cancel) => Task.FromResult<IReadOnlyList<SearchHit>>(
    [
        .. Found(query).Select(version => new SearchHit(version.Item, RankOf(version, query.Term)))
            .OrderByDescending(hit => hit.Rank).ThenByDescending(hit => hit.Item.ContentItemId, StringComparer.Ordinal)
            .Where(hit => query.After is not { } place || hit.Rank < place.Rank || (hit.Rank == place.Rank && string.CompareOrdinal(hit.Item.ContentItemId, place.ContentItemId) < 0))
            .Take(query.First),
    ]);

    public override Task<int> CountAsync(SearchQuery query, CancellationToken cancel) => Task.FromResult(Found(query).Count());

    public override Task<IReadOnlyList<string>> ListWordsAsync(IReadOnlyCollection<char> letters, int shortest, int longest, CancellationToken cancel) => Task.FromResult<IReadOnlyList<string>>(
        [.. versions().SelectMany(version => Title(version).Concat(Body(version))).Distinct().Where(word => letters.Contains(word[0]) && word.Length >= shortest && word.Length <= longest)]);

    public override Task<IReadOnlyList<ValueCount>> CountValuesAsync(FacetQuery query, CancellationToken cancel)
    {
        var found = query.Search is { } search
            ? Found(search)
            : versions().Where(version => version.Item.ContentType == query.List!.ContentType && HasStatus(version.Item, query.List.Status) && (query.List.Where is null || MemoryFilter.Matches(query.List.Where, version, versions().Where(one => one.Item.Published))));
        return Task.FromResult<IReadOnlyList<ValueCount>>(
        [
            .. found.SelectMany(version => ValuesOf(version, query.Facet)).GroupBy(value => value).Select(value => new ValueCount(value.Key, value.Count()))
                .OrderByDescending(value => value.Count).ThenBy(value => value.Value, StringComparer.Ordinal).Take(query.First),
        ]);
    }

    public override Task<ILookup<string, ContentItem>> ListRelatedAsync(RelatedQuery query, CancellationToken cancel)
    {
        var published = versions().Where(version => version.Item.Published).ToList();
        return Task.FromResult((
            from source in published
            where query.ContentItemIds.Contains(source.Item.ContentItemId)
            from other in (
                from other in published
                where other.Item.ContentItemId != source.Item.ContentItemId && query.Visible.Has(other.Item)
                let shared = source.Terms.Intersect(other.Terms).Where(term => query.Taxonomies.Contains(term.TaxonomyContentItemId)).ToList()
                where shared.Count > 0
                orderby shared.Sum(term => 1.0 / published.Count(one => one.Terms.Contains(term))) descending, other.Item.CreatedUtc descending
                select other.Item).Take(query.First)
            select (source.Item.ContentItemId, other)).ToLookup(pair => pair.ContentItemId, pair => pair.other));
    }

    /// <summary>Whether the version has all words of the term.</summary>
    public static bool Has(IndexedVersion version, SearchTerm term) => RankOf(version, term) > 0;

    private static IEnumerable<string> ValuesOf(IndexedVersion version, Facet facet) => facet switch
    {
        TermFacet terms => version.Terms.Where(use => use.TaxonomyContentItemId == terms.TaxonomyContentItemId).Select(use => use.TermContentItemId),
        TypeFacet => [version.Item.ContentType],
        FieldFacet field => MemoryFilter.Value(version.Item, ContentOrder.By(field.Field, descending: false)) switch
        {
            string { Length: > 0 } text => [text],
            bool flag => [flag ? "true" : "false"],
            _ => [],
        },
        _ => throw new NotSupportedException(facet.ToString()),
    };

    private IEnumerable<IndexedVersion> Found(SearchQuery query) => versions().Where(version => HasStatus(version.Item, query.Status) && query.Visible.Has(version.Item) && RankOf(version, query.Term) > 0);

    // How often the phrases stand there, ten times as much in the title; nothing when one is missing.
    private static double RankOf(IndexedVersion version, SearchTerm term)
    {
        var counts = term.Phrases.Select(phrase => (10 * CountIn(Title(version), phrase)) + CountIn(Body(version), phrase)).ToList();
        return counts.Contains(0) ? 0 : counts.Sum();
    }

    private static int CountIn(string[] words, IReadOnlyList<string> phrase) => Enumerable.Range(0, words.Length).Count(at =>
        SearchTerm.IsBeginning(phrase) ? words[at].StartsWith(phrase[0], StringComparison.Ordinal) : words.Skip(at).Take(phrase.Count).SequenceEqual(phrase));

    private static string[] Title(IndexedVersion version) => version.Text?.Title.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static string[] Body(IndexedVersion version) => version.Text?.Body.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static bool HasStatus(ContentItem item, ContentStatus status) => status switch
    {
        ContentStatus.Published => item.Published,
        ContentStatus.Draft => item is { Latest: true, Published: false },
        ContentStatus.Latest => item.Latest,
        _ => item.Latest || item.Published,
    };
}
