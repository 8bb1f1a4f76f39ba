using Cms.Settings;
using Cms.Tenants;

namespace Cms.Users;

/// <summary>Asks for every change of users whether the current caller may make it; each verb does so before it changes anything.</summary>
public sealed class UserAccess(CurrentCaller current, CurrentTenant tenant, PerTenant<RolePermissions> kept, SettingsStore settings, UserStore store)
{
    /// <summary>
    /// Null when the caller may do this with a user of these roles; else why not. Nobody makes or changes users who may do more than they themselves:
    /// that would be a way to everything.
    /// </summary>
    public async Task<Problem?> RefuseAsync(string what, IEnumerable<string> roleNames, CancellationToken cancel)
    {
        var caller = current.Caller;
        if (caller.Refuse(Permission.ManageUsers, what) is { } refused)
            return refused;

        // Who may do everything needs no look at the roles; a recipe that made some has not stored them for others yet.
        if (caller.May(Permission.SiteOwner))
            return null;

        var more = (await kept.GetAsync(tenant.Tenant, cancel)).Of(roleNames).FirstOrDefault(permission => !caller.May(permission));
        return more is null ? null : Problem.Forbidden($"You may not {what}: the user has the permission {more}, which you do not have.");
    }

    /// <summary>Null when users can be given these roles; else which of them cannot be given, and which there are.</summary>
    public async Task<Problem?> RefuseRolesAsync(IEnumerable<string> roleNames, CancellationToken cancel)
    {
        var known = (await RolePermissions.LoadAsync(settings, cancel)).Select(role => role.Key).Where(IsGiven).ToList();
        return roleNames.FirstOrDefault(role => !known.Contains(role, StringComparer.OrdinalIgnoreCase)) is { } wrong
            ? Problem.Invalid($"There is no role \"{wrong}\" that users can be given. Roles: {string.Join(", ", known.Order(StringComparer.Ordinal))}.")
            : null;
    }

    /// <summary>Null unless the user is the last one who can sign in and do everything; else that this would leave nobody.</summary>
    public async Task<Problem?> RefuseLossAsync(User user, CancellationToken cancel) =>
        user is { IsAdministrator: true, IsEnabled: true }
        && !(await store.ListAsync(cancel)).Any(other => other.Id != user.Id && other is { IsAdministrator: true, IsEnabled: true, PasswordHash: not null })
            ? Problem.Conflict($"{user.UserName} is the only administrator who can sign in; make another user one first.")
            : null;

    /// <summary>False for the two roles that everybody has or has not by being signed in.</summary>
    public static bool IsGiven(string roleName) =>
        !roleName.Equals(RolePermissions.Anonymous, StringComparison.OrdinalIgnoreCase) && !roleName.Equals(RolePermissions.Authenticated, StringComparison.OrdinalIgnoreCase);
}
