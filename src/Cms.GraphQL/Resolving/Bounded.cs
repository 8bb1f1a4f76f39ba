using GraphQL;

namespace Cms.GraphQL.Resolving;

/// <summary>Reads how many of something are asked for.</summary>
internal static class Bounded
{
    /// <summary>The argument <c>first</c>, which has a default, where the field itself says how many there may be.</summary>
    public static int First(IResolveFieldContext context, int most) => Find(context, "first", most) ?? most;

    /// <summary>The argument of this name, or null when the query gives none. Throws an error that names the bounds when it is outside of them.</summary>
    public static int? Find(IResolveFieldContext context, string name, int most)
    {
        var count = AtLeastNone(context, name, most);
        return count > most ? throw GraphQLErrors.Limit($"{name} may be {most} at most, not {count}.") : count;
    }

    /// <summary>The same, which may also be more than the error says.</summary>
    public static int? AtLeastNone(IResolveFieldContext context, string name, int most)
    {
        var count = context.GetArgument<int?>(name);
        return count < 0 ? throw GraphQLErrors.Of(GraphQLErrorCode.BadArgument, $"{name} must be between 0 and {most}, not {count}.") : count;
    }
}
