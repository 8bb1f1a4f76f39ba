using System.Text.Json;
using Cms.Content;
using Cms.Definitions;
using Cms.Linking;
using Cms.Search;
using Cms.Taxonomies;
using Cms.Tenants;

namespace Cms.GraphQL.Keeping;

/// <summary>All that resolvers can read of the content. Each reading notes what would make its answer out of date, so none can be forgotten.</summary>
internal sealed class ContentReads(ContentStore store, ContentSearch search, PerTenant<TaxonomyTerms> terms, Tenant tenant, AnswerTags tags)
{
    private Task<TaxonomyTerms>? _terms;

    /// <summary>The store, for what any item may change: what is asked by an address, or by what items share.</summary>
    public ContentStore OfAnyItem
    {
        get
        {
            tags.Add(AnswerTags.AnyContent);
            return store;
        }
    }

    /// <summary>The search, whose answers any item may change.</summary>
    public ContentSearch Search
    {
        get
        {
            tags.Add(AnswerTags.AnyContent);
            return search;
        }
    }

    /// <summary>The store, for all that is asked of this list: it changes with items of its type, and of the types that it is asked by.</summary>
    public ContentStore Of(ContentQuery list)
    {
        tags.Add(list.ContentType);
        tags.AddAll(OthersIn(list.Where));
        return store;
    }

    /// <inheritdoc cref="ContentStore.ListAsync"/>
    public Task<IReadOnlyList<ContentItem>> ListAsync(ContentQuery query, CancellationToken cancel) => Of(query).ListAsync(query, cancel);

    /// <inheritdoc cref="ContentStore.ListAsync{T}"/>
    public Task<IReadOnlyList<T>> ListAsync<T>(ContentQuery query, Func<ListedVersion, T> make, CancellationToken cancel) => Of(query).ListAsync(query, make, cancel);

    /// <inheritdoc cref="ContentStore.FindPublishedAsync"/>
    public Task<ContentItem?> FindPublishedAsync(string contentItemId, CancellationToken cancel)
    {
        tags.Add(contentItemId);
        return store.FindPublishedAsync(contentItemId, cancel);
    }

    /// <inheritdoc cref="ContentStore.ListByIdsAsync"/>
    public Task<IReadOnlyList<ContentItem>> ListByIdsAsync(IReadOnlyCollection<string> contentItemIds, ContentStatus status, CancellationToken cancel)
    {
        tags.AddAll(contentItemIds);
        return store.ListByIdsAsync(contentItemIds, status, cancel);
    }

    /// <summary>Where links by id lead; one that leads nowhere may do so after any change, as items inside others have pages too.</summary>
    public Task<IReadOnlyDictionary<string, string>> ListPathsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancel) =>
        PublicPaths.OfAsync(OfAnyItem, contentItemIds, cancel);

    /// <summary>The item inside another one; null when there is none.</summary>
    public async Task<JsonElement?> FindInsideAsync(string containerContentItemId, string contentItemId, ContentDefinitions definitions, CancellationToken cancel)
    {
        tags.Add(containerContentItemId);
        return await (await KeptTermsAsync(cancel)).FindInsideAsync(store, definitions, containerContentItemId, contentItemId, cancel);
    }

    /// <summary>What is read beside the content tells nobody when it changes.</summary>
    public void ReadOutside() => tags.Forbid();

    /// <summary>The published terms of a taxonomy by id.</summary>
    public async ValueTask<IReadOnlyDictionary<string, Term>> TermsOfAsync(string? taxonomyContentItemId, CancellationToken cancel)
    {
        if (taxonomyContentItemId is null)
            return System.Collections.Immutable.ImmutableDictionary<string, Term>.Empty;

        tags.Add(taxonomyContentItemId);
        return await (await KeptTermsAsync(cancel)).OfAsync(taxonomyContentItemId);
    }

    private static IEnumerable<string> OthersIn(ContentFilter? filter) => filter switch
    {
        AllOf(var filters) => filters.SelectMany(OthersIn),
        AnyOf(var filters) => filters.SelectMany(OthersIn),
        Not(var inner) => OthersIn(inner),
        HasInside(_, var inner) => OthersIn(inner),
        HasOther(_, var type, var inner) => OthersIn(inner).Prepend(type),
        _ => [],
    };

    private Task<TaxonomyTerms> KeptTermsAsync(CancellationToken cancel) => _terms ??= terms.GetAsync(tenant, cancel);
}
