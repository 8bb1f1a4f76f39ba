using Cms.GraphQL.Resolving;
using GraphQL;
using GraphQL.Types;

namespace Cms.GraphQL.Schemas;

/// <summary>The types of lists that are given page by page, as the Relay specification of connections has them.</summary>
internal sealed class ConnectionTypes
{
    private readonly Dictionary<string, ObjectGraphType> _connections = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ObjectGraphType> _edges = new(StringComparer.Ordinal);
    private readonly ObjectGraphType _pageInfo = PageInfo();

    public static string NameOf(string type) => type + "Connection";

    public static string EdgeNameOf(string type) => type + "Edge";

    /// <summary>What pages of items of a type inside other items have their names from; those of its own list can say more.</summary>
    public static string InsideOf(string type) => type + "Inside";

    /// <summary>The connection whose nodes are of this type; always the same one for a name.</summary>
    /// <param name="name">The name of the node's type, from which the connection has its own.</param>
    /// <param name="node">The type.</param>
    public ObjectGraphType Of(string name, IGraphType node)
    {
        if (!_connections.TryGetValue(name, out var type))
            _connections[name] = type = Make(name, node);
        return type;
    }

    /// <summary>The arguments that say which page.</summary>
    public static IEnumerable<QueryArgument> Paging() =>
    [
        new QueryArgument<IntGraphType> { Name = "first", Description = "How many from the beginning; a limit of the site applies when neither first nor last is given." },
        new QueryArgument<StringGraphType> { Name = "after", Description = "Only what comes after this cursor." },
        new QueryArgument<IntGraphType> { Name = "last", Description = "How many from the end; not together with first." },
        new QueryArgument<StringGraphType> { Name = "before", Description = "Only what comes before this cursor." },
    ];

    /// <summary>The edge of the connection of this name, which must have been made.</summary>
    public ObjectGraphType EdgeOf(string name) => _edges[name];

    private ObjectGraphType Make(string name, IGraphType node)
    {
        var edge = _edges[name] = new ObjectGraphType { Name = EdgeNameOf(name), Description = "An item with its place in the list." };
        edge.AddField(Fields.Of("cursor", "The place, for after and before.", typeof(NonNullGraphType<StringGraphType>), async context => await ((Edge)context.Source!).Connection.CursorOfAsync(((Edge)context.Source!).Index, context.CancellationToken)));
        edge.AddField(Fields.Of("node", "The item.", node, context => ((Edge)context.Source!).Connection.Items[((Edge)context.Source!).Index]));

        var type = new ObjectGraphType { Name = NameOf(name), Description = "A page of a list." };
        type.AddField(Fields.Of("edges", "The items with their places.", new NonNullGraphType(new ListGraphType(new NonNullGraphType(edge))), context => EdgesOf((Connection)context.Source!)));
        type.AddField(Fields.Of("nodes", "The items.", new NonNullGraphType(new ListGraphType(node)), context => ((Connection)context.Source!).Items));
        type.AddField(Fields.Of("pageInfo", "Where the page lies.", new NonNullGraphType(_pageInfo), context => context.Source));
        type.AddField(Fields.Of(
            "totalCount", "How many items the whole list has; counted only when asked.", typeof(NonNullGraphType<IntGraphType>), context => ((Connection)context.Source!).CountAsync(context.CancellationToken)));
        return type;
    }

    private static ObjectGraphType PageInfo()
    {
        var type = new ObjectGraphType { Name = SchemaNames.PageInfo, Description = "Where a page lies in its list." };
        type.AddField(Fields.Of(
            "hasNextPage", "Something comes after the page.", typeof(NonNullGraphType<BooleanGraphType>), context => ((Connection)context.Source!).HasNextAsync(context.CancellationToken)));
        type.AddField(Fields.Of(
            "hasPreviousPage", "Something comes before the page.", typeof(NonNullGraphType<BooleanGraphType>), context => ((Connection)context.Source!).HasPreviousAsync(context.CancellationToken)));
        type.AddField(Fields.Of("startCursor", "The place of its first item; null when it has none.", typeof(StringGraphType), context => EndOfAsync(context, isStart: true)));
        type.AddField(Fields.Of("endCursor", "The place of its last item; null when it has none.", typeof(StringGraphType), context => EndOfAsync(context, isStart: false)));
        return type;
    }

    private static Edge[] EdgesOf(Connection connection) => [.. connection.Items.Select((_, index) => new Edge(connection, index))];

    private static async ValueTask<object?> EndOfAsync(IResolveFieldContext context, bool isStart)
    {
        var connection = (Connection)context.Source!;
        return connection.Items.Count == 0 ? null : await connection.CursorOfAsync(isStart ? 0 : connection.Items.Count - 1, context.CancellationToken);
    }
}

/// <summary>An item of a page with its place.</summary>
internal sealed record Edge(Connection Connection, int Index);
