using Cms.Content;

namespace Cms.Editing.Terms;

/// <summary>Puts a term, with those inside it, elsewhere in its taxonomy: into another term, or to another place among its siblings.</summary>
public sealed class MoveTerm(TenantWork work, ChangeTerms change)
{
    /// <summary>
    /// The taxonomy afterwards. <see cref="ProblemKind.Invalid"/> for a place inside the term itself; <see cref="ProblemKind.Conflict"/> when somebody changed the taxonomy since, and when items have the new parent in a field that takes only
    /// terms without others inside.
    /// </summary>
    /// <param name="taxonomyContentItemId">The taxonomy.</param>
    /// <param name="basedOn">The id of its version that the caller saw.</param>
    /// <param name="termContentItemId">The term.</param>
    /// <param name="parentContentItemId">The term in which it is to lie; null for the first level.</param>
    /// <param name="place">Its place there, from 0; one that is too large, and null, is the last.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<ContentItem>> RunAsync(string taxonomyContentItemId, string? basedOn, string termContentItemId, string? parentContentItemId, int? place, Editor by, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        var outcome = await change.OpenAsync(taxonomyContentItemId, basedOn, cancel);
        if (outcome.Problem is { } problem)
            return problem;

        var opened = outcome.Value;
        if (opened.Tree.Find(termContentItemId) is not { } placed)
            return ChangeTerms.Missing(termContentItemId);

        var parent = parentContentItemId is null ? null : opened.Tree.Find(parentContentItemId);
        if (parentContentItemId is not null && parent is null)
            return ChangeTerms.Missing(parentContentItemId);

        if (parentContentItemId is not null && TermTree.IsIn(parentContentItemId, placed))
            return Problem.Invalid($"\"{TermTree.NameOf(placed.Term)}\" cannot lie inside itself; choose another keyword, or the first level.");

        if (await change.RefuseChildrenAsync(opened, parent?.Term, cancel) is { } refused)
            return refused;

        var term = TermTree.TakeOut(placed);
        var list = opened.Tree.ListIn(parent?.Term);
        list.Insert(Math.Clamp(place ?? list.Count, 0, list.Count), term);
        var saved = await change.SaveAsync(opened, by, cancel);
        if (saved.Problem is null)
            await transaction.CommitAsync(cancel);
        return saved;
    }
}
