using Cms.Content;
using Cms.Definitions;
using Cms.Editing;
using Cms.Features;
using Cms.Rest.Http;
using Cms.Search;
using Cms.Taxonomies;
using Cms.Tenants;
using Cms.Users;
using Microsoft.AspNetCore.Http;

namespace Cms.Rest.Items;

/// <summary>Lists items of one type, page by page.</summary>
internal sealed class ListItems(ContentStore store, TenantDefinitions definitions, CurrentTenant tenant, PerTenant<TaxonomyTerms> terms, PerTenant<TenantFeatures> features, RestLimits limits)
{
    private const string Type = "type", Where = "where", OrderBy = "orderBy", First = "first", After = "after";

    /// <summary>A page: the items, and where the next one begins.</summary>
    public async Task<Answer> RunAsync(RestCall call)
    {
        var query = call.Query(Type, "status", Where, OrderBy, First, After);
        var name = query.Find(Type) ?? throw QueryParameters.Bad(Type, "is missing; name the content type whose items are asked for");
        var status = ReadItems.StatusIn(query);

        // Asked before anything else is said of the type. As in GraphQL, the latest versions need the permission to see drafts.
        var action = Permission.ToSee(status == ContentStatus.Published);
        if (!call.Caller.MayWithOwn(action, name))
            return Answer.Of(Problem.Forbidden($"You may not see {(action == ContentAction.View ? "items" : "drafts")} of type {name}; it needs the permission {action}Content or {action}_{name}."));

        var known = await definitions.GetAsync(call.Cancel);
        if (known.FindType(name) is not { } type)
            throw QueryParameters.Bad(Type, $"must be a content type that exists, not \"{name}\"");

        // Most lists ask by nothing but metadata.
        var alsoUnmarked = (await features.GetAsync(tenant.Tenant, call.Cancel)).Has(Feature.FieldFilters);
        var members = new Lazy<IReadOnlyDictionary<string, WhereMember>>(() => WhereMembers.Of(type, known, alsoUnmarked));
        var fields = await call.FieldsAsync();
        var order = ItemOrder.Read(query.Find(OrderBy), members, fields.RefuseAsking, limits.MaxOrderKeys);
        if (order.Select(key => key.Field is { } field ? fields.RefuseAsking(field) : null).FirstOrDefault(refused => refused is not null) is { } hidden)
            return Answer.Of(hidden);

        var first = limits.ReadFirst(query, limits.DefaultNumberOfItems);
        var conditions = new List<ContentFilter>();
        if (await ReadWhereAsync(query.Find(Where), members, call) is { } where)
            conditions.Add(where);
        if (!call.Caller.May(action, name))
            conditions.Add(new ColumnIs(ContentColumn.Owner, Comparison.Equal, call.Caller.UserId));
        if (query.Find(After) is { } after)
            conditions.Add(PlaceOf(after, order).Beyond());

        var found = await store.ListAsync(
            new ContentQuery { ContentType = name, Status = status, Where = conditions.Count == 0 ? null : new AllOf(conditions), OrderBy = order, First = first + 1 },
            call.Cancel);
        fields = await call.FieldsAsync();
        var page = found.Take(first).ToList();
        var end = page.Count == 0 ? null : await ListPlace.FindAsync(page[^1], order, store, call.Cancel);
        if (end is null && page.Count > 0)
            return Answer.Of(Problem.Conflict("The list changed while it was read; ask for this page again."));

        return Answer.OfList(page.Select(item => ContentItemJson.Write(fields.Visible(item))), end is null ? null : ListCursor.Write(end), found.Count > first);
    }

    private static ListPlace PlaceOf(string cursor, IReadOnlyList<ContentOrder> order)
    {
        var place = ListCursor.Read(cursor, order);
        return place.Problem is { } problem ? throw QueryParameters.Bad(After, problem.Message) : place.Value;
    }

    private async ValueTask<ContentFilter?> ReadWhereAsync(string? text, Lazy<IReadOnlyDictionary<string, WhereMember>> members, RestCall call)
    {
        if (text is null)
            return null;

        var json = RequestBody.Parse(System.Text.Encoding.UTF8.GetBytes(text), Where, limits.MaxDepth);
        var question = new WhereQuestion(limits.MaxConditions, limits.MaxValues, (await call.FieldsAsync()).RefuseAsking, type => SeenItems.Of(call.Caller, type), TermsOfAsync);
        try
        {
            return await new WhereReader(members.Value).ReadAsync(WhereJson.Read(json, members.Value, Where, question), question, call.Cancel);
        }
        catch (WhereException refused)
        {
            throw new BadRestRequestException(refused.Refusal is null ? StatusCodes.Status400BadRequest : StatusCodes.Status403Forbidden, refused.Message);
        }

        async ValueTask<IReadOnlyDictionary<string, Term>> TermsOfAsync(string taxonomyContentItemId, CancellationToken cancel) =>
            await (await terms.GetAsync(tenant.Tenant, cancel)).OfAsync(taxonomyContentItemId);
    }
}
