using Cms.Content;
using Cms.Definitions;
using Cms.Linking;
using Cms.Media;
using Cms.Settings;
using Cms.Taxonomies;

namespace Cms.Editing;

/// <summary>A reference that gives visitors nothing.</summary>
/// <param name="Use">The reference with the version that has it.</param>
/// <param name="Reason">Completes a sentence that begins with the target: <c>does not exist</c>.</param>
public sealed record DeadReference(ReferenceUse Use, string Reason);

/// <summary>Looks for references that lead nowhere: to items, pages, terms and media files that are not there or not published.</summary>
public sealed class FindDeadReferences(ContentAccess access, ContentStore store, SettingsStore settings, TenantDefinitions definitions, MediaFiles media)
{
    private const int Batch = 200;
    private const string Missing = "does not exist";

    /// <summary>Dead references of published versions, drafts and the site's own settings, by item, as far as the caller may see them; empty when there is none. Users are not looked for.</summary>
    /// <param name="first">How many at most.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<IReadOnlyList<DeadReference>>> RunAsync(int first, CancellationToken cancel)
    {
        var known = await definitions.GetAsync(cancel);
        var ofSettings = await SettingsReferences.ListAsync(settings, known, cancel);
        var found = new List<DeadReference>();
        foreach (var kind in new[] { ReferenceKind.Item, ReferenceKind.Link, ReferenceKind.Taxonomy, ReferenceKind.Term, ReferenceKind.Media })
        {
            var targets = (await store.ListTargetsAsync(kind, cancel))
                .Union(ofSettings.Where(use => use.Reference.Kind == kind).Select(use => use.Reference.Target)).ToList();
            var dead = kind switch
            {
                ReferenceKind.Link => await DeadLinksAsync(targets, cancel),
                ReferenceKind.Term => await DeadTermsAsync(targets, known, cancel),
                ReferenceKind.Media => targets.Where(path => media.Find(path) is null).ToDictionary(path => path, _ => Missing),
                _ => await DeadItemsAsync(targets, cancel),
            };
            found.AddRange(ofSettings.Where(use => use.Reference.Kind == kind && dead.ContainsKey(use.Reference.Target)).Select(use => new DeadReference(use, dead[use.Reference.Target])));
            foreach (var batch in dead.Keys.Chunk(Batch))
            {
                var uses = await store.ListReferencesAsync(new ReferenceQuery { Kinds = [kind], Targets = batch, First = first }, cancel);
                found.AddRange(uses.Select(use => new DeadReference(use, dead[use.Reference.Target])));
            }
        }

        var visible = (await access.VisibleAsync([.. found.Select(one => one.Use)], cancel)).ToHashSet();
        return found.Where(one => visible.Contains(one.Use)).OrderBy(one => one.Use.ContentItemId, StringComparer.Ordinal).ThenByDescending(one => one.Use.Latest).Take(first).ToList();
    }

    private async Task<Dictionary<string, string>> DeadLinksAsync(IReadOnlyList<string> targets, CancellationToken cancel)
    {
        var dead = new Dictionary<string, string>();
        foreach (var batch in targets.Chunk(Batch))
        {
            var paths = await PublicPaths.OfAsync(store, batch, cancel);
            foreach (var id in batch.Where(id => !paths.ContainsKey(id)))
                dead[id] = await store.FindPublishedAsync(id, cancel) is null ? await WhyUnpublishedAsync(id, cancel) : "has no page";
        }

        return dead;
    }

    private async Task<Dictionary<string, string>> DeadItemsAsync(IReadOnlyList<string> targets, CancellationToken cancel)
    {
        var dead = new Dictionary<string, string>();
        foreach (var batch in targets.Chunk(Batch))
        {
            foreach (var id in batch.Except((await store.ListByIdsAsync(batch, ContentStatus.Published, cancel)).Select(item => item.ContentItemId)))
                dead[id] = await WhyUnpublishedAsync(id, cancel);
        }

        return dead;
    }

    private async Task<Dictionary<string, string>> DeadTermsAsync(IReadOnlyList<string> targets, ContentDefinitions known, CancellationToken cancel)
    {
        var terms = new HashSet<string>(StringComparer.Ordinal);
        foreach (var batch in (await store.ListTargetsAsync(ReferenceKind.Taxonomy, cancel)).Chunk(Batch))
        {
            foreach (var taxonomy in await store.ListByIdsAsync(batch, ContentStatus.Published, cancel))
                terms.UnionWith(TaxonomyTerms.TermsIn(taxonomy, known).Keys);
        }

        return targets.Where(id => !terms.Contains(id)).ToDictionary(id => id, _ => "is no term of a published taxonomy");
    }

    private async Task<string> WhyUnpublishedAsync(string id, CancellationToken cancel) => await store.FindLatestAsync(id, cancel) is null ? Missing : "is not published";
}
