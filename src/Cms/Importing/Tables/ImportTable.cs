using Cms.Content;
using Cms.Editing;

namespace Cms.Importing.Tables;

/// <summary>Imports the articles of a table: all of them or none.</summary>
public sealed class ImportTable(TenantWork work, ImportArticle import)
{
    /// <summary>What became of each article, in their order. A problem says which article of the file it is about; nothing is saved then.</summary>
    public async Task<Outcome<IReadOnlyList<ImportedArticle>>> RunAsync(IReadOnlyList<TableArticle> articles, ImportOptions options, Editor by, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        var done = new List<ImportedArticle>();
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (place, article) in articles)
        {
            // The table's own transaction decides about all of them.
            var imported = await import.RunAsync(article, options with { DryRun = false }, by, cancel);
            if (imported.Problem is { } problem)
                return problem with { Message = $"{place}: {problem.Message}" };

            if (!places.TryAdd(imported.Value.Path, place))
                return Problem.Conflict($"{place}: The article has the same path, /{imported.Value.Path}, as the one before it ({places[imported.Value.Path]}). Right would be another title.");

            done.Add(imported.Value);
        }

        if (!options.DryRun)
            await transaction.CommitAsync(cancel);
        return done;
    }
}
