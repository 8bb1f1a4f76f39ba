using Cms.Apps;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Cms.OpenId.Tokens;

/// <summary>Tells an app who the user of its token is, as far as the token's scopes go and as it is now.</summary>
internal sealed class DescribeUser(ProgramCaller callers) : IOpenIddictServerHandler<HandleUserInfoRequestContext>
{
    public async ValueTask HandleAsync(HandleUserInfoRequestContext context)
    {
        var token = TokenClaims.Read(context.AccessTokenPrincipal);
        var taken = await callers.OfTokenAsync(token, context.CancellationToken);
        if (taken.Problem is { } problem)
        {
            context.Reject(OpenIddictConstants.Errors.InvalidToken, problem.Message);
            return;
        }

        if (await callers.FindUserAsync(token, context.CancellationToken) is not { } user)
        {
            context.Reject(OpenIddictConstants.Errors.InvalidToken, "The token is an app's own, and there is no user to tell of.");
            return;
        }

        foreach (var (name, value) in TokenClaims.Describe(user, context.AccessTokenPrincipal))
            context.Claims[name] = value;
    }
}
