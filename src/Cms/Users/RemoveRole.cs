using Cms.Content;
using Cms.Events;
using Cms.Settings;
using Microsoft.AspNetCore.Identity;

namespace Cms.Users;

/// <summary>The names of the apps and keys that have this role. Given by whoever keeps them, as users know no apps.</summary>
public delegate Task<IReadOnlyList<string>> ListProgramsWithRole(string roleName, CancellationToken cancel);

/// <summary>Takes a role away from the site, and from the users who have it: a new one of this name must not come back to them.</summary>
public sealed class RemoveRole(CurrentCaller current, SettingsStore settings, UserStore store, UserManager<User> users, ListProgramsWithRole programs, TenantWork work)
{
    /// <summary>
    /// How many users had it. <see cref="ProblemKind.NotFound"/>; <see cref="ProblemKind.Conflict"/> for the roles that every site has and for one that an app or key has;
    /// <see cref="ProblemKind.Forbidden"/> without the permission <see cref="Permission.ManageRoles"/> and for a role that may do more than the caller.
    /// </summary>
    public async Task<Outcome<int>> RunAsync(string roleName, CancellationToken cancel)
    {
        if (current.Caller.Refuse(Permission.ManageRoles, "remove roles") is { } refused)
            return refused;

        await using var transaction = await work.BeginAsync(cancel);
        if (Role.ListIn(await RolePermissions.LoadAsync(settings, cancel)).FirstOrDefault(one => one.Name.Equals(roleName, StringComparison.OrdinalIgnoreCase)) is not { } role)
            return Problem.NotFound($"There is no role \"{roleName}\" in this site.");

        if (!role.IsRemovable)
            return Problem.Conflict($"Every site has the role {role.Name}; it cannot be removed.");

        if (role.Permissions.FirstOrDefault(permission => !current.Caller.May(permission)) is { } more)
            return Problem.Forbidden($"You may not remove role {role.Name}: it has the permission {more}, which you do not have.");

        if (await programs(role.Name, cancel) is { Count: > 0 } named)
            return Problem.Conflict($"The role {role.Name} belongs to {string.Join(", ", named)} too; give {(named.Count == 1 ? "it" : "them")} another one first.");

        var having = (await store.ListAsync(cancel)).Where(user => user.RoleNames.Contains(role.Name, StringComparer.OrdinalIgnoreCase)).ToList();
        foreach (var user in having)
        {
            user.RoleNames.RemoveAll(name => name.Equals(role.Name, StringComparison.OrdinalIgnoreCase));
            if (Identity.ProblemOf(await users.UpdateAsync(user)) is { } problem)
                return problem;
        }

        var stored = await settings.FindAsync(RolePermissions.Section, cancel) ?? [];
        stored.Remove(role.Name);

        // Those that a site has from its beginning would come back.
        if (RolePermissions.Defaults().Any(one => one.Key.Equals(role.Name, StringComparison.OrdinalIgnoreCase)))
            stored[role.Name] = null;
        await settings.SaveAsync(RolePermissions.Section, stored, new SettingsChanged(RolePermissions.Section), cancel);
        await transaction.CommitAsync(cancel);
        return having.Count;
    }
}
