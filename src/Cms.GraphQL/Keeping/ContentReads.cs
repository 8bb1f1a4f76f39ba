using System.Text.Json;
using Cms.Content;
using Cms.Definitions;
using Cms.Fields;
using Cms.Linking;
using Cms.Parts;
using Cms.Search;
using Cms.Taxonomies;
using Cms.Tenants;

namespace Cms.GraphQL.Keeping;

/// <summary>All that resolvers can read of the content. Each reading notes what would make its answer out of date, so none can be forgotten.</summary>
internal sealed class ContentReads(ContentStore store, ContentSearch search, PerTenant<TaxonomyTerms> terms, Tenant tenant, AnswerTags tags, Preview preview, ContentDefinitions known)
{
    private readonly ContentStore _store = preview.Over(store);

    private Task<TaxonomyTerms>? _terms;

    /// <summary>The store, for what any item may change: what is asked by an address, or by what items share.</summary>
    public ContentStore OfAnyItem
    {
        get
        {
            tags.Add(AnswerTags.AnyContent);
            return _store;
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
        AddTagsOf(list);
        return _store;
    }

    /// <inheritdoc cref="ContentStore.ListAsync"/>
    public Task<IReadOnlyList<ContentItem>> ListAsync(ContentQuery query, CancellationToken cancel) => Of(query).ListAsync(query, cancel);

    /// <inheritdoc cref="ContentStore.ListAsync{T}"/>
    public Task<IReadOnlyList<T>> ListAsync<T>(ContentQuery query, Func<VersionState, T?> known, Func<ContentItem, T> make, CancellationToken cancel) where T : class =>
        Of(query).ListAsync(query, known, make, cancel);

    /// <inheritdoc cref="ContentStore.FindPublishedAsync"/>
    public Task<ContentItem?> FindPublishedAsync(string contentItemId, CancellationToken cancel)
    {
        tags.Add(contentItemId);
        return _store.FindPublishedAsync(contentItemId, cancel);
    }

    /// <inheritdoc cref="ContentStore.ListByIdsAsync"/>
    public Task<IReadOnlyList<ContentItem>> ListByIdsAsync(IReadOnlyCollection<string> contentItemIds, ContentStatus status, CancellationToken cancel)
    {
        tags.AddAll(contentItemIds);
        return _store.ListByIdsAsync(contentItemIds, status, cancel);
    }

    /// <summary>Where links by id lead.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ListPathsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancel) =>
        PublicPaths.Of(contentItemIds.Count == 0 ? [] : await ListPublicRoutesAsync(contentItemIds, cancel));

    /// <inheritdoc cref="ContentStore.ListPublicRoutesAsync"/>
    public async Task<IReadOnlyList<Route>> ListPublicRoutesAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancel)
    {
        var routes = await _store.ListPublicRoutesAsync(contentItemIds, cancel);
        string[] found = [.. routes.Select(route => route.ContainedItemId ?? route.ContentItemId)];

        // A page of an item is that item's concern alone; one of an item inside another is its container's, and ends when an item that stands on its own gets the id.
        tags.AddAll(routes.Select(route => route.ContentItemId).Concat(found));

        // What has no page may get one by any change, as items inside others have pages too.
        if (contentItemIds.Except(found).Any())
            tags.Add(AnswerTags.AnyContent);
        return routes;
    }

    /// <inheritdoc cref="ContentStore.FindRouteAsync"/>
    public async Task<Route?> FindRouteAsync(string path, CancellationToken cancel)
    {
        // Nobody else gets a public path as long as its item has it; one that is free may become anybody's.
        var route = await _store.FindRouteAsync(path, cancel);
        tags.Add(route?.ContentItemId ?? AnswerTags.AnyContent);
        return route;
    }

    /// <inheritdoc cref="ContentStore.ListContainedAsync"/>
    public async Task<ILookup<string, ContentItem>> ListContainedAsync(ContainedQuery query, ContentDefinitions definitions, CancellationToken cancel)
    {
        var found = await _store.ListContainedAsync(query, cancel);

        // Only items of these types are saved into lists or change their place there. Others, which lists took before, come back from the trash at most, or go: then they stand among those
        // that were found, unless these were not the first.
        tags.AddAll(definitions.Types.Select(ListPart.Find).OfType<TypePart>().SelectMany(ListPart.AllowedTypes));
        tags.AddAll(found.SelectMany(list => list).Select(item => item.ContentType).Append(AnswerTags.AnyRestored));
        if (query.Skip > 0)
            tags.Add(AnswerTags.AnyContent);
        return found;
    }

    /// <summary>The published items of these sets of translations, which items join of types that have the part alone.</summary>
    public Task<IReadOnlyList<ContentItem>> ListTranslationsAsync(IReadOnlyCollection<string> sets, ContentDefinitions definitions, CancellationToken cancel)
    {
        tags.AddAll(definitions.Types.Where(type => type.Parts.Any(part => PartTypes.Find(part.PartName)?.Shape is LocalizationShape)).Select(type => type.Name));
        return _store.ListByPartValueAsync(PartColumn.LocalizationSet, sets, ContentStatus.Published, cancel);
    }

    /// <inheritdoc cref="ContentSearch.CountValuesAsync"/>
    public Task<IReadOnlyList<ValueCount>> CountValuesAsync(FacetQuery query, CancellationToken cancel)
    {
        if (query.List is { } list)
            AddTagsOf(list);
        else
            tags.Add(AnswerTags.AnyContent);
        return search.CountValuesAsync(query, cancel);
    }

    /// <summary>The item inside another one; null when there is none.</summary>
    public async Task<JsonElement?> FindInsideAsync(string containerContentItemId, string contentItemId, ContentDefinitions definitions, CancellationToken cancel)
    {
        tags.Add(containerContentItemId);
        if (preview.Find(containerContentItemId) is { } shown)
            return ContainedItems.In(shown, definitions).FirstOrDefault(one => one.ContentItemId == contentItemId)?.Json;

        return await (await KeptTermsAsync(cancel)).FindInsideAsync(_store, definitions, containerContentItemId, contentItemId, cancel);
    }

    /// <summary>What is read beside the content tells nobody when it changes.</summary>
    public void ReadOutside() => tags.Forbid();

    /// <summary>The published terms of a taxonomy by id.</summary>
    public async ValueTask<IReadOnlyDictionary<string, Term>> TermsOfAsync(string? taxonomyContentItemId, CancellationToken cancel)
    {
        if (taxonomyContentItemId is null)
            return System.Collections.Immutable.ImmutableDictionary<string, Term>.Empty;

        tags.Add(taxonomyContentItemId);
        if (preview.Find(taxonomyContentItemId) is { } shown)
            return TaxonomyTerms.TermsIn(shown, known);

        return await (await KeptTermsAsync(cancel)).OfAsync(taxonomyContentItemId);
    }

    private void AddTagsOf(ContentQuery list)
    {
        tags.Add(list.ContentType);
        tags.AddAll(OthersIn(list.Where));
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
