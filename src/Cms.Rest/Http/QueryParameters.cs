using Microsoft.AspNetCore.Http;

namespace Cms.Rest.Http;

/// <summary>The parameters of a request. One that nobody reads is refused: a slip in <c>draft</c> would publish, one in <c>where</c> list everything.</summary>
internal sealed class QueryParameters
{
    private readonly IQueryCollection _query;

    /// <param name="query">The parameters as they came.</param>
    /// <param name="known">The names that this request may have.</param>
    public QueryParameters(IQueryCollection query, params IReadOnlyCollection<string> known)
    {
        if (query.Keys.FirstOrDefault(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } unknown)
            throw Bad(unknown, known.Count == 0 ? "is no parameter here; this address takes none" : $"is no parameter here; known are {string.Join(", ", known)}");

        if (query.FirstOrDefault(one => one.Value.Count > 1) is { Key: { } repeated })
            throw Bad(repeated, "may be given once only");

        _query = query;
    }

    /// <summary>The text under this name, or null when it is missing or empty.</summary>
    public string? Find(string name) => _query[name] is [{ Length: > 0 } text] ? text : null;

    /// <summary>True or false; false when it is missing.</summary>
    public bool Flag(string name) => Find(name) switch
    {
        null => false,
        { } text when bool.TryParse(text, out var value) => value,
        { } text => throw Bad(name, $"must be true or false, not \"{text}\""),
    };

    public static BadRestRequestException Bad(string name, string complaint) => new(StatusCodes.Status400BadRequest, complaint, name);
}
