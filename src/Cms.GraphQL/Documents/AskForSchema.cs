using GraphQLParser.AST;

namespace Cms.GraphQL.Documents;

/// <summary>Finds out whether a document asks what can be asked (introspection). <c>__typename</c> tells nothing but what is answered anyway.</summary>
internal static class AskForSchema
{
    /// <summary>True when a field of the document does; also in a fragment that nothing spreads.</summary>
    public static bool IsIn(GraphQLDocument document) => document.Definitions.OfType<IHasSelectionSetNode>().Any(definition => IsIn(definition.SelectionSet));

    private static bool IsIn(GraphQLSelectionSet? selections)
    {
        foreach (var selection in selections?.Selections ?? [])
        {
            if (selection is GraphQLField field && (field.Name.Value == "__schema" || field.Name.Value == "__type"))
                return true;

            if (selection is IHasSelectionSetNode inner && IsIn(inner.SelectionSet))
                return true;
        }

        return false;
    }
}
