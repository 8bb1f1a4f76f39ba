using Cms.Content;
using Cms.Search;
using GraphQL;

namespace Cms.GraphQL.Resolving;

/// <summary>A page of what a search finds.</summary>
internal sealed class SearchConnection : Connection
{
    private readonly ContentSearch _search;
    private readonly IReadOnlyList<SearchHit> _hits;
    private readonly bool _hasMore;

    private SearchConnection(SearchQuery query, IReadOnlyList<SearchHit> hits, bool hasMore, ContentSearch search) : base([.. hits.Select(hit => hit.Item)]) =>
        (Query, _hits, _hasMore, _search) = (query, hits, hasMore, search);

    /// <summary>The whole search.</summary>
    public SearchQuery Query { get; }

    /// <summary>Reads the page that the arguments ask for.</summary>
    /// <param name="context">The search's field.</param>
    /// <param name="query">The whole search.</param>
    public static async ValueTask<SearchConnection> ReadAsync(IResolveFieldContext context, SearchQuery query)
    {
        var state = RequestState.Of(context);
        var window = await PageWindow.OfAsync(context);
        var after = window.PlaceAfter(cursor => ListCursor.Read(cursor, query.Term));
        var found = await state.Reads.Search.ListAsync(query with { First = window.Count + 1, After = after }, context.CancellationToken);
        var hits = window.Cut(found);
        state.CountItems(hits.Length);
        return new SearchConnection(query with { After = after }, hits, found.Count > window.Count, state.Reads.Search);
    }

    /// <summary>How good the hit with this number on the page is.</summary>
    public double RankOf(int index) => _hits[index].Rank;

    public override Task<string> CursorOfAsync(int index, CancellationToken cancel) => Task.FromResult(ListCursor.Write(_hits[index].Place, Query.Term));

    public override ValueTask<object?> HasNextAsync(CancellationToken cancel) => new(_hasMore);

    public override async ValueTask<object?> HasPreviousAsync(CancellationToken cancel) =>
        Query.After is not null && (_hits.Count == 0 || (await _search.ListAsync(Query with { After = null, First = 1 }, cancel)) is [var best] && best.Place != _hits[0].Place);

    public override async ValueTask<object?> CountAsync(CancellationToken cancel) => await _search.CountAsync(Query with { After = null }, cancel);
}
