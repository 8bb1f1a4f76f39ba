using GraphQL;

namespace Cms.GraphQL.Resolving;

/// <summary>Which page of a connection is asked for.</summary>
/// <param name="Count">How many items.</param>
/// <param name="FromEnd">They are counted from the end.</param>
/// <param name="After">The cursor after which the page lies, or null.</param>
/// <param name="Before">The cursor before which it lies, or null.</param>
internal readonly record struct PageWindow(int Count, bool FromEnd, string? After, string? Before)
{
    private const string First = "first", Last = "last";

    /// <summary>Reads the arguments. Throws an error that says what would be right when they make no sense.</summary>
    public static async ValueTask<PageWindow> OfAsync(IResolveFieldContext context)
    {
        var state = RequestState.Of(context);
        var (first, last) = (Read(First), Read(Last));
        if (first is not null && last is not null)
            throw GraphQLErrors.Of(GraphQLErrorCode.BadArgument, "first and last must not be given together: first counts from the beginning of the list, last from its end.");

        return new PageWindow(
            first ?? last ?? await state.DefaultNumberOfResultsAsync(context.CancellationToken), last is not null, context.GetArgument<string?>("after"), context.GetArgument<string?>("before"));

        int? Read(string name) => Bounded.Find(context, name, state.Limits.MaxNumberOfResults);
    }

    /// <summary>The place that <see cref="After"/> means, or null. Throws when it means none.</summary>
    public T? PlaceAfter<T>(Func<string, Outcome<T>> read) where T : class => Place("after", After, read);

    /// <summary>The place that <see cref="Before"/> means, or null. Throws when it means none.</summary>
    public T? PlaceBefore<T>(Func<string, Outcome<T>> read) where T : class => Place("before", Before, read);

    /// <summary>The items of the page, in the order of the list, of those that were read: one more than asked for, from the end when it counts from there.</summary>
    public TItem[] Cut<TItem>(IEnumerable<TItem> read)
    {
        var page = read.Take(Count);
        return [.. FromEnd ? page.Reverse() : page];
    }

    private static T? Place<T>(string name, string? cursor, Func<string, Outcome<T>> read) where T : class
    {
        if (cursor is null)
            return null;

        var place = read(cursor);
        return place.Problem is { } problem ? throw GraphQLErrors.Of(GraphQLErrorCode.BadArgument, $"{name} {problem.Message}.") : place.Value;
    }
}
