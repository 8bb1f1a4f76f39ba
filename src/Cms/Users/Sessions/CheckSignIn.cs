using Cms.Settings;
using Cms.Tenants;

namespace Cms.Users.Sessions;

/// <summary>
/// Looks whether a sign-in goes on: the session, its user still there, enabled and with the stamp that it had, which a change of the password changes. Two reads by id; nothing is kept, so
/// all nodes see a change at once.
/// </summary>
public sealed class CheckSignIn(UserStore users, UserSessionStore sessions, SignInDebts debts, PerTenant<SignInRules> kept, CurrentTenant tenant, TimeProvider clock)
{
    /// <summary>The sign-in as it is now; null when it is over.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="sessionId">The session.</param>
    /// <param name="stamp">The user's stamp when the sign-in was last proven.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<OngoingSignIn?> RunAsync(string userId, string sessionId, string? stamp, CancellationToken cancel)
    {
        if (await sessions.FindAsync(sessionId, cancel) is not { } session || session.UserId != userId || session.IsOver(clock.GetUtcNow().UtcDateTime, (await kept.GetAsync(tenant.Tenant, cancel)).SessionLasts))
            return null;

        return await users.FindByIdAsync(userId, cancel) is { IsEnabled: true } user && user.SecurityStamp == stamp
            ? new OngoingSignIn(user, session, await debts.OfAsync(user, session.Method, cancel))
            : null;
    }
}

/// <summary>A sign-in that goes on.</summary>
/// <param name="User">Whose it is, with the roles of this moment.</param>
/// <param name="Session">Its session.</param>
/// <param name="Debt">What the user has to do before anything else.</param>
public sealed record OngoingSignIn(User User, UserSession Session, SignInDebt Debt);
