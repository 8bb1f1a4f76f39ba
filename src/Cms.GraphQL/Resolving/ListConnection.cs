using Cms.Content;
using Cms.Search;
using GraphQL;

namespace Cms.GraphQL.Resolving;

/// <summary>A page of the items of one type.</summary>
internal sealed class ListConnection : Connection
{
    private readonly IReadOnlyList<ContentItem> _items;
    private readonly ContentStore _store;
    private readonly ListPlace? _after;
    private readonly ListPlace? _before;
    private readonly bool _hasMore;
    private readonly bool _fromEnd;
    private readonly Lazy<Task<IReadOnlyDictionary<string, ListPlace>>> _places;

    private ListConnection(ContentQuery list, IReadOnlyList<ContentItem> items, ContentStore store, ListPlace? after, ListPlace? before, bool hasMore, bool fromEnd, CancellationToken cancel) : base(items)
    {
        (List, _items, _store, _after, _before, _hasMore, _fromEnd) = (list, items, store, after, before, hasMore, fromEnd);
        _places = new(() => ListPlace.ListAsync(items, list.OrderBy, store, cancel));
    }

    /// <summary>The whole list.</summary>
    public ContentQuery List { get; }

    /// <summary>Reads the page that the arguments ask for.</summary>
    /// <param name="context">The connection's field.</param>
    /// <param name="list">The whole list.</param>
    public static async ValueTask<ListConnection> ReadAsync(IResolveFieldContext context, ContentQuery list)
    {
        var state = RequestState.Of(context);
        var window = await PageWindow.OfAsync(context);
        list = list with { OrderBy = list.OrderBy.Count == 0 ? ListPlace.StandardOrder : list.OrderBy };
        var (after, before) = (window.PlaceAfter(cursor => ListCursor.Read(cursor, list.OrderBy)), window.PlaceBefore(cursor => ListCursor.Read(cursor, list.OrderBy)));
        var found = await state.Reads.ListAsync(
            list with
            {
                Where = All(list.Where, after?.Beyond(), before?.Before()),
                OrderBy = window.FromEnd ? ListPlace.Reversed(list.OrderBy) : list.OrderBy,
                First = window.Count + 1,
            },
            context.CancellationToken);
        var items = window.Cut(found);
        state.CountItems(items.Length);
        return new ListConnection(list, items, state.Reads.Of(list), after, before, found.Count > window.Count, window.FromEnd, context.CancellationToken);
    }

    public override async Task<string> CursorOfAsync(int index, CancellationToken cancel) => (await _places.Value).TryGetValue(_items[index].ContentItemVersionId, out var place)
        ? ListCursor.Write(place)
        : throw GraphQLErrors.Of(GraphQLErrorCode.Conflict, "The list changed while it was read; ask for this page again.");

    public override async ValueTask<object?> HasNextAsync(CancellationToken cancel) => (_hasMore && !_fromEnd) || await HasOutsideAsync(_before?.Before(), cancel);

    public override async ValueTask<object?> HasPreviousAsync(CancellationToken cancel) => (_hasMore && _fromEnd) || await HasOutsideAsync(_after?.Beyond(), cancel);

    public override async ValueTask<object?> CountAsync(CancellationToken cancel) => await _store.CountAsync(List, cancel);

    // Whether the list has items on the other side of the cursor.
    private async Task<bool> HasOutsideAsync(ContentFilter? side, CancellationToken cancel) =>
        side is not null && (await _store.ListAsync(List with { Where = All(List.Where, new Not(side)), First = 1 }, cancel)).Count > 0;

    private static AllOf? All(params IEnumerable<ContentFilter?> filters) => filters.OfType<ContentFilter>().ToList() is { Count: > 0 } all ? new AllOf(all) : null;
}
