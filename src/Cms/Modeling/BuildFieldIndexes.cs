using Cms.Content;
using Cms.Definitions;
using Cms.Search;

namespace Cms.Modeling;

/// <summary>How it stands with the index of one field.</summary>
/// <param name="Field">The field.</param>
/// <param name="IsReady">Lists use it.</param>
/// <param name="Percent">How much of it is made; null when nobody makes it now or the database does not say.</param>
public sealed record FieldIndexState(FieldPath Field, bool IsReady, int? Percent);

/// <summary>Makes the indexes that the definitions ask for and removes those that nothing asks for any more. May run beside others.</summary>
public sealed class BuildFieldIndexes(FieldIndexes indexes, TenantDefinitions definitions)
{
    /// <summary>How many indexes were made or removed. Nothing happens while names are changing, as an index would be of the names of before.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var known = await definitions.GetStoredAsync(cancel);
        if (known.Pending.Any(pending => pending.ChangesJson))
            return 0;

        var wanted = IndexedFields.Of(known).ToDictionary(field => field.IndexName);
        var existing = await indexes.ListAsync(cancel);
        var changed = 0;
        foreach (var name in existing.Where(name => !wanted.ContainsKey(name)))
        {
            await indexes.DropAsync(name, cancel);
            changed++;
        }

        foreach (var (name, field) in wanted.Where(one => !existing.Contains(one.Key)))
        {
            if (await indexes.CreateAsync(field, cancel))
                changed++;
        }

        return changed;
    }

    /// <summary>How it stands with each index that the definitions ask for.</summary>
    public async Task<IReadOnlyList<FieldIndexState>> ListAsync(CancellationToken cancel)
    {
        var ready = await indexes.ListAsync(cancel);
        var states = new List<FieldIndexState>();
        foreach (var field in IndexedFields.Of(await definitions.GetStoredAsync(cancel)))
        {
            var isReady = ready.Contains(field.IndexName);
            states.Add(new FieldIndexState(field, isReady, isReady ? null : await indexes.FindProgressAsync(field.IndexName, cancel)));
        }

        return states;
    }
}
