using Cms.Content;
using Cms.Definitions;
using Cms.Fields;
using Cms.GraphQL.Resolving;
using Cms.Search;
using Cms.Settings;
using GraphQL;
using GraphQL.Types;
using GraphField = GraphQL.Types.FieldType;

namespace Cms.GraphQL.Schemas;

/// <summary>What can be asked first: the list of each content type, one item by its id, and the site's settings.</summary>
internal sealed class RootFields
{
    private readonly ContentDefinitions _definitions;
    private readonly ItemTypes _items;
    private readonly SchemaNames _names;
    private readonly IGraphType _status;
    private readonly ConnectionTypes _connections;
    private readonly FacetFields _facets;
    private readonly EnumerationGraphType _direction = SharedTypes.Direction();
    private readonly ObjectGraphType _site = new() { Name = SchemaNames.Site, Description = "What the site says about itself." };
    private readonly Dictionary<string, PartInput> _partInputs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ListInputs> _inputs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PartFieldInputs> _partFieldInputs = new(StringComparer.Ordinal);
    private readonly SchemaNames.MemberNames _queryNames;
    private readonly SchemaNames.MemberNames _siteNames;

    public RootFields(ContentDefinitions definitions, ItemTypes items, SchemaNames names, IGraphType status, UserFields users, ConnectionTypes connections)
    {
        (_definitions, _items, _names, _status, _connections, _facets) = (definitions, items, names, status, connections, new FacetFields(definitions));
        _queryNames = names.Members(SchemaNames.Query);
        _siteNames = names.Members(SchemaNames.Site);

        foreach (var field in new ItemFields(definitions, items).All())
            Query.AddField(field);
        Query.AddField(new DiscoveryFields(definitions, items).ContentTypes());
        Query.AddField(new SearchFields(definitions, items, connections, _facets).Search(status));
        Query.AddField(Fields.Of("site", "What the site says about itself.", _site, async context => await SiteOfAsync(context)));
        Query.AddField(Fields.Of("siteCultures", "The cultures in which content is written.", new ListGraphType(SharedTypes.Culture()), async context => Cultures((await SiteOfAsync(context)).Settings)));
        Query.AddField(users.Me());
        AddSetting("siteName", "What the site is called.", typeof(StringGraphType), settings => settings.SiteName);
        AddSetting("culture", "The name of the culture in which dates and numbers are shown.", typeof(StringGraphType), settings => settings.Culture);
        AddSetting("supportedCultures", "The names of the cultures in which content is written.", SharedTypes.Texts, settings => settings.SupportedCultures);
        AddSetting("timeZoneId", "The IANA name of the time zone in which moments are shown.", typeof(StringGraphType), settings => settings.TimeZoneId);
        AddSetting("baseUrl", "The public address of the home page, without a slash at its end; null when not set.", typeof(StringGraphType), settings => settings.BaseUrl);
        AddSetting("pageSize", "How many items a list has that does not say how many; null when not set.", typeof(IntGraphType), settings => settings.PageSize);
        AddSetting("homeContentItemId", "Id of the item that is the home page; null when none is chosen.", typeof(StringGraphType), settings => settings.Home?.ContentItemId);
        foreach (var field in Query.Fields)
            _queryNames.Take("the schema itself", field.Name);
        foreach (var field in _site.Fields)
            _siteNames.Take("the schema itself", field.Name);
    }

    public ObjectGraphType Query { get; } = new() { Name = SchemaNames.Query, Description = "What can be asked." };

    public InputObjectGraphType TermsWhere { get; } = ListInputs.TermsWhere();

    /// <summary>The input by which items are asked for through a part of this shape; the same for all types that have it.</summary>
    public PartInput InputOf(MembersShape shape)
    {
        if (!_partInputs.TryGetValue(shape.Name, out var input))
            _partInputs[shape.Name] = input = ListInputs.InputOf(shape, _names);
        return input;
    }

    /// <summary>The inputs by which items are asked for through the fields of a part; the same for all types that have it.</summary>
    public PartFieldInputs InputsOf(string partName, IReadOnlyList<AskableField> fields, Func<AskableField, GuardedField?> guard)
    {
        if (!_partFieldInputs.TryGetValue(partName, out var inputs))
            _partFieldInputs[partName] = inputs = ListInputs.InputsOf(partName, fields, _definitions, _names, _direction, guard);
        return inputs;
    }

    /// <summary>The inputs of a type's list; null when it has none.</summary>
    public ListInputs? FindInputs(string contentType) => _inputs.GetValueOrDefault(contentType);

    /// <summary>Takes every name that the type needs; false, with a warning, when one of them is taken.</summary>
    public bool TakeNames(ContentType type)
    {
        var owner = $"content type {type.Name}";
        var field = SchemaNames.FieldName(type.Name);
        var fields = type.HasList ? _queryNames : type.IsCustomSettings ? _siteNames : null;
        if (fields is not null && !(fields.IsFree(owner, field) && (!type.HasList || fields.IsFree(owner, SchemaNames.ConnectionField(field)))))
            return false;

        var taken = type.HasList
            ? _names.TakeTypes(owner, type.Name, ListInputs.WhereName(type.Name), ListInputs.OrderByName(type.Name), ConnectionTypes.NameOf(type.Name), ConnectionTypes.EdgeNameOf(type.Name))
            : _names.TakeTypes(owner, type.Name);
        return taken && (fields is null || (fields.Take(owner, field) && (!type.HasList || fields.Take(owner, SchemaNames.ConnectionField(field)))));
    }

    /// <summary>Adds the field by which the type's items are asked for; gives back its inputs, or null when it has no list.</summary>
    public ListInputs? Add(ContentType type)
    {
        var name = SchemaNames.FieldName(type.Name);
        var shown = _items.Find(type.Name)!;
        if (type.IsCustomSettings)
        {
            _site.AddField(Fields.Of(name, $"{type.DisplayName}; null when never saved.", shown, context =>
            {
                RequestState.Of(context).RequireMaySee(ContentStatus.Published, type.Name);
                return ((KeptSite)context.Source!).FindCustomSettings(type.Name);
            }));
        }

        if (!type.HasList)
            return null;

        var inputs = _inputs[type.Name] = new ListInputs(type.Name, _names, _direction);
        var connection = _connections.Of(type.Name, shown);
        connection.AddField(_facets.OfList(type));
        Query.AddField(Fields.Of(name, $"Items of the type {type.DisplayName}, newest first unless an order is given.", new ListGraphType(shown), context => ListAsync(context, type.Name, inputs)).With(
            new QueryArgument(inputs.Where) { Name = "where", Description = "Which items." },
            new QueryArgument(inputs.OrderBy) { Name = OrderReader.Argument, Description = "In which order." },
            new QueryArgument<IntGraphType> { Name = "first", Description = "How many; a limit of the site applies when missing." },
            new QueryArgument<IntGraphType> { Name = "skip", Description = "How many to leave out before." },
            Fields.Status(_status)).ListsBy(context => PageAsync(context, type.Name, inputs)));
        Query.AddField(Fields.Of(
            SchemaNames.ConnectionField(name), "The same items page by page, each with its cursor: after or before a cursor nothing is missing and nothing comes twice, whatever is saved meanwhile.",
            connection, async context => await ListConnection.ReadAsync(context, await QuestionAsync(context, type.Name, inputs))).With(
            [
                new QueryArgument(inputs.Where) { Name = "where", Description = "Which items." },
                new QueryArgument(inputs.OrderBy) { Name = OrderReader.Argument, Description = "In which order; a cursor belongs to it." },
                .. ConnectionTypes.Paging(),
                Fields.Status(_status),
            ]));
        return inputs;
    }

    /// <summary>Gives the type's lists, or its settings, under the names that it had before, where nothing else is called so. Called when all types have their names.</summary>
    public void AddFormerNames(ContentType type)
    {
        if (!type.IsCustomSettings && !type.HasList)
            return;

        var (into, names) = type.IsCustomSettings ? (_site, _siteNames) : (Query, _queryNames);
        foreach (var former in type.FormerGraphQLNames.Select(SchemaNames.FieldName))
        {
            Add(SchemaNames.FieldName(type.Name), former);
            Add(SchemaNames.ConnectionField(SchemaNames.FieldName(type.Name)), SchemaNames.ConnectionField(former));
        }

        void Add(string now, string former)
        {
            if (into.GetField(now) is { } field && names.TakeFree(former))
            {
                var old = new GraphField { Name = former, Description = field.Description, ResolvedType = field.ResolvedType, Resolver = field.Resolver, Arguments = field.Arguments }.RenamedTo(now);
                into.AddField(field.FindPlannedList() is { } question ? old.ListsBy(question) : old);
            }
        }
    }

    private static async ValueTask<object?> ListAsync(IResolveFieldContext context, string contentType, ListInputs inputs)
    {
        var state = RequestState.Of(context);
        var found = await state.Reads.ListAsync(await PageAsync(context, contentType, inputs), context.CancellationToken);
        state.CountItems(found.Count);
        return found;
    }

    private static async ValueTask<ContentQuery> PageAsync(IResolveFieldContext context, string contentType, ListInputs inputs)
    {
        var question = await QuestionAsync(context, contentType, inputs);
        var page = Page.Of(context);
        return question with { First = page.First ?? await RequestState.Of(context).DefaultNumberOfResultsAsync(context.CancellationToken), Skip = page.Skip };
    }

    // Which items and in which order; everything but which page.
    private static async ValueTask<ContentQuery> QuestionAsync(IResolveFieldContext context, string contentType, ListInputs inputs)
    {
        var state = RequestState.Of(context);
        var status = context.GetArgument<ContentStatus>("status");
        var owner = state.RequireMaySee(status, contentType);
        var where = await ReadWhereAsync(context, state, inputs);
        return new ContentQuery
        {
            ContentType = contentType,
            Status = status,
            Where = owner is null ? where : Owned(where, owner),
            OrderBy = OrderReader.Read(context, inputs.Orders),
        };
    }

    private static async ValueTask<ContentFilter?> ReadWhereAsync(IResolveFieldContext context, RequestState state, ListInputs inputs)
    {
        try
        {
            return await inputs.Reader.ReadAsync(context.Arguments!["where"].Value, state.Where, context.CancellationToken);
        }
        catch (WhereException refused)
        {
            throw refused.Refusal is null ? GraphQLErrors.Limit(refused.Message) : GraphQLErrors.Of(GraphQLErrorCode.Forbidden, refused.Message);
        }
    }

    private static ContentFilter Owned(ContentFilter? where, string owner)
    {
        ContentFilter own = new ColumnIs(ContentColumn.Owner, Comparison.Equal, owner);
        return where is null ? own : new AllOf([where, own]);
    }

    private void AddSetting(string name, string description, Type scalar, Func<SiteSettings, object?> read) =>
        _site.AddField(Fields.Of(name, description, scalar, context => read(((KeptSite)context.Source!).Settings)));

    private static SiteCulture[] Cultures(SiteSettings settings) =>
        [.. settings.SupportedCultures.Select(culture => new SiteCulture(culture, culture.Equals(settings.Culture, StringComparison.OrdinalIgnoreCase)))];

    private static Task<KeptSite> SiteOfAsync(IResolveFieldContext context)
    {
        var state = RequestState.Of(context);
        return state.Sites.GetAsync(state.Tenant, context.CancellationToken);
    }
}
