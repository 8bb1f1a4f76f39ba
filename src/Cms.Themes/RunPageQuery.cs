using System.Text.Json.Nodes;

namespace Cms.Themes;

/// <summary>
/// Answers a page's GraphQL document with its <c>data</c>, as the current tenant's visitors may see it. Registered by the host, so
/// that themes do not depend on GraphQL's implementation. Gives back a new object that the caller may change. Throws with a sentence
/// that says what is wrong when there are errors.
/// </summary>
/// <param name="document">The text of the <c>.graphql</c> file; one operation.</param>
/// <param name="variables">Only those that the document declares.</param>
/// <param name="cancel">Ends the query.</param>
public delegate Task<JsonObject> RunPageQuery(string document, JsonObject variables, CancellationToken cancel);
