using Cms.Storage;
using Cms.Tenants;
using Cms.Users;
using Cms.Users.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Cms.Host.Accounts;

/// <summary>
/// Looks at every request whether the session of the cookie goes on and its user is still there, enabled and signed in since the last change of the
/// password, and takes the roles of this moment. Two reads by id; nothing is kept, so all nodes see a change at once.
/// </summary>
internal sealed class CheckSignedInUser(UserStore users, UserSessionStore sessions, TenantScopes scopes, CurrentCaller current, TimeProvider clock, ILogger<CheckSignedInUser> log) : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var cancel = context.HttpContext.RequestAborted;
        if (SignedInUser.IdOf(context.Principal) is { } id && SignedInUser.SessionOf(context.Principal) is { } sessionId
            && await sessions.FindAsync(sessionId, cancel) is { } session && await users.FindByIdAsync(id, cancel) is { } user
            && SignedInUser.IsStillSignedIn(context.Principal, user, session))
        {
            context.ReplacePrincipal(SignedInUser.ForRequest(user, sessionId));
            if (clock.GetUtcNow().UtcDateTime - session.SeenUtc >= UserSession.SeenEvery)
                NoteSeen(context.HttpContext, session);
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(context.Scheme.Name);
    }

    // After the answer: it must not wait for whoever is writing.
    private void NoteSeen(HttpContext http, UserSession session)
    {
        var tenant = http.RequestServices.GetRequiredService<CurrentTenant>().Tenant;
        var address = current.Address ?? "";
        http.Response.OnCompleted(async () =>
        {
            try
            {
                await using var scope = scopes.Open(tenant);
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
