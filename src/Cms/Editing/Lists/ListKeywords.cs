using Cms.Content;
using Cms.Definitions;
using Cms.Taxonomies;
using Cms.Tenants;
using Cms.Users;

namespace Cms.Editing.Lists;

/// <summary>A taxonomy with its terms, to choose from.</summary>
/// <param name="ContentItemId">The taxonomy.</param>
/// <param name="DisplayText">Its title.</param>
/// <param name="Terms">Its terms in order of name.</param>
public sealed record Keywords(string ContentItemId, string DisplayText, IReadOnlyList<Term> Terms);

/// <summary>Lists the terms by which items can be looked for.</summary>
public sealed class ListKeywords(CurrentCaller current, CurrentTenant tenant, ContentStore store, TenantDefinitions definitions, PerTenant<TaxonomyTerms> terms)
{
    private const int MostTaxonomies = 50;

    /// <summary>The published taxonomies that the caller may see, in order of title; those without terms are left out.</summary>
    public async Task<IReadOnlyList<Keywords>> RunAsync(CancellationToken cancel)
    {
        var known = await definitions.GetAsync(cancel);
        string[] types = [.. known.Types.Where(type => type.Parts.Any(part => part.PartName == "TaxonomyPart") && current.Caller.May(ContentAction.View, type.Name)).Select(type => type.Name)];
        if (types.Length == 0)
            return [];

        var kept = await terms.GetAsync(tenant.Tenant, cancel);
        var query = new ItemsQuery(new VisibleItems([], [], "")) { PublishedTypes = types, OrderBy = new ContentOrder(ContentColumn.DisplayText, Descending: false), First = MostTaxonomies };
        var found = new List<Keywords>();
        foreach (var taxonomy in await store.ListItemsAsync(query, cancel))
        {
            if (await kept.OfAsync(taxonomy.ContentItemId) is { Count: > 0 } all)
                found.Add(new Keywords(taxonomy.ContentItemId, taxonomy.DisplayText, [.. all.Values.OrderBy(term => term.DisplayText, StringComparer.CurrentCultureIgnoreCase)]));
        }

        return found;
    }
}
