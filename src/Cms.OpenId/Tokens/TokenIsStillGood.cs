using Cms.Apps;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Cms.OpenId.Tokens;

/// <summary>Answers an app that asks whether a token is good as a request with that token would be answered.</summary>
internal sealed class TokenIsStillGood(ProgramCaller callers) : IOpenIddictServerHandler<HandleIntrospectionRequestContext>
{
    public async ValueTask HandleAsync(HandleIntrospectionRequestContext context)
    {
        if ((await callers.OfTokenAsync(TokenClaims.Read(context.GenericTokenPrincipal), context.CancellationToken)).Problem is { } problem)
            context.Reject(OpenIddictConstants.Errors.InvalidToken, problem.Message);
    }
}
