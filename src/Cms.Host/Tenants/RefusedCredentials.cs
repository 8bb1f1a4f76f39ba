using Cms.GraphQL.Http;
using Cms.Host.Accounts;
using Cms.Rest.Http;
using Cms.Users;

namespace Cms.Host.Tenants;

/// <summary>Answers a request whose token or key is not to be taken: 401 (RFC 6750, section 3.1), in the form that whoever asks there expects.</summary>
internal static class RefusedCredentials
{
    public static Task AnswerAsync(HttpContext context, string reason)
    {
        context.RequestServices.GetRequiredService<Refusals>().Add("credentials");
        var (request, response) = (context.Request, context.Response);
        response.Headers.WWWAuthenticate = $"Bearer error=\"invalid_token\", error_description=\"{new string([.. reason.Where(character => character is >= ' ' and <= '~' and not '"' and not '\\')])}\"";
        response.Headers.CacheControl = "no-store";
        if (GraphQLEndpoint.IsAt(request.Path))
            return GraphQLEndpoint.RefuseAsync(context, StatusCodes.Status401Unauthorized, reason);

        if (request.Path.StartsWithSegments("/api"))
            return RestEndpoints.RefuseAsync(context, StatusCodes.Status401Unauthorized, reason);

        response.StatusCode = StatusCodes.Status401Unauthorized;
        return new AccountPage("You cannot come in with this token") { Problem = reason }.SendAsync(context);
    }
}
