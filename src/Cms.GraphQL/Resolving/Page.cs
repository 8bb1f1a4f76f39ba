using GraphQL;

namespace Cms.GraphQL.Resolving;

/// <summary>Which stretch of a list is asked for.</summary>
/// <param name="First">How many from its beginning, or null for all.</param>
/// <param name="Last">How many of those from the end, or null for all.</param>
/// <param name="Skip">How many to leave out before.</param>
internal readonly record struct Page(int? First, int? Last, int Skip)
{
    /// <summary>Reads <c>first</c>, <c>last</c> and <c>skip</c>. Throws an error that names the limit when one is negative or too big.</summary>
    public static Page Of(IResolveFieldContext context)
    {
        var most = RequestState.Of(context).Limits.MaxNumberOfResults;
        return new Page(Count("first"), Count("last"), Bounded.AtLeastNone(context, "skip", most) ?? 0);

        // As in Orchard Core, none asked for is as if nothing had been said.
        int? Count(string name)
        {
            var count = Bounded.Find(context, name, most);
            return count is 0 ? null : count;
        }
    }

    /// <summary>This stretch of a list that is in memory already.</summary>
    public IEnumerable<T> In<T>(IEnumerable<T> list)
    {
        if (Skip > 0)
            list = list.Skip(Skip);
        if (First is { } first)
            list = list.Take(first);
        return Last is { } last ? list.TakeLast(last) : list;
    }
}
