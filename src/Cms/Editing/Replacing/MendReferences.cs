using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Linking;
using Cms.Media;
using Cms.Search;
using Cms.Taxonomies;
using Cms.Users;

namespace Cms.Editing.Replacing;

/// <summary>
/// Mends a version that comes back: what it refers to may have been replaced or taken out everywhere while nobody saw it. Terms that are not in their taxonomy any more are taken out in any case.
/// </summary>
public sealed class MendReferences(ReplacedSince replaced, ContentStore store, UserStore users, MediaFiles media)
{
    /// <summary>The version with the references of today, and where they changed: the same, and no places, when all is well.</summary>
    internal async Task<(ContentItem Version, IReadOnlyList<string> Places)> RunAsync(ContentItem version, ContentDefinitions definitions, CancellationToken cancel)
    {
        var references = References.In(version, definitions);
        if (references.Count == 0)
            return (version, []);

        var wanted = await ListGoneTermsAsync(version, definitions, cancel);
        foreach (var (kind, target) in references.Select(reference => (reference.Kind, reference.Target)).Distinct())
        {
            foreach (var of in KindsOf(kind))
            {
                if (wanted.Exists(one => one.Kind == of && one.From == target) || await IsThereAsync(of, target, cancel))
                    continue;

                if (await replaced.FindAsync(of, target, id => IsThereAsync(of, id, cancel), cancel) is (true, var to))
                    wanted.Add(await ToAsync(of, target, to, version, cancel));
            }
        }

        if (wanted.Count == 0)
            return (version, []);

        var parts = JsonNode.Parse(version.PartsJson)!.AsObject();
        foreach (var replacement in wanted)
            ReplacedParts.Write(version.ContentType, parts, replacement, definitions);
        var gone = wanted.Select(one => one.From).ToHashSet(StringComparer.Ordinal);
        return (version with { PartsJson = parts.ToJsonString(ContentItemJson.Options) }, [.. references.Where(reference => gone.Contains(reference.Target)).Select(reference => reference.Path).Distinct()]);
    }

    // Nothing picks itself, and people are stored with their names.
    private async Task<Replacement> ToAsync(ReplacedKind kind, string from, string? to, ContentItem version, CancellationToken cancel) => new(kind, from, kind == ReplacedKind.Item && to == version.ContentItemId ? null : to)
    {
        ToName = kind == ReplacedKind.User && to is not null ? (await users.FindByIdAsync(to, cancel))?.UserName ?? "" : "",
    };

    private async Task<List<Replacement>> ListGoneTermsAsync(ContentItem version, ContentDefinitions definitions, CancellationToken cancel)
    {
        var gone = new List<Replacement>();
        foreach (var uses in IndexRows.Of(version, definitions).Terms.GroupBy(use => use.TaxonomyContentItemId))
        {
            // Of a taxonomy that is gone itself nobody can say what became of its terms; it may come back.
            if (await store.FindLatestAsync(uses.Key, cancel) is not { } taxonomy)
                continue;

            var terms = TaxonomyTerms.TermsIn(taxonomy, definitions);
            foreach (var use in uses.Where(use => !terms.ContainsKey(use.TermContentItemId)))
            {
                var (_, to) = await replaced.FindAsync(ReplacedKind.Term, use.TermContentItemId, id => Task.FromResult(terms.ContainsKey(id)), cancel);
                gone.Add(new Replacement(ReplacedKind.Term, use.TermContentItemId, to) { TaxonomyContentItemId = uses.Key, ToName = to is null ? "" : terms[to].DisplayText });
            }
        }

        return gone;
    }

    private static IReadOnlyList<ReplacedKind> KindsOf(ReferenceKind kind) => kind switch
    {
        ReferenceKind.Item => [ReplacedKind.Item],
        ReferenceKind.Link => [ReplacedKind.Item, ReplacedKind.Term],
        ReferenceKind.User => [ReplacedKind.User],
        ReferenceKind.Media => [ReplacedKind.Media],
        _ => [],
    };

    // A term that a link names is there when it has a page; a draft's keywords are none that visitors could be led to.
    private async Task<bool> IsThereAsync(ReplacedKind kind, string target, CancellationToken cancel) => kind switch
    {
        ReplacedKind.Item => await store.FindLatestAsync(target, cancel) is not null,
        ReplacedKind.Term => (await store.ListPublicRoutesAsync([target], cancel)).Count > 0,
        ReplacedKind.User => await users.FindByIdAsync(target, cancel) is not null,
        _ => media.Find(target) is not null,
    };
}
