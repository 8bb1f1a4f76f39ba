using Cms.Content;
using GraphQL;
using GraphQLParser.AST;

namespace Cms.GraphQL.Resolving;

/// <summary>What a member of an <c>orderBy</c> orders by: one value, or what the members of its own object order by.</summary>
/// <param name="Key">The value, ascending; null for an object.</param>
/// <param name="Inside">The members of its object; null for a value.</param>
internal sealed record OrderKey(ContentOrder? Key, IReadOnlyDictionary<string, OrderKey>? Inside)
{
    public static OrderKey By(ContentOrder key) => new(key, null);
}

/// <summary>Turns an <c>orderBy</c> object into keys in the order in which they are written.</summary>
internal static class OrderReader
{
    public const string Argument = "orderBy";

    /// <summary>The keys; empty when the query gives none. Throws when the caller may not see what one orders by.</summary>
    /// <param name="context">The list's field.</param>
    /// <param name="keys">What the members order by.</param>
    public static IReadOnlyList<ContentOrder> Read(IResolveFieldContext context, IReadOnlyDictionary<string, OrderKey> keys)
    {
        if (!context.Arguments!.TryGetValue(Argument, out var argument) || argument.Value is not IDictionary<string, object?> directions)
            return [];

        // GraphQL.NET hands input objects over in the order of the schema, so the written one comes from the document or the variables.
        var written = context.FieldAst.Arguments?.FirstOrDefault(one => one.Name.Value == Argument)?.Value;
        var order = Read(context, directions, written, keys).ToList();
        foreach (var field in order.Select(key => key.Field).OfType<FieldPath>())
        {
            if (RequestState.Of(context).Fields.RefuseAsking(field) is { } refused)
                throw GraphQLErrors.Of(GraphQLErrorCode.Forbidden, refused.Message);
        }

        return order;
    }

    private static IEnumerable<ContentOrder> Read(IResolveFieldContext context, IDictionary<string, object?> directions, object? written, IReadOnlyDictionary<string, OrderKey> keys)
    {
        foreach (var (name, inside) in Members(context, written).DistinctBy(member => member.Key))
        {
            if (!directions.TryGetValue(name, out var direction) || direction is null)
                continue;

            if (keys[name].Key is { } key)
                yield return key with { Descending = (bool)direction };
            else
            {
                foreach (var inner in Read(context, (IDictionary<string, object?>)direction, inside, keys[name].Inside!))
                    yield return inner;
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, object?>> Members(IResolveFieldContext context, object? written)
    {
        if (written is GraphQLVariable variable)
        {
            written = RequestState.Of(context).Variables.TryGetValue(variable.Name.StringValue, out var given)
                ? given
                : context.Operation.Variables?.FirstOrDefault(one => one.Variable.Name.Value == variable.Name.Value)?.DefaultValue;
        }

        return written switch
        {
            IDictionary<string, object?> values => values,
            GraphQLObjectValue value => value.Fields?.Select(field => KeyValuePair.Create(field.Name.StringValue, (object?)field.Value)) ?? [],
            _ => [],
        };
    }
}
