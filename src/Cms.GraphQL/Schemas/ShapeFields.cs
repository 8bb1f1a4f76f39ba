using System.Text.Json;
using Cms.Content;
using Cms.Definitions;
using Cms.Fields;
using Cms.GraphQL.Resolving;
using Cms.Parts;
using Cms.Search;
using Cms.Taxonomies;
using GraphQL;
using GraphQL.Types;
using GraphField = GraphQL.Types.FieldType;

namespace Cms.GraphQL.Schemas;

/// <summary>The only place where shapes of fields and parts meet GraphQL types.</summary>
internal sealed class ShapeFields(ItemTypes items, UserFields users, ContentDefinitions definitions, ConnectionTypes connections)
{
    private readonly Dictionary<string, ObjectGraphType> _kinds = new(StringComparer.Ordinal);

    /// <summary>Which versions a list shows.</summary>
    public EnumerationGraphType Status { get; } = SharedTypes.Status();

    /// <summary>The field that shows a value of this shape, or null when there is nothing to show.</summary>
    public GraphField? Of(ShownValue shown) => Make(shown)?.At(shown.Place);

    private GraphField? Make(ShownValue shown) => shown.Shape switch
    {
        ScalarShape scalar => Fields.Of(
            shown.Name, shown.Description, SharedTypes.Scalar(scalar.Kind), context => Sources.Scalar(JsonText.Member(shown.Locate(context.Source), scalar.Member), scalar.Kind)).Plain(),
        PathShape path => Fields.Of(
            SchemaNames.FieldName(path.Member), "The path of its page without a leading slash.", typeof(StringGraphType), context => Sources.Text(JsonText.Member(shown.Locate(context.Source), path.Member))).Plain(),
        TextsShape texts => Fields.Of(
            shown.Name, shown.Description, SharedTypes.Texts, context => JsonText.Member(shown.Locate(context.Source), texts.Member) is { ValueKind: JsonValueKind.Array } list ? Sources.Texts(list).ToArray() : null).Plain(),
        FormattedTextShape text => Object(shown, text.Name, () => FormattedText(text)),
        UsersShape named => Object(shown, named.Name, () => Users(named)),
        GroupShape group => Object(shown, group.Name, () => Group(group)),
        InListShape inList => Object(shown, inList.Name, () => InList(inList)),
        ListedItemsShape list => Listed(shown, list),
        LocalizationShape localization => Object(shown, localization.Name, () => Localization(localization)),
        ReferencesShape references => Object(shown, references.Name, () => References(references)),
        TermsShape terms => Object(shown, terms.Name, () => Terms(terms)),
        GroupsShape groups => Groups(shown, groups),
        MediaShape media => Object(shown, media.Name, () => SharedTypes.Media(media)),
        ContainedItemsShape contained => Contained(shown, contained),
        NoShape => null,
        _ => throw new NotSupportedException($"GraphQL has no type for {shown.Shape.GetType().Name} yet."),
    };

    private GraphField Object(ShownValue shown, string kind, Func<ObjectGraphType> make) =>
        Fields.Of(shown.Name, shown.Description, KindOf(kind, make), context => Piece(shown, shown.Locate(context.Source))).Plain();

    private ObjectGraphType KindOf(string kind, Func<ObjectGraphType> make)
    {
        if (!_kinds.TryGetValue(kind, out var type))
            _kinds[kind] = type = make();
        return type;
    }

    // Lists are asked for without looking first, so their holder is always there; a group is missing as a whole.
    private static JsonSource? Piece(ShownValue shown, JsonElement json) => shown.Shape switch
    {
        TermsShape => new TermsSource(json, Sources.Text(JsonText.Member(json, "TaxonomyContentItemId")) is { Length: > 0 } own ? own : TaxonomyTerms.TaxonomyOf(shown.Field!)),
        MembersShape or FormattedTextShape when json.ValueKind != JsonValueKind.Object => null,
        FormattedTextShape => new TextSource(json, shown.Field?.Settings ?? shown.Attached?.Settings ?? DefinitionSettings.None),
        _ => new JsonSource(json),
    };

    private ObjectGraphType Localization(LocalizationShape shape)
    {
        var type = Group(shape);
        type.AddField(Fields.Of("localizations", "The published items of the set, this one too.", new ListGraphType(items.Interface), context =>
        {
            var state = RequestState.Of(context);
            state.RequireMaySee(ContentStatus.Published);
            if (Sources.Text(JsonText.Member(Sources.PartsOf(context.Source), nameof(PartColumn.LocalizationSet))) is not { Length: > 0 } set)
                return Array.Empty<ContentItem>();

            var culture = context.GetArgument<string?>("culture");
            return state.Batches.Load(nameof(PartColumn.LocalizationSet), [set], async (sets, cancel) =>
            {
                var found = await state.Reads.ListTranslationsAsync(sets, definitions, cancel);
                return found.ToLookup(item => ValueOf(item, PartColumn.LocalizationSet), StringComparer.Ordinal);
            }, found =>
            {
                ContentItem[] shown = [.. found[set].Where(item => items.Shows(item.ContentType) && state.MaySee(item) && (culture is null || culture.Equals(ValueOf(item, PartColumn.Culture), StringComparison.OrdinalIgnoreCase)))];
                state.CountItems(shown.Length);
                return shown;
            });
        }).With(new QueryArgument<StringGraphType> { Name = "culture", Description = "Only the item in this culture." }));
        return type;
    }

    private GraphField Groups(ShownValue shown, GroupsShape shape)
    {
        var type = KindOf(shape.Name, () => Values(shape.Name, shape.Members));
        return Fields.Of(shown.Name, shown.Description, new ListGraphType(type), context =>
            shown.Locate(context.Source) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object).Select(one => new JsonSource(one)).ToArray() : null).Plain();
    }

    private static ObjectGraphType Values(string name, IEnumerable<Member> members)
    {
        var type = new ObjectGraphType { Name = name, Description = "Values that belong together." };
        foreach (var member in members)
            type.AddField(SharedTypes.Member(member));
        return type;
    }

    private ObjectGraphType InList(InListShape shape)
    {
        var type = Group(shape);
        type.AddField(Fields.Of("listContentItem", "The list, when it is published.", items.Interface, context =>
        {
            var state = RequestState.Of(context);
            state.RequireMaySee(ContentStatus.Published);
            string[] ids = Sources.Text(JsonText.Member(Sources.PartsOf(context.Source), nameof(PartColumn.ListContentItemId))) is { } id ? [id] : [];
            return state.References.Load(ids, ContentStatus.Published, found => found.FirstOrDefault(item => items.Shows(item.ContentType) && state.MaySee(item)));
        }));
        return type;
    }

    private GraphField Listed(ShownValue shown, ListedItemsShape shape)
    {
        // Only items that stand on their own are lists.
        return Fields.Of(
            shown.Name, shown.Description, KindOf(shape.Name, () => ListedItems(shape)), context => context.Source is ContentItem item ? new ListSource(item.ContentItemId) : null);
    }

    private ObjectGraphType ListedItems(ListedItemsShape shape)
    {
        var type = new ObjectGraphType { Name = shape.Name, Description = "Items that are in this list." };
        type.AddField(Fields.Of("contentItems", "The items, in the order of the list.", new ListGraphType(items.Interface), async context =>
        {
            var state = RequestState.Of(context);
            var status = context.GetArgument<ContentStatus>("status");
            state.RequireMaySee(status);
            var (first, _, skip) = Page.Of(context);
            var query = new ContainedQuery([]) { Status = status, First = first ?? await state.DefaultNumberOfResultsAsync(context.CancellationToken), Skip = skip };
            var list = ((ListSource)context.Source!).ContentItemId;
            return state.Batches.Load(
                query,
                [list],
                (lists, cancel) => state.Reads.ListContainedAsync(query with { ListContentItemIds = lists }, definitions, cancel),
                found =>
                {
                    state.CountItems(found[list].Count());
                    return found[list].Where(item => items.Shows(item.ContentType) && state.MaySee(item)).ToArray();
                });
        }).With(
            new QueryArgument<IntGraphType> { Name = "first", Description = "How many; with null or 0 a limit of the site applies.", DefaultValue = 10 },
            new QueryArgument<IntGraphType> { Name = "skip", Description = "How many to leave out before.", DefaultValue = 0 },
            Fields.Status(Status)));
        type.AddField(Fields.Of(
            SchemaNames.ConnectionField("contentItems"), "The same items page by page, each with its cursor.", connections.Of(SchemaNames.ContentItem, items.Interface),
            async context => await ContainedConnection.ReadAsync(context, ((ListSource)context.Source!).ContentItemId, items.Names)).With([.. ConnectionTypes.Paging(), Fields.Status(Status)]));
        return type;
    }

    private string ValueOf(ContentItem item, PartColumn column) => PartValues.In(item, definitions).GetValueOrDefault(column) as string ?? "";

    private ObjectGraphType Group(MembersShape shape)
    {
        var type = Values(shape.Name, shape.Members);
        foreach (var inner in (shape as GroupShape)?.Inside ?? [])
        {
            Locate locate = source => JsonText.Member(Sources.PartsOf(source), inner.Name);
            type.AddField(Of(new ShownValue(SchemaNames.FieldName(inner.Name), $"Its {inner.Name}.", inner.Shape, locate))!);
        }

        return type;
    }

    private static ObjectGraphType FormattedText(FormattedTextShape shape)
    {
        var type = new ObjectGraphType { Name = shape.Name, Description = $"A text written in {shape.Format}." };
        foreach (var field in SharedTypes.FormattedText(shape, Sources.PartsOf, source => ((TextSource)source!).Settings))
            type.AddField(field);
        return type;
    }

    private ObjectGraphType Users(UsersShape shape)
    {
        var type = new ObjectGraphType { Name = shape.Name, Description = "Users of the site." };
        type.AddField(Fields.Of(
            "userIds", "Their ids, in order.", SharedTypes.Texts,
            context => context.Paged(Sources.Texts(JsonText.Member(Sources.PartsOf(context.Source), "UserIds")).OfType<string>())).With(Fields.Paging()).Plain());
        type.AddField(users.Named("UserIds"));
        return type;
    }

    private ObjectGraphType References(ReferencesShape shape)
    {
        var type = new ObjectGraphType { Name = shape.Name, Description = "Other items that this one names." };
        type.AddField(Fields.Of("contentItemIds", "Their ids, in order.", SharedTypes.Texts, context => context.Paged(Ids(context))).With(Fields.Paging()).Plain());
        type.AddField(Fields.Of("contentItems", "The items, in order; those that do not exist in this status are left out.", new ListGraphType(items.Interface), context =>
        {
            var state = RequestState.Of(context);
            var status = context.GetArgument<ContentStatus>("status");
            state.RequireMaySee(status);
            var page = Page.Of(context);
            page = page with { First = page.First ?? state.Limits.MaxNumberOfResults };
            string[] ids = [.. page.In(Ids(context))];
            state.CountItems(ids.Length);
            return state.References.Load(ids, status, found => found.Where(item => items.Shows(item.ContentType) && state.MaySee(item)).ToArray());
        }).With([.. Fields.Paging(), Fields.Status(Status)]));
        return type;

        IEnumerable<string> Ids(IResolveFieldContext context) => Sources.Texts(JsonText.Member(Sources.PartsOf(context.Source), shape.Member)).OfType<string>();
    }

    private ObjectGraphType Terms(TermsShape shape)
    {
        var term = SharedTypes.Term();
        var type = new ObjectGraphType { Name = shape.Name, Description = "Terms of a taxonomy." };
        type.AddField(Fields.Of("termContentItemIds", "Ids of the terms as stored, in order.", SharedTypes.Texts, context => context.Paged(Ids(context))).With(Fields.Paging()).Plain());
        type.AddField(Fields.Of("taxonomyContentItemId", "Id of the taxonomy.", typeof(StringGraphType), context => ((TermsSource)context.Source!).TaxonomyContentItemId).Plain());
        type.AddField(Fields.Of(
            "termContentItems", "The terms as items, in order; those that no longer exist are left out.", new ListGraphType(items.Interface),
            async context => context.Paged((await TermsOfAsync(context)).SelectMany(one => Sources.Item(one.Json)).Where(item => items.Shows(item.ContentType) && RequestState.Of(context).MaySee(item.ContentType)))).With(Fields.Paging()));
        type.AddField(Fields.Of("taxonomyContentItem", "The taxonomy as an item.", items.Interface, context =>
        {
            var state = RequestState.Of(context);
            state.RequireMaySee(ContentStatus.Published);
            string[] ids = ((TermsSource)context.Source!).TaxonomyContentItemId is { } id ? [id] : [];
            return state.References.Load(ids, ContentStatus.Published, found => found.FirstOrDefault(item => items.Shows(item.ContentType) && state.MaySee(item)));
        }));
        type.AddField(Fields.Of(
            "tagNames", "What the terms are called now, in order.", SharedTypes.Texts,
            async context => (await TermsOfAsync(context)).Select(one => one.DisplayText).ToArray()).Plain());
        type.AddField(Fields.Of(
            "terms", "The terms with their pages, in order; those that no longer exist are left out.", new ListGraphType(term),
            async context => (await TermsOfAsync(context)).ToArray()).Plain());
        return type;

        static IEnumerable<string> Ids(IResolveFieldContext context) =>
            Sources.Texts(JsonText.Member(((TermsSource)context.Source!).Json, "TermContentItemIds")).OfType<string>();

        static async ValueTask<IEnumerable<Term>> TermsOfAsync(IResolveFieldContext context)
        {
            var state = RequestState.Of(context);
            var known = await state.Reads.TermsOfAsync(((TermsSource)context.Source!).TaxonomyContentItemId, context.CancellationToken);

            // What the terms are called is part of what the item says, as in Orchard Core; a term as an item is asked for by itself.
            return Ids(context).Select(id => known.GetValueOrDefault(id)).OfType<Term>();
        }
    }

    /// <summary>The only type of a bag whose list stands on the item itself, or null.</summary>
    public ObjectGraphType? FindCollapsed(ShownValue shown) =>
        shown is { Shape: ContainedItemsShape, Attached: { CollapsesInGraphQL: true } attached } && BagPart.AllowedTypes(attached) is [var only] ? items.Find(only) : null;

    /// <summary>The same list page by page.</summary>
    /// <param name="shown">A bag whose list stands on the item itself.</param>
    /// <param name="type">Its type.</param>
    public GraphField CollapsedPages(ShownValue shown, ObjectGraphType type) => Pages(
        SchemaNames.ConnectionField(shown.Name), connections.Of(ConnectionTypes.InsideOf(type.Name), type), context => Collapsed(context, shown, type)).At(shown.Place);

    private static IEnumerable<ContainedSource> Collapsed(IResolveFieldContext context, ShownValue shown, ObjectGraphType type) =>
        Sources.Items(JsonText.Member(shown.Locate(context.Source), ((ContainedItemsShape)shown.Shape).Member)).Where(item => item.ContentType == type.Name);

    private static GraphField Pages(string name, ObjectGraphType connection, Func<IResolveFieldContext, IEnumerable<ContainedSource>> inside) =>
        Fields.Of(name, "The same items page by page, each with its cursor.", connection, context => InsideConnection.ReadAsync(context, inside(context))).With(ConnectionTypes.Paging());

    private GraphField Contained(ShownValue shown, ContainedItemsShape shape)
    {
        if (FindCollapsed(shown) is { } type)
            return Fields.Of(shown.Name, shown.Description, new ListGraphType(type), context => context.Paged(Collapsed(context, shown, type))).With(Fields.Paging()).Plain();

        return Object(shown, shape.Name, () =>
        {
            var holder = new ObjectGraphType { Name = shape.Name, Description = "Items kept inside this one." };
            foreach (var member in shape.Beside)
                holder.AddField(SharedTypes.Member(member));
            var ofMenu = shape.Stereotype is null ? null : items.MenuItem;
            holder.AddField(Fields.Of(SchemaNames.FieldName(shape.ShownAs), "The items, in order.", new ListGraphType(ofMenu ?? items.Interface), context => context.Paged(ItemsIn(context))).With(Fields.Paging()).Plain());

            if (ofMenu is null)
                holder.AddField(Pages(SchemaNames.ConnectionField(SchemaNames.FieldName(shape.ShownAs)), connections.Of(SchemaNames.ContentItem, items.Interface), ItemsIn));

            // An item below another one is asked for through the interface, too.
            ofMenu?.AddField(new GraphField { Name = SchemaNames.PartFieldName(shape.Name), Description = "The items below it.", ResolvedType = holder });
            return holder;

            IEnumerable<ContainedSource> ItemsIn(IResolveFieldContext context) => Sources.Items(JsonText.Member(Sources.PartsOf(context.Source), shape.Member))
                .Where(item => ofMenu is null ? items.Shows(item.ContentType) : items.Find(item.ContentType) is { } type && ofMenu.PossibleTypes.Contains(type));
        });
    }
}

/// <summary>A field or part that the schema shows.</summary>
/// <param name="Name">Its name in GraphQL.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Shape">What its JSON looks like.</param>
/// <param name="Locate">Finds its JSON in the item or part that has it.</param>
internal sealed record ShownValue(string Name, string Description, Shape Shape, Locate Locate)
{
    /// <summary>The field with its settings; null for a part.</summary>
    public PartField? Field { get; init; }

    /// <summary>How the part is attached; null for a field.</summary>
    public TypePart? Attached { get; init; }

    /// <summary>See <see cref="Fields.At"/>.</summary>
    public string? Place { get; init; }
}
