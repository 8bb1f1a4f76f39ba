using Cms.Content;
using Cms.Search;
using GraphQL;

namespace Cms.GraphQL.Resolving;

/// <summary>A page of the items inside another one, which come with it.</summary>
internal sealed class InsideConnection : Connection
{
    private readonly string[] _ids;
    private readonly int _start;

    private InsideConnection(ContainedSource[] all, string[] ids, Range page) : base(all[page]) => (_ids, _start) = (ids, page.Start.Value);

    private int End => _start + Items.Count;

    /// <summary>Finds the page that the arguments ask for.</summary>
    /// <param name="context">The connection's field.</param>
    /// <param name="inside">All items of the list.</param>
    public static async ValueTask<object?> ReadAsync(IResolveFieldContext context, IEnumerable<ContainedSource> inside)
    {
        var window = await PageWindow.OfAsync(context);
        var all = inside.ToArray();
        string[] ids = [.. all.Select(item => Sources.Text(JsonText.Member(item.Json, nameof(ContentItem.ContentItemId))) ?? "")];
        var from = window.PlaceAfter(ListCursor.ReadInside)?.Beyond(ids) ?? 0;
        var to = Math.Max(from, window.PlaceBefore(ListCursor.ReadInside)?.Before(ids) ?? all.Length);
        var count = Math.Min(window.Count, to - from);
        RequestState.Of(context).CountItems(count);
        return new InsideConnection(all, ids, window.FromEnd ? (to - count)..to : from..(from + count));
    }

    public override Task<string> CursorOfAsync(int index, CancellationToken cancel) => Task.FromResult(ListCursor.Write(new InsidePlace(_start + index, _ids[_start + index])));

    public override ValueTask<object?> HasNextAsync(CancellationToken cancel) => new(End < _ids.Length);

    public override ValueTask<object?> HasPreviousAsync(CancellationToken cancel) => new(_start > 0);

    public override ValueTask<object?> CountAsync(CancellationToken cancel) => new(_ids.Length);
}
