using System.Text;
using GraphQL;
using GraphQLParser;
using GraphQLParser.AST;

namespace Cms.GraphQL.Documents;

/// <summary>What a document must be to be kept under a name. Whether the tenant's schema has its fields is asked when it runs: definitions change.</summary>
internal sealed class NamedDocumentRule(GraphQLLimits limits)
{
    /// <summary>Null when the text is one query within the limits, else the first that is wrong: <c>line 3, column 5: ...</c>.</summary>
    public string? Complaint(string text)
    {
        // What could not be sent is not kept either; it would lie in memory for as long as the tenant is asked.
        if (Encoding.UTF8.GetByteCount(text) > limits.MaxBodyBytes)
            return At(new Location(1, 1), $"The document has more than {limits.MaxBodyBytes} bytes.");

        // The parser reads over it in a comment, and PostgreSQL cannot store it.
        if (text.IndexOf('\0', StringComparison.Ordinal) is >= 0 and var position)
            return At(Location.FromLinearPosition(text, position), "U+0000 cannot stand in a document.");

        GraphQLDocument document;
        try
        {
            document = new DocumentReader(limits).Read(text);
        }
        catch (ExecutionError error)
        {
            var place = error.Locations is [var first, ..] ? first : new Location(1, 1);
            return At(place, error.Message);
        }

        if (document.Definitions.FirstOrDefault(one => one is not (GraphQLOperationDefinition or GraphQLFragmentDefinition)) is { } other)
            return At(PlaceOf(other), "only queries and fragments can be kept.");

        var operations = document.Definitions.OfType<GraphQLOperationDefinition>().ToList();
        if (operations.Find(operation => operation.Operation != OperationType.Query) is { } wrong)
            return At(PlaceOf(wrong), $"a {wrong.Operation.ToString().ToLowerInvariant()} cannot be kept under a name; only a query can.");

        return operations.Count switch
        {
            1 => null,
            0 => At(new Location(1, 1), "there is no query."),
            _ => At(PlaceOf(operations[1]), "here begins another query; a document under a name has one."),
        };

        Location PlaceOf(ASTNode node) => Location.FromLinearPosition(text, node.Location.Start);
    }

    private static string At(Location place, string message) => $"line {place.Line}, column {place.Column}: {message}";
}
