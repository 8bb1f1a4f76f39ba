using System.Text.Json;

namespace Cms.GraphQL;

/// <summary>One question in GraphQL.</summary>
/// <param name="Query">The document.</param>
public sealed record GraphQLRequest(string Query)
{
    /// <summary>Values of the operation's variables: a JSON object, or null for none.</summary>
    public JsonElement? Variables { get; init; }

    /// <summary>Which operation of the document; null when it has only one.</summary>
    public string? OperationName { get; init; }

    /// <summary>What addresses of files begin with, without a slash at the end; null takes the tenant's prefix.</summary>
    public string? PathBase { get; init; }
}
