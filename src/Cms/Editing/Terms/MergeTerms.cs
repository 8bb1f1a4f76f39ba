using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Editing.Replacing;

namespace Cms.Editing.Terms;

/// <summary>Makes two terms one: items of the one have the other afterwards, its names become alternative names of the other, and its page leads to the other's.</summary>
public sealed class MergeTerms(TenantWork work, ChangeTerms change, RetireTerm retire)
{
    /// <summary>
    /// The taxonomy afterwards, or a problem, and then nothing has changed: what <see cref="ReplaceReferences"/> says of the items, and <see cref="ProblemKind.Conflict"/> when somebody changed the taxonomy since. When more items have the
    /// term than are changed at once (<see cref="ReplaceReferences.MostAtOnce"/>), they are changed one by one before. Terms inside the one lie inside the other afterwards.
    /// </summary>
    /// <param name="taxonomyContentItemId">The taxonomy.</param>
    /// <param name="basedOn">The id of its version that the caller saw.</param>
    /// <param name="from">The term that goes.</param>
    /// <param name="into">The term that stays.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<ContentItem>> RunAsync(string taxonomyContentItemId, string? basedOn, string from, string into, Editor by, CancellationToken cancel)
    {
        await using var transaction = await work.BeginAsync(cancel);
        var outcome = await change.OpenAsync(taxonomyContentItemId, basedOn, cancel);
        if (outcome.Problem is { } problem)
            return problem;

        if (outcome.Value.Tree.Find(from) is not { } going)
            return ChangeTerms.Missing(from);

        if (outcome.Value.Tree.Find(into) is not { } staying)
            return ChangeTerms.Missing(into);

        if (TermTree.IsIn(into, going))
            return Problem.Invalid($"\"{TermTree.NameOf(staying.Term)}\" is \"{TermTree.NameOf(going.Term)}\" itself or lies inside it; move it elsewhere first.");

        if (TermTree.ChildrenOf(going.Term).Count > 0 && await change.RefuseChildrenAsync(outcome.Value, staying.Term, cancel) is { } refused)
            return refused;

        var merged = await retire.RunAsync(taxonomyContentItemId, from, into, Merge, by, cancel);
        if (merged.Problem is null)
            await transaction.CommitAsync(cancel);
        return merged;

        void Merge(OpenedTaxonomy opened, PlacedTerm old)
        {
            var kept = opened.Tree.Find(into)!.Term;
            if (opened.HasAlternativeNames)
            {
                var names = opened.Tree.AlternativeNamesOf(kept).Append(TermTree.NameOf(old.Term)).Concat(opened.Tree.AlternativeNamesOf(old.Term));
                opened.Tree.SetAlternativeNames(kept, names.Where(name => !name.Equals(TermTree.NameOf(kept), StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.OrdinalIgnoreCase));
            }

            foreach (var child in TermTree.ChildrenOf(old.Term).OfType<JsonObject>().ToList())
            {
                child.Parent!.AsArray().Remove(child);
                opened.Tree.ListIn(kept).Add(child);
            }
        }
    }
}
