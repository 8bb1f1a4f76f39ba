using Cms.Settings;
using Cms.Tenants;

namespace Cms.Users.Sessions;

/// <summary>What somebody who has signed in must do before the sign-in is good for anything else.</summary>
public enum SignInDebt
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Choose an own password in place of the one that was made up.</summary>
    OwnPassword,

    /// <summary>Set a second factor up, as the tenant asks it of the user's roles.</summary>
    SecondFactor,

    /// <summary>Sign in with a passkey, which the user has: the password alone must not set up another second factor.</summary>
    Passkey,
}

/// <summary>Says what a sign-in is still short of.</summary>
public sealed class SignInDebts(UserStore users, PerTenant<SignInRules> kept, CurrentTenant tenant)
{
    /// <summary>What the user must do first.</summary>
    /// <param name="user">The user as stored now.</param>
    /// <param name="method">What the user signed in with, as <see cref="UserSession.Method"/> has it.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<SignInDebt> OfAsync(User user, string method, CancellationToken cancel)
    {
        var isByPassword = method == UserSession.ByPassword || method.StartsWith(UserSession.ByPassword + " ", StringComparison.Ordinal);
        if (isByPassword && user.FirstPasswordEndsUtc is not null)
            return SignInDebt.OwnPassword;

        if (method == UserSession.ByPasskey || user.TwoFactorEnabled || !NeedsSecondFactor(user, await kept.GetAsync(tenant.Tenant, cancel)))
            return SignInDebt.None;

        return (await users.GetPasskeysAsync(user, cancel)).Count > 0 ? SignInDebt.Passkey : SignInDebt.SecondFactor;
    }

    private static bool NeedsSecondFactor(User user, SignInRules rules) =>
        rules.RequiresSecondFactor || rules.RolesWithSecondFactor.Intersect([.. user.RoleNames, RolePermissions.Authenticated], StringComparer.OrdinalIgnoreCase).Any();
}
