using Cms.Settings;
using Cms.Tenants;
using Cms.Users;

namespace Cms.Apps;

/// <summary>Asks for every change of apps, keys and scopes whether the current caller may make it; each verb does so before it changes anything.</summary>
public sealed class AppAccess(CurrentCaller current, CurrentTenant tenant, PerTenant<RolePermissions> kept, SettingsStore settings, UserAccess users)
{
    /// <summary>
    /// Null when the caller may give these roles and scopes to a program; else why not. Nobody lets a program do more than they themselves may: that would be a
    /// way to everything.
    /// </summary>
    public async Task<Problem?> RefuseAsync(string what, IEnumerable<string> roleNames, IEnumerable<string> scopeNames, CancellationToken cancel)
    {
        if (Refuse(what) is { } refused)
            return refused;

        // Who may do everything needs no look at the roles; a recipe that made some has not stored them for others yet.
        if (current.Caller.May(Permission.SiteOwner))
            return null;

        var scopes = await Scopes.LoadAsync(settings, cancel);
        var permissions = (await kept.GetAsync(tenant.Tenant, cancel)).Of(roleNames).Concat(scopes.LimitOf(scopeNames) ?? []);
        return RefusePermissions(what, permissions);
    }

    /// <summary>Null when the caller may let a program have these permissions; else which one is missing.</summary>
    public Problem? RefusePermissions(string what, IEnumerable<string> permissions) =>
        Refuse(what) ?? (permissions.FirstOrDefault(permission => !current.Caller.May(permission)) is { } more
            ? Problem.Forbidden($"You may not {what}: it would have the permission {more}, which you do not have.")
            : null);

    /// <summary>Null when programs can be given these roles and scopes; else which of them is not there.</summary>
    public async Task<Problem?> RefuseUnknownAsync(IEnumerable<string> roleNames, IEnumerable<string> scopeNames, CancellationToken cancel) =>
        await users.RefuseRolesAsync(roleNames, cancel) ?? (await Scopes.LoadAsync(settings, cancel)).RefuseUnknown(scopeNames);

    /// <summary>Null when the caller may look after apps at all.</summary>
    internal Problem? Refuse(string what) => current.Caller.Refuse(Permission.ManageApplications, what);
}
