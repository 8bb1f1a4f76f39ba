using System.Text.Json;
using Cms.Content;
using Cms.Definitions;
using Cms.Events;
using Cms.Parts;
using Cms.Tenants;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Taxonomies;

/// <summary>A term as visitors see it.</summary>
/// <param name="ContentItemId">Its id.</param>
/// <param name="DisplayText">Its name.</param>
/// <param name="Path">The path of its page without a leading slash; null when terms have none.</param>
/// <param name="Json">The whole term as JSON.</param>
public sealed record Term(string ContentItemId, string DisplayText, string? Path, JsonElement Json)
{
    /// <summary>The field of a term's own part that has its alternative names.</summary>
    public const string AlternativeNamesField = "AlternativeNames";

    /// <summary>What the term is called besides.</summary>
    public IEnumerable<string> AlternativeNames => JsonText.Find(Json, "ContentType") is { } type
        ? JsonText.List(JsonText.Member(JsonText.Member(Json, type), AlternativeNamesField), "Values")
        : [];
}

/// <summary>The published terms of a tenant's taxonomies, kept because nearly every page shows some.</summary>
public sealed class TaxonomyTerms
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, Lazy<Task<IReadOnlyDictionary<string, Term>>>> _taxonomies = new(StringComparer.Ordinal);
    private readonly Func<string, Task<IReadOnlyDictionary<string, Term>>> _load;

    private TaxonomyTerms(Func<string, Task<IReadOnlyDictionary<string, Term>>> load) => _load = load;

    /// <summary>The terms of the published taxonomy by id; empty when there is no such taxonomy, or when the item is none.</summary>
    public async Task<IReadOnlyDictionary<string, Term>> OfAsync(string taxonomyContentItemId)
    {
        // It stands in the list before the reading begins, so that no change falls between.
        var loading = _taxonomies.GetOrAdd(taxonomyContentItemId, id => new(() => _load(id)));
        try
        {
            var terms = await loading.Value;

            // Any item may be asked for; those without terms would fill the memory.
            if (terms.Count == 0)
                _taxonomies.TryRemove(KeyValuePair.Create(taxonomyContentItemId, loading));
            return terms;
        }
        catch
        {
            // A broken read is not kept; the next caller tries again.
            _taxonomies.TryRemove(KeyValuePair.Create(taxonomyContentItemId, loading));
            throw;
        }
    }

    /// <summary>
    /// The item inside another one that a public path leads to, as JSON; null when there is none. Terms are those that are kept, as nearly every page
    /// shows some: one that is not among them yet has no page yet, since what its page shows is asked of them too. Other items are read.
    /// </summary>
    public async Task<JsonElement?> FindInsideAsync(ContentStore store, ContentDefinitions definitions, string containerContentItemId, string contentItemId, CancellationToken cancel)
    {
        if (await OfAsync(containerContentItemId) is { Count: > 0 } terms)
            return terms.TryGetValue(contentItemId, out var term) ? term.Json : null;

        return await store.FindPublishedAsync(containerContentItemId, cancel) is { } container
            ? ContainedItems.In(container, definitions).FirstOrDefault(one => one.ContentItemId == contentItemId)?.Json
            : null;
    }

    /// <summary>How the kept ones are made; they are made anew when a taxonomy or the definitions change.</summary>
    public static PerTenant<TaxonomyTerms> Keep(TenantScopes scopes, TenantChanges changes) => new(
        tenant => Task.FromResult(new TaxonomyTerms(async id =>
        {
            await using var scope = scopes.Open(tenant);
            var item = await scope.ServiceProvider.GetRequiredService<ContentStore>().FindPublishedAsync(id, CancellationToken.None);
            var definitions = await scope.ServiceProvider.GetRequiredService<TenantDefinitions>().GetAsync(CancellationToken.None);
            return item is not null && definitions.FindType(item.ContentType)?.Parts.Any(part => part.PartName == "TaxonomyPart") == true
                ? TermsIn(item, definitions)
                : new Dictionary<string, Term>();
        })),
        changes,
        (kept, happened) => happened is DefinitionsChanged || (happened is ContentEvent content && kept._taxonomies.ContainsKey(content.ContentItemId)));

    /// <summary>All terms inside the taxonomy item, also those inside other terms, by id.</summary>
    public static IReadOnlyDictionary<string, Term> TermsIn(ContentItem taxonomy, ContentDefinitions definitions)
    {
        var paths = ItemRoutes.In(taxonomy, definitions).ToLookup(route => route.ContainedItemId, route => route.Path);
        var terms = new Dictionary<string, Term>(StringComparer.Ordinal);
        foreach (var term in ContainedItems.In(taxonomy, definitions))
            terms[term.ContentItemId] = new Term(term.ContentItemId, term.DisplayText, paths[term.ContentItemId].FirstOrDefault(), term.Json);
        return terms;
    }

    /// <summary>The terms that this field's JSON names, in order.</summary>
    public static IReadOnlyList<TermUse> UsesIn(JsonElement json, PartField field)
    {
        var taxonomy = JsonText.Find(json, "TaxonomyContentItemId") ?? TaxonomyOf(field);
        return taxonomy is null ? [] : [.. JsonText.List(json, "TermContentItemIds").Select(id => new TermUse(taxonomy, id))];
    }

    /// <summary>The taxonomy from which the field takes its terms, or null when its settings name none.</summary>
    public static string? TaxonomyOf(PartField field) => field.Settings.Text("TaxonomyFieldSettings", "TaxonomyContentItemId");

    /// <summary>True when the field's settings say that whoever fills it makes no new terms: <c>"Open": false</c>. A field that does not say so is open.</summary>
    public static bool IsClosed(PartField field) => field.Settings.Find("TaxonomyFieldSettings", "Open")?.GetValueKind() == JsonValueKind.False;
}
