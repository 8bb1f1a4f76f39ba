using GraphQL;
using GraphQL.Execution;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;

namespace Cms.GraphQL.Documents;

/// <summary>Reads documents and refuses those that ask for too much, before validation spends time on them.</summary>
internal sealed class DocumentReader(GraphQLLimits limits)
{
    // Deep enough for every document within MaxDepth; stops the parser's own recursion.
    private readonly GraphQLDocumentBuilder _builder = new() { IgnoreComments = true, MaxDepth = 128 };

    /// <summary>The document. Throws <see cref="ExecutionError"/> when it cannot be read or exceeds a limit.</summary>
    public GraphQLDocument Read(string query)
    {
        RequireFewTokens(query);
        GraphQLDocument document;
        try
        {
            document = _builder.Build(query);
        }
        catch (GraphQLMaxDepthExceededException)
        {
            throw GraphQLErrors.Limit("The document is nested too deeply.");
        }

        var counted = new DocumentSize(document);
        var size = counted.OfAll();
        Require(size.Fields, limits.MaxFields, "fields, fragments counted where they are spread");
        Require(size.Aliases, limits.MaxAliases, "aliases, fragments counted where they are spread");
        Require(size.TopFields, limits.MaxRootFields, "fields at its root");
        Require(counted.Spreads, limits.MaxSpreads, "fragments spread");
        Require(size.Directives, limits.MaxDirectives, "directives, fragments counted where they are spread");
        if (size.Depth > limits.MaxDepth)
            throw GraphQLErrors.Limit($"The document nests fields {size.Depth} levels deep; {limits.MaxDepth} are allowed.");

        return document;
    }

    private void RequireFewTokens(string query)
    {
        try
        {
            var position = 0;
            for (var count = 0; count <= limits.MaxTokens; count++)
            {
                var token = Lexer.Lex(query, position);
                if (token.Kind == TokenKind.EOF)
                    return;

                position = token.End;
            }
        }
        catch (GraphQLSyntaxErrorException)
        {
            // The builder says it with the place.
            return;
        }

        throw GraphQLErrors.Limit($"The document has more than {limits.MaxTokens} tokens.");
    }

    private static void Require(long count, int limit, string what)
    {
        if (count > limit)
            throw GraphQLErrors.Limit($"The document has more than {limit} {what}.");
    }
}
