using System.Collections.Concurrent;
using Cms.GraphQL.Planning;
using GraphQLParser.AST;

namespace Cms.GraphQL.Documents;

/// <summary>Documents that were valid for one schema, so that a query asked again is neither parsed nor validated.</summary>
internal sealed class KeptDocuments(int max)
{
    // Longer ones are rarely asked twice, and a few of them would fill the memory.
    private const int MaxLength = 8 * 1024;

    private readonly ConcurrentDictionary<string, KeptDocument> _documents = new(StringComparer.Ordinal);

    /// <summary>The document of this text, or null.</summary>
    public KeptDocument? Find(string query) => _documents.GetValueOrDefault(query);

    /// <summary>Keeps a document that was valid. When there are too many, all go: the frequent ones are back at once.</summary>
    public void Keep(string query, KeptDocument document)
    {
        if (query.Length > MaxLength)
            return;

        if (_documents.Count >= max)
            _documents.Clear();
        _documents[query] = document;
    }
}

/// <summary>A document that was valid.</summary>
/// <param name="Document">The document.</param>
/// <param name="Plan">How it is answered; null when GraphQL.NET is to do it.</param>
internal sealed record KeptDocument(GraphQLDocument Document, AnswerPlan? Plan);
