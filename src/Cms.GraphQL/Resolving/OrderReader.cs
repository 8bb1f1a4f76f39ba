using Cms.Content;
using GraphQL;
using GraphQLParser.AST;

namespace Cms.GraphQL.Resolving;

/// <summary>Turns an <c>orderBy</c> object into keys in the order in which they are written.</summary>
internal static class OrderReader
{
    public const string Argument = "orderBy";

    /// <summary>The keys; empty when the query gives none.</summary>
    /// <param name="context">The list's field.</param>
    /// <param name="columns">Columns by their names in the schema.</param>
    public static IReadOnlyList<ContentOrder> Read(IResolveFieldContext context, IReadOnlyDictionary<string, ContentColumn> columns)
    {
        if (!context.Arguments!.TryGetValue(Argument, out var argument) || argument.Value is not IDictionary<string, object?> directions)
            return [];

        // GraphQL.NET hands input objects over in the order of the schema, so the written one comes from the document or the variables.
        return
        [
            .. WrittenNames(context)
                .Distinct()
                .Where(name => directions.TryGetValue(name, out var direction) && direction is not null)
                .Select(name => new ContentOrder(columns[name], (bool)directions[name]!)),
        ];
    }

    private static IEnumerable<string> WrittenNames(IResolveFieldContext context)
    {
        var written = context.FieldAst.Arguments?.FirstOrDefault(argument => argument.Name.Value == Argument)?.Value;
        if (written is GraphQLVariable variable)
        {
            if (RequestState.Of(context).Variables.TryGetValue(variable.Name.StringValue, out var given))
                return (given as IDictionary<string, object?>)?.Keys ?? Enumerable.Empty<string>();

            written = context.Operation.Variables?.FirstOrDefault(one => one.Variable.Name.Value == variable.Name.Value)?.DefaultValue;
        }

        return (written as GraphQLObjectValue)?.Fields?.Select(field => field.Name.StringValue) ?? [];
    }
}
