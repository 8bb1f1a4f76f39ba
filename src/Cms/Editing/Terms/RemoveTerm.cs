using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Editing.Replacing;

namespace Cms.Editing.Terms;

/// <summary>Removes a term: another one takes its place on items, or they lose it. Terms inside it stay, in its place.</summary>
public sealed class RemoveTerm(TenantWork work, ChangeTerms change, RetireTerm retire)
{
    /// <summary>
    /// The taxonomy afterwards, or a problem, and then nothing has changed, as with <see cref="MergeTerms"/>. Its page leads to that of the term in its place, or is gone. Its names are not kept.
    /// </summary>
    /// <param name="taxonomyContentItemId">The taxonomy.</param>
    /// <param name="basedOn">The id of its version that the caller saw.</param>
    /// <param name="termContentItemId">The term.</param>
    /// <param name="replaceBy">The term that takes its place; null takes it off the items.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<ContentItem>> RunAsync(string taxonomyContentItemId, string? basedOn, string termContentItemId, string? replaceBy, Editor by, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        var outcome = await change.OpenAsync(taxonomyContentItemId, basedOn, cancel);
        if (outcome.Problem is { } problem)
            return problem;

        if (outcome.Value.Tree.Find(termContentItemId) is null)
            return ChangeTerms.Missing(termContentItemId);

        if (replaceBy == termContentItemId)
            return Problem.Invalid("A keyword that is removed cannot take its own place; choose another one.");

        if (replaceBy is not null && outcome.Value.Tree.Find(replaceBy) is null)
            return ChangeTerms.Missing(replaceBy);

        var removed = await retire.RunAsync(taxonomyContentItemId, termContentItemId, replaceBy, MoveUp, by, cancel);
        if (removed.Problem is null)
            await transaction.CommitAsync(cancel);
        return removed;
    }

    private static void MoveUp(OpenedTaxonomy opened, PlacedTerm old)
    {
        var index = old.Index;
        foreach (var child in TermTree.ChildrenOf(old.Term).OfType<JsonObject>().ToList())
        {
            child.Parent!.AsArray().Remove(child);
            old.Siblings.Insert(++index, child);
        }
    }
}
