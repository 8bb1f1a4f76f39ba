using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Events;
using Cms.Settings;
using Cms.Users;

namespace Cms.Queries;

/// <summary>Gives documents of the current tenant their names.</summary>
public sealed class SaveNamedQueries(CurrentCaller current, TenantWork work, SettingsStore settings, CheckQueryDocument check)
{
    /// <summary>
    /// The documents as stored; each replaces one of the same name. <see cref="ProblemKind.Invalid"/> with the name and, for a document, line and column
    /// when one of them cannot be kept; then none is. <see cref="ProblemKind.Forbidden"/> without the permission <see cref="Permission.ManageQueries"/>.
    /// </summary>
    public async Task<Outcome<IReadOnlyList<NamedQuery>>> RunAsync(IReadOnlyList<NamedQuery> queries, CancellationToken cancel)
    {
        if (current.Caller.Refuse(Permission.ManageQueries, "give queries names") is { } refused)
            return refused;

        if (queries.Select(Complaint).FirstOrDefault(complaint => complaint is not null) is { } wrong)
            return Problem.Invalid(wrong);

        await using var transaction = await work.BeginAsync(cancel);
        var stored = await settings.FindAsync(NamedQueries.Section, cancel) ?? [];
        foreach (var query in queries)
        {
            foreach (var old in stored.Select(known => known.Key).Where(name => name.Equals(query.Name, StringComparison.OrdinalIgnoreCase)).ToList())
                stored.Remove(old);
            stored[query.Name] = new JsonObject { [NamedQueries.Template] = query.Document };
        }

        await settings.SaveAsync(NamedQueries.Section, stored, new SettingsChanged(NamedQueries.Section), cancel);
        await transaction.CommitAsync(cancel);
        return queries.ToList();
    }

    private string? Complaint(NamedQuery query)
    {
        if (!NamedQuery.IsName(query.Name))
            return $"the name of a query has {NamedQuery.NameForm}; \"{query.Name}\" does not.";

        return check(query.Document) is { } complaint ? $"{query.Name}, {complaint}" : null;
    }
}
