namespace Cms.GraphQL.Resolving;

/// <summary>A page of a list. What costs another read is looked up when it is asked for.</summary>
/// <param name="items">The items of the page, in order: whole ones, or those inside another one.</param>
internal abstract class Connection(IReadOnlyList<object> items)
{
    public IReadOnlyList<object> Items { get; } = items;

    /// <summary>The place of the item with this number on the page.</summary>
    public abstract Task<string> CursorOfAsync(int index, CancellationToken cancel);

    /// <summary>Whether something comes after the page: a bool, or what becomes one.</summary>
    public abstract ValueTask<object?> HasNextAsync(CancellationToken cancel);

    /// <summary>Whether something comes before the page: a bool, or what becomes one.</summary>
    public abstract ValueTask<object?> HasPreviousAsync(CancellationToken cancel);

    /// <summary>How many items the whole list has: an int, or what becomes one.</summary>
    public abstract ValueTask<object?> CountAsync(CancellationToken cancel);
}
