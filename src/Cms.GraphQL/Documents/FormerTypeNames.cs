using GraphQLParser.AST;

namespace Cms.GraphQL.Documents;

/// <summary>
/// The names that GraphQL types had before their content types and parts were renamed. A document that says one (<c>... on Guide</c>, <c>$where: GuideWhereInput</c>) is taken as if it
/// said the name of today, before anything else looks at it. So there is one type for one shape, and <c>__typename</c> gives the name of today.
/// </summary>
/// <param name="names">The names of today by the former ones, which nothing else has now.</param>
internal sealed class FormerTypeNames(IReadOnlyDictionary<string, string> names)
{
    /// <summary>The document with the names of today, changed in place; places in messages stay those of its text.</summary>
    public GraphQLDocument Resolve(GraphQLDocument document)
    {
        if (names.Count == 0)
            return document;

        foreach (var variable in document.Definitions.OfType<GraphQLOperationDefinition>().SelectMany(operation => operation.Variables ?? Enumerable.Empty<GraphQLVariableDefinition>()))
            Rename(variable.Type);
        foreach (var fragment in document.Definitions.OfType<GraphQLFragmentDefinition>())
            Rename(fragment.TypeCondition.Type);
        foreach (var definition in document.Definitions.OfType<IHasSelectionSetNode>())
            Rename(definition.SelectionSet);
        return document;
    }

    private void Rename(GraphQLSelectionSet? selections)
    {
        foreach (var selection in selections?.Selections ?? [])
        {
            if (selection is GraphQLInlineFragment { TypeCondition: { } condition })
                Rename(condition.Type);
            if (selection is IHasSelectionSetNode inner)
                Rename(inner.SelectionSet);
        }
    }

    private void Rename(GraphQLType type)
    {
        switch (type)
        {
            case GraphQLNonNullType required:
                Rename(required.Type);
                break;
            case GraphQLListType list:
                Rename(list.Type);
                break;
            case GraphQLNamedType named when names.TryGetValue(named.Name.StringValue, out var now):
                named.Name = new GraphQLName(now);
                break;
        }
    }
}
