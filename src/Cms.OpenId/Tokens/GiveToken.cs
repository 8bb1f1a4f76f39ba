using System.Security.Claims;
using System.Text.Json.Nodes;
using Cms.Apps;
using Cms.Audit;
using Cms.OpenId.Options;
using Cms.Tenants;
using Cms.Users;
using Cms.Users.Sessions;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Cms.OpenId.Tokens;

/// <summary>Says for whom a token is, after OpenIddict has found the request, its app and its code or refresh token good.</summary>
internal sealed class GiveToken(
    PerTenant<TenantApps> apps, PerTenant<TenantOpenId> openIds, CurrentTenant current, ProgramCaller callers, SignIn signIn, SignInDebts debts, AuditTrail trail, TokenTidying tidying, TimeProvider clock)
    : IOpenIddictServerHandler<HandleTokenRequestContext>
{
    public async ValueTask HandleAsync(HandleTokenRequestContext context)
    {
        var (request, tenant, cancel) = (context.Request, current.Tenant, context.CancellationToken);
        tidying.Note(tenant);
        var openId = await openIds.GetAsync(tenant, cancel);
        var scopes = openId.Scopes;
        if (request.IsClientCredentialsGrantType())
        {
            var app = (await apps.GetAsync(tenant, cancel)).Find(request.ClientId!) ?? throw new InvalidOperationException($"The app {request.ClientId} was just there.");
            context.SignIn(TokenClaims.OfApp(tenant, app, request.GetScopes(), scopes));
            await NoteAsync(context, app.Id, app.ClientId);
        }
        else if (request.IsPasswordGrantType())
        {
            var signedIn = await signIn.RunAsync(request.Username!, request.Password!, cancel);
            if (signedIn.Problem is not null)
            {
                context.Reject(OpenIddictConstants.Errors.InvalidGrant, "User name and password do not fit together.", OpenIddictResources.FormatID8000(nameof(OpenIddictResources.ID2024)));
            }
            else if (signedIn.Value.TwoFactorEnabled)
            {
                context.Reject(OpenIddictConstants.Errors.InvalidGrant, "This user signs in with a second factor, which only the authorization code flow can ask for.");
            }
            else if (await debts.OfAsync(signedIn.Value, UserSession.ByPassword, cancel) != SignInDebt.None)
            {
                context.Reject(OpenIddictConstants.Errors.InvalidGrant, "This user has to sign in at the site first, which asks for an own password or a second factor.");
            }
            else
            {
                var now = clock.GetUtcNow();
                context.SignIn(TokenClaims.EndAfter(TokenClaims.OfUser(tenant, signedIn.Value, request.GetScopes(), scopes), now, openId.Settings, now));
                await NoteAsync(context, signedIn.Value.Id, signedIn.Value.UserName);
            }
        }
        else
        {
            await RenewAsync(context, context.Principal!, openId, cancel);
        }
    }

    private async Task RenewAsync(HandleTokenRequestContext context, ClaimsPrincipal earlier, TenantOpenId openId, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var signedIn = TokenClaims.FindSignedIn(earlier) ?? now;

        // Asked here too: the setting may have been made shorter since.
        if (signedIn + openId.Settings.RefreshTokenTotalLifetime <= now)
        {
            context.Reject(OpenIddictConstants.Errors.InvalidGrant, "The user signed in too long ago and has to do so again.");
        }
        else if (await callers.FindUserAsync(TokenClaims.Read(earlier), cancel) is { } user)
        {
            context.SignIn(TokenClaims.EndAfter(TokenClaims.Renewed(earlier, current.Tenant, user, context.Request.GetScopes(), openId.Scopes), signedIn, openId.Settings, now));
            if (context.Request.IsAuthorizationCodeGrantType())
                await NoteAsync(context, user.Id, user.UserName);
        }
        else
        {
            context.Reject(OpenIddictConstants.Errors.InvalidGrant, "The user is not there any more, is disabled, or has ended all sign-ins.");
        }
    }

    // Not each renewal: it goes on with what was begun.
    private Task NoteAsync(HandleTokenRequestContext context, string id, string name) => trail.AddAsync(
        new AuditEntry(AuditCategory.SignIn, "TokenGiven", id, name) { Details = new JsonObject { ["with"] = context.Request.GrantType, ["app"] = context.Request.ClientId } }, context.CancellationToken);
}
