using Cms.Content;
using Cms.Definitions;
using Cms.Search;

namespace Cms.Modeling;

/// <summary>Finds the stored items whose index rows a change of definitions may alter.</summary>
internal static class ConcernedItems
{
    /// <summary>The types of such items, those that have none left out; none for a step that rewrites items, which works their rows out itself.</summary>
    public static async Task<IReadOnlyList<string>> ListTypesAsync(StoredVersions versions, DefinitionStep step, int batch, CancellationToken cancel)
    {
        if (step.Changed is not { Rewrite: null, PurgedType: null })
            return [];

        var (before, after) = (step.Before, step.Changed.After);
        var changed = IndexSources.ChangedTypes(before, after);
        if (changed.Count == 0)
            return [];

        var types = (await versions.CountIndexedAsync(cancel)).Keys.Select(before.TypeNow).Distinct().ToList();
        var concerned = types.Where(changed.Contains).ToList();
        foreach (var taxonomy in types.Where(IndexSources.TaxonomyTypes(before, after).Contains).Except(concerned).ToList())
        {
            if (await HasTermsOfAsync(versions, before.StoredNames(taxonomy), changed, batch, cancel))
                concerned.Add(taxonomy);
        }

        return concerned;
    }

    // A site has few taxonomies, so they are read.
    private static async Task<bool> HasTermsOfAsync(StoredVersions versions, IReadOnlyList<string> taxonomyTypes, IReadOnlySet<string> types, int batch, CancellationToken cancel)
    {
        var row = 0L;
        while (await versions.ListIndexedAsync(taxonomyTypes, row, batch, cancel) is { Count: > 0 } read)
        {
            if (read.Any(stored => types.Any(type => stored.Version.Item.PartsJson.Contains($"\"{type}\"", StringComparison.Ordinal))))
                return true;
            row = read[^1].Row;
        }

        return false;
    }
}
