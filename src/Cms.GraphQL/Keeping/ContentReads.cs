using System.Text.Json;
using Cms.Content;
using Cms.Definitions;
using Cms.Linking;
using Cms.Taxonomies;
using Cms.Tenants;

namespace Cms.GraphQL.Keeping;

/// <summary>All that resolvers can read of the content. Each reading notes what would make its answer out of date, so none can be forgotten.</summary>
internal sealed class ContentReads(ContentStore store, PerTenant<TaxonomyTerms> terms, Tenant tenant, AnswerTags tags)
{
    private Task<TaxonomyTerms>? _terms;

    /// <inheritdoc cref="ContentStore.ListAsync"/>
    public Task<IReadOnlyList<ContentItem>> ListAsync(ContentQuery query, CancellationToken cancel)
    {
        Note(query);
        return store.ListAsync(query, cancel);
    }

    /// <inheritdoc cref="ContentStore.FindPublishedAsync"/>
    public Task<ContentItem?> FindPublishedAsync(string contentItemId, CancellationToken cancel)
    {
        tags.Add(contentItemId);
        return store.FindPublishedAsync(contentItemId, cancel);
    }

    /// <inheritdoc cref="ContentStore.FindLatestAsync"/>
    public Task<ContentItem?> FindLatestAsync(string contentItemId, CancellationToken cancel)
    {
        tags.Add(contentItemId);
        return store.FindLatestAsync(contentItemId, cancel);
    }

    /// <inheritdoc cref="ContentStore.ListPublishedAsync"/>
    public Task<IReadOnlyList<ContentItem>> ListPublishedAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancel)
    {
        tags.AddAll(contentItemIds);
        return store.ListPublishedAsync(contentItemIds, cancel);
    }

    /// <summary>The items of any type with one of these values, and any item may get one.</summary>
    public Task<IReadOnlyList<ContentItem>> ListByPartValueAsync(PartColumn column, IReadOnlyCollection<string> values, ContentStatus status, CancellationToken cancel)
    {
        tags.Add(AnswerTags.AnyContent);
        return store.ListByPartValueAsync(column, values, status, cancel);
    }

    /// <summary>The items in lists, and any item may get into one.</summary>
    public Task<ILookup<string, ContentItem>> ListContainedAsync(ContainedQuery query, CancellationToken cancel)
    {
        tags.Add(AnswerTags.AnyContent);
        return store.ListContainedAsync(query, cancel);
    }

    /// <summary>Where links by id lead; one that leads nowhere may do so after any change, as items inside others have pages too.</summary>
    public Task<IReadOnlyDictionary<string, string>> ListPathsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancel)
    {
        tags.Add(AnswerTags.AnyContent);
        return PublicPaths.OfAsync(store, contentItemIds, cancel);
    }

    /// <summary>The item inside another one that has a page and this id; null when there is none.</summary>
    public async Task<JsonElement?> FindInsideAsync(string contentItemId, ContentDefinitions definitions, CancellationToken cancel)
    {
        tags.Add(AnswerTags.AnyContent);
        var routes = await store.ListPublicRoutesAsync([contentItemId], cancel);
        return routes.FirstOrDefault(route => route.ContainedItemId == contentItemId) is { } route
            ? await (await KeptTermsAsync(cancel)).FindInsideAsync(store, definitions, route.ContentItemId, contentItemId, cancel)
            : null;
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

    // A list changes with the items that it is asked by, too.
    private void Note(ContentQuery query)
    {
        tags.Add(query.ContentType);
        tags.AddAll(OthersIn(query.Where));
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
