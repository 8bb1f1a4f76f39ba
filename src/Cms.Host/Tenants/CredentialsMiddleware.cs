using System.Security.Claims;
using Cms.Apps;
using Cms.OpenId.Http;
using Cms.Users;
using Microsoft.Net.Http.Headers;

namespace Cms.Host.Tenants;

/// <summary>
/// Finds out who sends a bearer token or an API key, and refuses those that are not to be taken: never is such a request answered as if it had come without. Where
/// there is one, cookies are not looked at.
/// </summary>
internal sealed class CredentialsMiddleware(RequestDelegate next)
{
    private const string Bearer = "Bearer ";

    public async Task InvokeAsync(HttpContext context, BearerTokens tokens, ProgramCaller callers)
    {
        // There apps say who they are in other ways (RFC 6749, section 2.3), which the token server looks at.
        if (!HasCredentials(context.Request) || OpenIdPaths.Contain(context.Request.Path))
        {
            await next(context);
            return;
        }

        var outcome = await CheckAsync(context, tokens, callers);
        if (outcome.Problem is { } problem)
        {
            await RefusedCredentials.AnswerAsync(context, problem.Message);
            return;
        }

        context.Features.Set(outcome.Value);
        context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, outcome.Value.UserName)], "token"));
        await next(context);
    }

    private static bool HasCredentials(HttpRequest request) => request.Headers.ContainsKey(HeaderNames.Authorization) || request.Headers.ContainsKey(ApiKey.Header);

    private static async Task<Outcome<Caller>> CheckAsync(HttpContext context, BearerTokens tokens, ProgramCaller callers)
    {
        var (authorization, keys) = (context.Request.Headers.Authorization, context.Request.Headers[ApiKey.Header]);
        if (authorization.Count + keys.Count != 1)
            return Problem.Forbidden($"Send one token or key, in one header: {HeaderNames.Authorization} or {ApiKey.Header}.");

        if (keys.Count == 1)
            return await callers.OfKeyAsync(keys.ToString(), context.Connection.RemoteIpAddress, context.RequestAborted);

        var given = authorization.ToString();
        if (!given.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return Problem.Forbidden("Only bearer tokens and API keys are taken here; a proxy that asks for something else must not pass it on.");

        var token = given[Bearer.Length..].Trim();
        return token.StartsWith(ApiKey.Mark, StringComparison.Ordinal)
            ? await callers.OfKeyAsync(token, context.Connection.RemoteIpAddress, context.RequestAborted)
            : await tokens.CheckAsync(context);
    }
}
