using Cms.Content;
using Cms.Definitions;
using Cms.Taxonomies;
using Cms.Tenants;
using Cms.Users;

namespace Cms.Editing.Lists;

/// <summary>What somebody can choose from at the list of content.</summary>
/// <param name="Types">The types whose items they may list, in order of their names for people.</param>
/// <param name="NewTypes">The types of which they may make items.</param>
/// <param name="Keywords">The keywords by which items can be looked for.</param>
/// <param name="HasReviews">One of the types at least says when its items are to be reviewed again.</param>
public sealed record ListingChoices(IReadOnlyList<ContentType> Types, IReadOnlyList<ContentType> NewTypes, IReadOnlyList<Keywords> Keywords, bool HasReviews);

/// <summary>A taxonomy with its terms, to choose from.</summary>
/// <param name="ContentItemId">The taxonomy.</param>
/// <param name="DisplayText">Its title.</param>
/// <param name="Terms">Its terms in order of name.</param>
public sealed record Keywords(string ContentItemId, string DisplayText, IReadOnlyList<Term> Terms);

/// <summary>Says what somebody can choose from at the list of content, as far as they may see it.</summary>
public sealed class ListChoices(CurrentCaller current, CurrentTenant tenant, ContentAccess access, ContentStore store, TenantDefinitions definitions, PerTenant<TaxonomyTerms> terms)
{
    private const int MostTaxonomies = 50;

    /// <summary>The choices; all of them empty for somebody who may list nothing.</summary>
    public async Task<ListingChoices> RunAsync(CancellationToken cancel)
    {
        var (known, caller) = (await definitions.GetAsync(cancel), current.Caller);
        var all = known.Types.Where(type => !type.IsCustomSettings).OrderBy(type => type.DisplayName, StringComparer.CurrentCultureIgnoreCase).ToList();
        ContentType[] listed = [.. all.Where(type => type.Listable && !ListedTypes.Of([type], caller).AreNone)];
        return new ListingChoices(
            listed,
            [.. all.Where(type => type.Creatable && caller.MayWithOwn(ContentAction.Edit, type.Name))],
            await ListKeywordsAsync(known, cancel),
            ReviewFields.In(listed, known, await access.FieldsAsync(cancel)).Count > 0);
    }

    private async Task<IReadOnlyList<Keywords>> ListKeywordsAsync(ContentDefinitions known, CancellationToken cancel)
    {
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
