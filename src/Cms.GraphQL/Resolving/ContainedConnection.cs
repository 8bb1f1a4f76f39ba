using Cms.Content;
using Cms.Search;
using GraphQL;

namespace Cms.GraphQL.Resolving;

/// <summary>A page of the items in a list of items that stand on their own. Equal pages of all lists of a level are read together.</summary>
internal sealed class ContainedConnection : Connection
{
    private readonly IReadOnlyList<ContentItem> _items;
    private readonly RequestState _state;
    private readonly ContainedQuery _query;
    private readonly string _list;
    private readonly bool _hasMore;

    private ContainedConnection(IReadOnlyList<ContentItem> items, RequestState state, ContainedQuery query, string list, bool hasMore) : base(items) =>
        (_items, _state, _query, _list, _hasMore) = (items, state, query, list, hasMore);

    /// <summary>What becomes the page that the arguments ask for.</summary>
    /// <param name="context">The connection's field.</param>
    /// <param name="list">The list's id.</param>
    /// <param name="shown">The content types that answers show.</param>
    public static async ValueTask<object?> ReadAsync(IResolveFieldContext context, string list, IReadOnlyCollection<string> shown)
    {
        var state = RequestState.Of(context);
        var status = context.GetArgument<ContentStatus>("status");
        state.RequireMaySee(status);
        var window = await PageWindow.OfAsync(context);
        var query = new ContainedQuery([])
        {
            Status = status,
            First = window.Count + 1,
            After = window.PlaceAfter(ListCursor.ReadContained),
            Before = window.PlaceBefore(ListCursor.ReadContained),
            LastFirst = window.FromEnd,
        };
        return state.Batches.Load(
            query,
            [list],
            (lists, cancel) => state.Reads.ListContainedAsync(query with { ListContentItemIds = lists, Visible = state.Visible(status, shown) }, state.Definitions, cancel),
            found =>
            {
                var items = window.Cut(found[list]);
                state.CountItems(items.Length);
                return new ContainedConnection(items, state, query with { Visible = state.Visible(status, shown) }, list, found[list].Count() > window.Count);
            });
    }

    public override Task<string> CursorOfAsync(int index, CancellationToken cancel)
    {
        var item = _items[index];
        var order = PartValues.In(item, _state.Definitions).GetValueOrDefault(PartColumn.Order) as int? ?? 0;
        return Task.FromResult(ListCursor.Write(new ContainedPlace(order, item.CreatedUtc, item.ContentItemId)));
    }

    public override ValueTask<object?> HasNextAsync(CancellationToken cancel) =>
        new(_hasMore && !_query.LastFirst ? true : _query.Before is null ? false : HasOutside("after", _query with { After = null }));

    public override ValueTask<object?> HasPreviousAsync(CancellationToken cancel) =>
        new(_hasMore && _query.LastFirst ? true : _query.After is null ? false : HasOutside("before", _query with { Before = null }));

    public override ValueTask<object?> CountAsync(CancellationToken cancel) => new(Load("count", _query with { After = null, Before = null }, static (all, _) => all));

    private object HasOutside(string side, ContainedQuery inside) => Load(side, inside, static (all, within) => all > within);

    // The whole list and the stretch of it, counted for all lists of the level.
    private object Load(string what, ContainedQuery stretch, Func<int, int, object> finish)
    {
        var whole = stretch with { After = null, Before = null };
        return _state.Batches.Load(
            (what, stretch with { Visible = null }),
            [_list],
            async (lists, cancel) =>
            {
                var all = await _state.Reads.OfAnyItem.CountContainedAsync(whole with { ListContentItemIds = lists }, cancel);
                return (all, Within: whole == stretch ? all : await _state.Reads.OfAnyItem.CountContainedAsync(stretch with { ListContentItemIds = lists }, cancel));
            },
            found => finish(found.all.GetValueOrDefault(_list), found.Within.GetValueOrDefault(_list)));
    }
}
