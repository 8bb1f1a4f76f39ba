using Cms.Content;
using Cms.Editing.Replacing;

namespace Cms.Editing.Terms;

/// <summary>What <see cref="MergeTerms"/> and <see cref="RemoveTerm"/> share: items first, then the term goes, then its page and what comes back from the trash are taken care of.</summary>
public sealed class RetireTerm(ContentStore store, ChangeTerms change, ReplaceReferences replace, ReplacedSince replaced)
{
    /// <summary>The taxonomy afterwards, inside the caller's transaction, whose checks are done.</summary>
    internal async Task<Outcome<ContentItem>> RunAsync(string taxonomyContentItemId, string from, string? to, Action<OpenedTaxonomy, PlacedTerm> before, Editor by, CancellationToken cancel)
    {
        var replacement = new Replacement(ReplacedKind.Term, from, to) { TaxonomyContentItemId = taxonomyContentItemId };
        var changed = await replace.ReplaceAllAsync(replacement, by, except: null, cancel);
        if (changed.Problem is { } unchanged)
            return unchanged;

        // Opened again, as texts of terms may link to terms, and then the taxonomy is among what changed.
        var outcome = await change.OpenAsync(taxonomyContentItemId, basedOn: null, cancel);
        if (outcome.Problem is { } problem)
            return problem;

        var old = outcome.Value.Tree.Find(from)!;
        before(outcome.Value, old);
        TermTree.TakeOut(old);
        var saved = await change.SaveAsync(outcome.Value, by, cancel);
        if (saved.Problem is not null)
            return saved;

        if (to is not null)
            await store.LeadElsewhereAsync(new PageOf(taxonomyContentItemId, from), new PageOf(taxonomyContentItemId, to), cancel);
        await replaced.RememberAsync(replacement, cancel);
        return saved;
    }
}
