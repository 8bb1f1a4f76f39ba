using Cms.Content;
using Cms.Events;
using Cms.Settings;

namespace Cms.Users;

/// <summary>Makes a role, or says anew what it may do.</summary>
public sealed class SaveRole(CurrentCaller current, SettingsStore settings, TenantWork work)
{
    /// <summary>
    /// The role as stored, under the name that it has had. <see cref="ProblemKind.Forbidden"/> without the permission <see cref="Permission.ManageRoles"/> and for a permission that the
    /// caller would give without having it; <see cref="ProblemKind.Invalid"/> for a name that cannot be; <see cref="ProblemKind.Conflict"/> for a new role whose name is taken and
    /// for one that is not as it was seen, because somebody changed or removed it meanwhile.
    /// </summary>
    /// <param name="wanted">The role.</param>
    /// <param name="seen">The role as it was when the caller began to change it; null for a new one.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<Role>> RunAsync(Role wanted, Role? seen, CancellationToken cancel)
    {
        var saved = await RunAsync([wanted], before => Refuse(wanted.Name, before, seen), cancel);
        return saved.Problem is { } problem ? problem : saved.Value[0];
    }

    /// <summary>The same for several at once, whatever they were before: all of them, or none.</summary>
    internal Task<Outcome<IReadOnlyList<Role>>> RunAsync(IReadOnlyList<Role> wanted, CancellationToken cancel) => RunAsync(wanted, _ => null, cancel);

    private async Task<Outcome<IReadOnlyList<Role>>> RunAsync(IReadOnlyList<Role> wanted, Func<Role?, Problem?> expect, CancellationToken cancel)
    {
        if (current.Caller.Refuse(Permission.ManageRoles, "say what roles may do") is { } refused)
            return refused;

        await using var transaction = await work.BeginAsync(cancel);
        var known = Role.ListIn(await RolePermissions.LoadAsync(settings, cancel)).ToDictionary(role => role.Name, StringComparer.OrdinalIgnoreCase);
        var stored = await settings.FindAsync(RolePermissions.Section, cancel) ?? [];
        var saved = new List<Role>();
        foreach (var one in wanted)
        {
            var before = known.GetValueOrDefault(one.Name);
            var role = one with { Name = before?.Name ?? one.Name, Permissions = [.. one.Permissions.Distinct(StringComparer.Ordinal)] };
            if ((expect(before) ?? Refuse(role, before)) is { } problem)
                return problem;

            foreach (var removed in stored.Where(other => other.Value is null && other.Key.Equals(role.Name, StringComparison.OrdinalIgnoreCase)).Select(other => other.Key).ToList())
                stored.Remove(removed);
            stored[role.Name] = role.ToJson();
            known[role.Name] = role;
            saved.Add(role);
        }

        await settings.SaveAsync(RolePermissions.Section, stored, new SettingsChanged(RolePermissions.Section), cancel);
        await transaction.CommitAsync(cancel);
        return saved;
    }

    private static Problem? Refuse(string name, Role? before, Role? seen) => (before, seen) switch
    {
        (not null, null) => Problem.Conflict($"There is a role {before.Name} already; take another name."),
        (null, not null) => Problem.Conflict($"Somebody removed the role {name} meanwhile; nothing was saved."),
        (not null, not null) when !before.IsLike(seen) => Problem.Conflict($"Somebody changed the role {before.Name} meanwhile; nothing was saved. Open it again and make your changes to what it is now."),
        _ => null,
    };

    private Problem? Refuse(Role role, Role? before)
    {
        if (before is null && Role.Complaint(role.Name) is { } complaint)
            return Problem.Invalid(complaint);

        // Whoever could give more than they have would have everything.
        return role.Permissions.Except(before?.Permissions ?? []).FirstOrDefault(permission => !current.Caller.May(permission)) is { } more
            ? Problem.Forbidden($"You may not give role {role.Name} the permission {more}, which you do not have.")
            : null;
    }
}
