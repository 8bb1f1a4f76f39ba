using GraphQL;

namespace Cms.GraphQL.Resolving;

/// <summary>Reads how many of something are asked for, where the field itself says how many there may be.</summary>
internal static class Bounded
{
    /// <summary>The argument <c>first</c>, which has a default. Throws an error that names the bounds when it is outside of them.</summary>
    public static int First(IResolveFieldContext context, int most) => context.GetArgument<int?>("first") switch
    {
        < 0 and var count => throw GraphQLErrors.Of(GraphQLErrorCode.BadArgument, $"first must be between 0 and {most}, not {count}."),
        var count when count > most => throw GraphQLErrors.Limit($"first may be {most} at most, not {count}."),
        var count => count ?? most,
    };
}
