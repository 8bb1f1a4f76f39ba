using Cms.Content;
using Cms.Events;
using Cms.Settings;
using Cms.Users;

namespace Cms.Queries;

/// <summary>Takes a named document away from the current tenant; who asks for its name is told that there is none.</summary>
public sealed class RemoveNamedQuery(CurrentCaller current, TenantWork work, SettingsStore settings)
{
    /// <summary>The document that was removed. <see cref="ProblemKind.NotFound"/> with the names that there are, <see cref="ProblemKind.Forbidden"/> without the permission <see cref="Permission.ManageQueries"/>.</summary>
    public async Task<Outcome<NamedQuery>> RunAsync(string name, CancellationToken cancel)
    {
        if (current.Caller.Refuse(Permission.ManageQueries, "take names of queries away") is { } refused)
            return refused;

        await using var transaction = await work.BeginAsync(cancel);
        var stored = await settings.FindAsync(NamedQueries.Section, cancel) ?? [];
        var known = NamedQueries.ListIn(stored).ToList();
        if (known.Find(query => query.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } removed)
            return Problem.NotFound($"There is no query \"{name}\". Queries: {string.Join(", ", known.Select(query => query.Name).DefaultIfEmpty("none"))}.");

        stored.Remove(removed.Name);
        await settings.SaveAsync(NamedQueries.Section, stored, new SettingsChanged(NamedQueries.Section), cancel);
        await transaction.CommitAsync(cancel);
        return removed;
    }
}
