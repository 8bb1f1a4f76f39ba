using Cms.Settings;
using Cms.Storage;
using Cms.Tenants;
using Cms.Users;
using Cms.Users.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Cms.Host.Accounts;

/// <summary>
/// Looks at every request whether the session of the cookie goes on and its user is still there, enabled and signed in since the last change of the
/// password, and takes the roles of this moment and what the user has to do first. Two reads by id; nothing is kept, so all nodes see a change at once.
/// </summary>
internal sealed class CheckSignedInUser(
    UserStore users, UserSessionStore sessions, SignInDebts debts, PerTenant<SignInRules> kept, CurrentTenant tenant, TenantScopes scopes, CurrentCaller current, TimeProvider clock, ILogger<CheckSignedInUser> log)
    : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var cancel = context.HttpContext.RequestAborted;
        var now = clock.GetUtcNow().UtcDateTime;
        if (SignedInUser.IdOf(context.Principal) is { } id && SignedInUser.SessionOf(context.Principal) is { } sessionId
            && await sessions.FindAsync(sessionId, cancel) is { } session && await users.FindByIdAsync(id, cancel) is { } user
            && SignedInUser.IsStillSignedIn(context.Principal, user, session) && !session.IsOver(now, (await kept.GetAsync(tenant.Tenant, cancel)).SessionLasts))
        {
            context.ReplacePrincipal(SignedInUser.ForRequest(user, sessionId, await debts.OfAsync(user, session.Method, cancel), session.IsProven(now)));
            if (now - session.SeenUtc >= UserSession.SeenEvery)
                NoteSeen(context.HttpContext, session);
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
