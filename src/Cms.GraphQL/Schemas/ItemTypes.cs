using Cms.Content;
using Cms.Fields;
using Cms.GraphQL.Resolving;
using GraphQL.Types;
using GraphField = GraphQL.Types.FieldType;

namespace Cms.GraphQL.Schemas;

/// <summary>The types by which content is shown: the interface of all items and one object type for each shown content type.</summary>
internal sealed class ItemTypes
{
    private readonly Dictionary<string, ObjectGraphType> _types = new(StringComparer.Ordinal);

    public ItemTypes()
    {
        Interface = MakeInterface(SchemaNames.ContentItem, "What every item of content has, whatever its type.");
    }

    public InterfaceGraphType Interface { get; }

    /// <summary>What every item of a menu has; null unless <see cref="AddMenuItems"/> was called.</summary>
    public InterfaceGraphType? MenuItem { get; private set; }

    public IEnumerable<ObjectGraphType> All => _types.Values;

    /// <summary>The content types that are shown.</summary>
    public IReadOnlyCollection<string> Names => _types.Keys;

    /// <summary>The object type of a content type, or null when it is not shown.</summary>
    public ObjectGraphType? Find(string contentType) => _types.GetValueOrDefault(contentType);

    /// <summary>True when items of this content type may appear in answers.</summary>
    public bool Shows(string contentType) => _types.ContainsKey(contentType);

    /// <summary>Makes the interface of items of menus; which types have it, <see cref="LetStandInMenus"/> says.</summary>
    public void AddMenuItems() => MenuItem = MakeInterface(SchemaNames.MenuItem, "What every item of a menu has, whatever its type.");

    /// <summary>Gives the interface of items of menus to a type, when it has all of its fields.</summary>
    public void LetStandInMenus(string contentType)
    {
        if (MenuItem is { } menuItem && Find(contentType) is { } type && menuItem.Fields.All(field => ReferenceEquals(type.GetField(field.Name)?.ResolvedType, field.ResolvedType)))
            type.AddResolvedInterface(menuItem);
    }

    public ObjectGraphType Add(string contentType, string description)
    {
        var type = new ObjectGraphType { Name = contentType, Description = description };
        foreach (var field in Metadata())
            type.AddField(field);
        type.AddField(Fields.Of(
            "render", "The item as plain HTML that is safe to show, without what it names outside of itself.", typeof(StringGraphType),
            context => ItemHtml.OfAsync(RequestState.Of(context), context.Source, context.CancellationToken)));
        type.AddResolvedInterface(Interface);
        return _types[contentType] = type;
    }

    private InterfaceGraphType MakeInterface(string name, string description)
    {
        var made = new InterfaceGraphType
        {
            Name = name,
            Description = description,
            ResolveType = source => Sources.TypeOf(source) is { } type ? _types.GetValueOrDefault(type) : null,
        };
        foreach (var field in Metadata())
        {
            field.Resolver = null;
            made.AddField(field);
        }

        return made;
    }

    /// <summary>The fields that every item has.</summary>
    private static IEnumerable<GraphField> Metadata()
    {
        yield return Of("contentItemId", "Names the item over all its versions.", typeof(StringGraphType), item => item.ContentItemId);
        yield return Of("contentItemVersionId", "Names this version.", typeof(StringGraphType), item => item.ContentItemVersionId);
        yield return Of("contentType", "The name of its content type.", typeof(StringGraphType), item => item.ContentType);
        yield return Of("displayText", "Its title for people.", typeof(StringGraphType), item => item.DisplayText);
        yield return Of("published", "True for the version that visitors see.", typeof(NonNullGraphType<BooleanGraphType>), item => item.Published);
        yield return Of("latest", "True for the newest version.", typeof(NonNullGraphType<BooleanGraphType>), item => item.Latest);
        yield return Of("modifiedUtc", "When this version was saved.", typeof(DateTimeGraphType), item => item.ModifiedUtc);
        yield return Of("publishedUtc", "When the item was last published.", typeof(DateTimeGraphType), item => item.PublishedUtc);
        yield return Of("createdUtc", "When the item was made.", typeof(DateTimeGraphType), item => item.CreatedUtc);
        yield return Of("owner", "Id of the user who owns the item.", typeof(StringGraphType), item => item.Owner);
        yield return Of("author", "Name of the user who saved this version.", typeof(StringGraphType), item => item.Author);
    }

    private static GraphField Of(string name, string description, Type type, Func<ContentItem, object?> read)
    {
        var member = char.ToUpperInvariant(name[0]) + name[1..];
        var kind = type == typeof(DateTimeGraphType) ? ScalarKind.Moment : type == typeof(StringGraphType) ? ScalarKind.Text : ScalarKind.Boolean;
        return Fields.Of(name, description, type, context => context.Source switch
        {
            ContentItem item => read(item) is var value && value is DateTime moment && moment == default ? null : value,

            // An item inside another one has only the metadata that its JSON names.
            JsonSource piece => Sources.Scalar(JsonText.Member(piece.Json, member), kind) ?? (kind == ScalarKind.Boolean ? false : null),
            _ => null,
        }).Plain();
    }
}
