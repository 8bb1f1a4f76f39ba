using Cms.GraphQL.Http;
using Cms.Host.Accounts;
using Cms.Rest.Http;

namespace Cms.Host.Limits;

/// <summary>Tells whoever asks too often to wait, in the form that is expected where it asked.</summary>
internal static class TooManyRequests
{
    /// <summary>Answers 429 (RFC 6585); <c>Retry-After</c> stands in the answer already.</summary>
    public static async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path;
        var message = $"Too many requests; try again in {http.Response.Headers.RetryAfter} seconds.";
        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        http.Response.Headers.CacheControl = "no-store";
        if (path.StartsWithSegments("/account"))
            await new AccountPage("Too many tries") { Problem = message, Links = [("", "Your account")] }.SendAsync(http);
        else if (path.StartsWithSegments("/connect"))
            await http.Response.WriteAsJsonAsync(new { error = "temporarily_unavailable", error_description = message }, http.RequestAborted);
        else if (GraphQLEndpoint.IsAt(path))
            await GraphQLEndpoint.RefuseAsync(http, StatusCodes.Status429TooManyRequests, message);
        else
            await RestEndpoints.RefuseAsync(http, StatusCodes.Status429TooManyRequests, message);
    }
}
