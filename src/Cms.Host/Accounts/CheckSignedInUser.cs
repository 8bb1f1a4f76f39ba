using Cms.Storage;
using Cms.Tenants;
using Cms.Users;
using Cms.Users.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Cms.Host.Accounts;

/// <summary>Looks at every request whether the sign-in of the cookie goes on, and takes the roles of this moment and what the user has to do first.</summary>
internal sealed class CheckSignedInUser(CheckSignIn check, CurrentTenant tenant, TenantScopes scopes, CurrentCaller current, TimeProvider clock, ILogger<CheckSignedInUser> log)
    : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (SignedInUser.IdOf(context.Principal) is { } id && SignedInUser.SessionOf(context.Principal) is { } sessionId
            && await check.RunAsync(id, sessionId, SignedInUser.StampOf(context.Principal), context.HttpContext.RequestAborted) is { } signIn)
        {
            context.ReplacePrincipal(SignedInUser.ForRequest(signIn, signIn.Session.IsProven(now)));
            if (now - signIn.Session.SeenUtc >= UserSession.SeenEvery)
                NoteSeen(context.HttpContext, signIn.Session);
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(context.Scheme.Name);
    }

    // After the answer: it must not wait for whoever is writing.
    private void NoteSeen(HttpContext http, UserSession session)
    {
        var opened = tenant.Tenant;
        var address = current.Address ?? "";
        http.Response.OnCompleted(async () =>
        {
            try
            {
                await using var scope = scopes.Open(opened);
                await scope.ServiceProvider.GetRequiredService<UserSessionStore>().SeenAsync(session.Id, clock.GetUtcNow().UtcDateTime, address, CancellationToken.None);
            }
            catch (StorageException busy)
            {
                // The next request says it again.
                log.LogDebug(busy, "That a session was seen could not be written");
            }
        });
    }
}
