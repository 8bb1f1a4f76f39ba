using Cms.Content;
using Cms.GraphQL.Schemas;
using Cms.Taxonomies;
using Cms.Tenants;
using Cms.Users;
using GraphQL;

namespace Cms.GraphQL.Resolving;

/// <summary>What the resolvers of one request share. GraphQL.NET hands it to them as the user context, which must be a dictionary.</summary>
internal sealed class RequestState : Dictionary<string, object?>
{
    private Task<TaxonomyTerms>? _terms;
    private int _items;

    public RequestState(ContentStore store) => (References, Links) = (new References(store, Batches), new Links(store, Batches));

    public required GraphQLCaller Caller { get; init; }

    public required ContentStore Store { get; init; }

    public required Tenant Tenant { get; init; }

    public required PerTenant<TaxonomyTerms> Terms { get; init; }

    public required PerTenant<KeptSite> Sites { get; init; }

    public required GraphQLLimits Limits { get; init; }

    /// <summary>The variables as they came, in the order in which the client wrote them.</summary>
    public required Inputs Variables { get; init; }

    public required string PathBase { get; init; }

    public References References { get; }

    public Links Links { get; }

    public Batches Batches { get; } = new();

    public static RequestState Of(IResolveFieldContext context) => (RequestState)context.UserContext;

    /// <summary>Throws when the caller may not see content in this status. Called before anything is read, so the error is the same whatever exists.</summary>
    public void RequireMaySee(ContentStatus status)
    {
        if (!Caller.May(Permission.ViewContent))
            throw GraphQLErrors.Of(GraphQLErrorCode.Forbidden, $"You may not see content; it needs the permission {Permission.ViewContent}.");

        if (status != ContentStatus.Published && !Caller.May(Permission.EditContent))
            throw GraphQLErrors.Of(GraphQLErrorCode.Forbidden, $"You may see only published content; drafts need the permission {Permission.EditContent}.");
    }

    /// <summary>How many items a list has that does not say how many.</summary>
    public async ValueTask<int> DefaultNumberOfResultsAsync(CancellationToken cancel) =>
        Math.Min((await Sites.GetAsync(Tenant, cancel)).Settings.PageSize ?? Limits.DefaultNumberOfResults, Limits.MaxNumberOfResults);

    /// <summary>Counts items that go into the answer. Throws when there are too many.</summary>
    public void CountItems(int items)
    {
        if (Interlocked.Add(ref _items, items) > Limits.MaxItems)
            throw GraphQLErrors.Limit($"The answer would have more than {Limits.MaxItems} items.");
    }

    /// <summary>The published terms of a taxonomy by id.</summary>
    public async ValueTask<IReadOnlyDictionary<string, Term>> TermsOfAsync(string? taxonomyContentItemId, CancellationToken cancel)
    {
        if (taxonomyContentItemId is null)
            return System.Collections.Immutable.ImmutableDictionary<string, Term>.Empty;

        var terms = await (_terms ??= Terms.GetAsync(Tenant, cancel));
        return await terms.OfAsync(taxonomyContentItemId);
    }
}
