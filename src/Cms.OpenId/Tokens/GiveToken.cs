using System.Security.Claims;
using Cms.Apps;
using Cms.OpenId.Options;
using Cms.Tenants;
using Cms.Users;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Cms.OpenId.Tokens;

/// <summary>Says for whom a token is, after OpenIddict has found the request, its app and its code or refresh token good.</summary>
internal sealed class GiveToken(PerTenant<TenantApps> apps, PerTenant<TenantOpenId> openIds, CurrentTenant current, ProgramCaller callers, SignIn signIn, TokenTidying tidying) : IOpenIddictServerHandler<HandleTokenRequestContext>
{
    public async ValueTask HandleAsync(HandleTokenRequestContext context)
    {
        var (request, tenant, cancel) = (context.Request, current.Tenant, context.CancellationToken);
        tidying.Note(tenant);
        var scopes = (await openIds.GetAsync(tenant, cancel)).Scopes;
        if (request.IsClientCredentialsGrantType())
        {
            var app = (await apps.GetAsync(tenant, cancel)).Find(request.ClientId!) ?? throw new InvalidOperationException($"The app {request.ClientId} was just there.");
            context.SignIn(TokenClaims.OfApp(tenant, app, request.GetScopes(), scopes));
        }
        else if (request.IsPasswordGrantType())
        {
            var signedIn = await signIn.RunAsync(request.Username!, request.Password!, cancel);
            if (signedIn.Problem is null)
                context.SignIn(TokenClaims.OfUser(tenant, signedIn.Value, request.GetScopes(), scopes));
            else
                context.Reject(OpenIddictConstants.Errors.InvalidGrant, "User name and password do not fit together.", OpenIddictResources.FormatID8000(nameof(OpenIddictResources.ID2024)));
        }
        else
        {
            await RenewAsync(context, context.Principal!, scopes, cancel);
        }
    }

    private async Task RenewAsync(HandleTokenRequestContext context, ClaimsPrincipal earlier, Scopes scopes, CancellationToken cancel)
    {
        if (await callers.FindUserAsync(TokenClaims.Read(earlier), cancel) is { } user)
            context.SignIn(TokenClaims.Renewed(earlier, current.Tenant, user, scopes));
        else
            context.Reject(OpenIddictConstants.Errors.InvalidGrant, "The user is not there any more, is disabled, or has ended all sign-ins.");
    }
}
