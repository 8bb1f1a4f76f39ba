using Cms.Content;
using Cms.Definitions;
using Cms.GraphQL.Resolving;
using Cms.Linking;
using Cms.Taxonomies;
using GraphQL;
using GraphQL.Types;
using GraphField = GraphQL.Types.FieldType;

namespace Cms.GraphQL.Schemas;

/// <summary>The fields of the root that find one published item: by its id, by its alias, by the address of its page.</summary>
internal sealed class ItemFields(ContentDefinitions definitions, ItemTypes items)
{
    public IEnumerable<GraphField> All()
    {
        yield return Fields.Of(
            "contentItem", "The published item of this id, or the term or other item inside one that has a page; null when there is none.", items.Interface,
            context => FindAsync(context, context.GetArgument<string>("contentItemId")))
            .With(new QueryArgument<NonNullGraphType<StringGraphType>> { Name = "contentItemId", Description = "The item's id." });
        yield return Fields.Of("contentItemByAlias", "The published item of this alias; null when there is none.", items.Interface, FindByAliasAsync)
            .With(new QueryArgument<NonNullGraphType<StringGraphType>> { Name = "alias", Description = "The alias; letter case does not count." });
        yield return Fields.Of("route", "What the address of a page leads to, or what became of the page; null when no page is or was there.", Route(), FindRouteAsync)
            .With(new QueryArgument<NonNullGraphType<StringGraphType>> { Name = "path", Description = "The path below the tenant's address, such as /guides/sleep; / is the home page." });
    }

    private ObjectGraphType Route()
    {
        var type = new ObjectGraphType { Name = SchemaNames.Route, Description = "What an address of the site leads to: an item, another address, or a page that was removed." };
        type.AddField(Fields.Of("contentItem", "The item whose page this is; null when the address leads elsewhere.", items.Interface, context => ((FoundRoute)context.Source!).Item));
        type.AddField(Fields.Of(
            "redirectTo", "The path of today, with a slash at its beginning, when the page moved or the site writes the address otherwise; else null.", typeof(StringGraphType),
            context => ((FoundRoute)context.Source!).RedirectTo is { } path ? "/" + path : null));
        type.AddField(Fields.Of("isRemoved", "A page was here and was removed.", typeof(NonNullGraphType<BooleanGraphType>), context => ((FoundRoute)context.Source!).IsRemoved));
        return type;
    }

    private async ValueTask<object?> FindAsync(IResolveFieldContext context, string id)
    {
        var state = RequestState.Of(context);
        state.RequireMaySee(ContentStatus.Published);
        if (await state.Reads.FindPublishedAsync(id, context.CancellationToken) is { } item)
            return ShowIfSeen(state, item);

        // Items inside others, as terms are inside their taxonomy, are found by the page that they have.
        var routes = await state.Reads.ListPublicRoutesAsync([id], context.CancellationToken);
        return routes.FirstOrDefault(route => route.ContainedItemId == id) is { } route ? await InsideAsync(state, route.ContentItemId, id, context.CancellationToken) : null;
    }

    private async ValueTask<object?> FindByAliasAsync(IResolveFieldContext context)
    {
        var state = RequestState.Of(context);
        state.RequireMaySee(ContentStatus.Published);
        return await state.Reads.OfAnyItem.FindPublishedByAliasAsync(context.GetArgument<string>("alias"), context.CancellationToken) is { } item ? ShowIfSeen(state, item) : null;
    }

    private async ValueTask<object?> FindRouteAsync(IResolveFieldContext context)
    {
        var state = RequestState.Of(context);
        state.RequireMaySee(ContentStatus.Published);
        var (path, cancel) = (context.GetArgument<string>("path").TrimStart('/'), context.CancellationToken);
        if (path.Length == 0)
        {
            return (await state.Sites.GetAsync(state.Tenant, cancel)).Settings.Home is { } home
                && await AtAsync(state, new Route("", home.ContentItemId, home.ContainedItemId), cancel) is { } shown ? new FoundRoute(shown) : null;
        }

        foreach (var spelling in PathSpellings.Of(path).Prepend(path).Distinct())
        {
            if (await AtAsync(state, spelling, cancel) is { } item)
                return spelling == path ? new FoundRoute(item) : new FoundRoute { RedirectTo = spelling };
        }

        // As the site answers 301 and 410; where a page is today is told only to those who may see it.
        return await PathSpellings.FindFormerRouteAsync(state.Reads.OfAnyItem, path, cancel) switch
        {
            { Now: { } now } => await AtAsync(state, now, cancel) is null ? null : new FoundRoute { RedirectTo = now },
            { IsRemoved: true } when definitions.Types.All(type => state.MaySee(type.Name)) => new FoundRoute { IsRemoved = true },
            _ => null,
        };
    }

    private async Task<object?> AtAsync(RequestState state, string path, CancellationToken cancel) =>
        await state.Reads.FindRouteAsync(path, cancel) is { } route ? await AtAsync(state, route, cancel) : null;

    private async Task<object?> AtAsync(RequestState state, Route route, CancellationToken cancel) => route.ContainedItemId is { } inside
        ? await InsideAsync(state, route.ContentItemId, inside, cancel)
        : await state.Reads.FindPublishedAsync(route.ContentItemId, cancel) is { } item ? ShowIfSeen(state, item) : null;

    private ContentItem? ShowIfSeen(RequestState state, ContentItem item) => items.Shows(item.ContentType) && state.MaySee(item) ? item : null;

    private async Task<object?> InsideAsync(RequestState state, string contentItemId, string insideId, CancellationToken cancel) =>
        await state.Reads.FindInsideAsync(contentItemId, insideId, definitions, cancel) is { } inside
            ? Sources.Item(inside).FirstOrDefault(one => items.Shows(one.ContentType) && state.MaySee(one.ContentType))
            : null;

    private sealed record FoundRoute(object? Item = null)
    {
        public string? RedirectTo { get; init; }

        public bool IsRemoved { get; init; }
    }
}
