using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Cms.GraphQL.Http;

/// <summary>The media type of an answer (GraphQL over HTTP, section 6.4).</summary>
internal static class AnswerMediaType
{
    /// <summary>For clients that know it: the status tells whether the request ran.</summary>
    public const string GraphQLResponse = "application/graphql-response+json";

    /// <summary>For all others: every well-formed request is answered with 200.</summary>
    public const string Json = "application/json";

    /// <summary>What the client wants most of the two, or null when it takes neither. Without a wish it is plain JSON, as Orchard Core answers.</summary>
    public static string? Choose(HttpRequest request)
    {
        if (request.Headers.Accept.Count == 0)
            return Json;

        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var ranges))
            return null;

        // A stable order: where the client does not weigh, the type it names first wins.
        foreach (var range in ranges.Where(range => range.Quality is not 0).OrderByDescending(range => range.Quality ?? 1))
        {
            if (range.Charset.HasValue && !range.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
                continue;

            if (range.MatchesAllTypes || range.MediaType.Equals("application/*", StringComparison.OrdinalIgnoreCase))
                return Json;

            foreach (var known in (string[])[GraphQLResponse, Json])
            {
                if (range.MediaType.Equals(known, StringComparison.OrdinalIgnoreCase))
                    return known;
            }
        }

        return null;
    }
}
