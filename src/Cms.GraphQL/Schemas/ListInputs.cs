using Cms.Content;
using Cms.Definitions;
using Cms.Fields;
using Cms.GraphQL.Resolving;
using Cms.Search;
using GraphQL.Types;
using GraphField = GraphQL.Types.FieldType;

namespace Cms.GraphQL.Schemas;

/// <summary>The arguments <c>where</c> and <c>orderBy</c> of a content type's list, with what their members mean.</summary>
internal sealed class ListInputs
{
    private readonly Dictionary<string, WhereMember> _members = new(StringComparer.Ordinal);
    private readonly SchemaNames.MemberNames _names;
    private readonly Conditions _own;
    private readonly SchemaNames.MemberNames _orderNames;
    private readonly Dictionary<string, OrderKey> _orders = new(StringComparer.Ordinal);
    private readonly EnumerationGraphType _direction;

    public ListInputs(string contentType, SchemaNames names, EnumerationGraphType direction)
    {
        _direction = direction;
        Where = new InputObjectGraphType { Name = WhereName(contentType), Description = "Which items a list has. All members must hold." };
        _names = names.Members(Where.Name);
        _own = new Conditions(Where, _members, _names);
        foreach (var (name, member) in WhereMembers.OfColumns())
            Add(_own, member.Subject, name, member);

        foreach (var (name, description) in Junctions)
            AddJunction(name, description);

        OrderBy = new InputObjectGraphType { Name = OrderByName(contentType), Description = "The order of a list, by the members as they are written." };
        _orderNames = names.Members(OrderBy.Name);
        foreach (var (name, column) in WhereMembers.Columns)
            AddOrder(OrderBy, _orders, name, OrderKey.By(new ContentOrder(column, false)), direction);

        Reader = new WhereReader(_members);
    }

    /// <summary>The members that join others, with what they mean.</summary>
    public static IReadOnlyList<(string Name, string Description)> Junctions { get; } =
    [
        (WhereReader.Or, "At least one of all the members of these objects must hold."),
        (WhereReader.And, "All members of these objects must hold."),
        (WhereReader.Not, "The members of these objects must not all hold."),
    ];

    public InputObjectGraphType Where { get; }

    /// <summary>What the members of <see cref="Where"/> mean, beside the junctions.</summary>
    public IReadOnlyDictionary<string, WhereMember> Members => _members;

    public InputObjectGraphType OrderBy { get; }

    public WhereReader Reader { get; }

    /// <summary>What the members of <see cref="OrderBy"/> order by.</summary>
    public IReadOnlyDictionary<string, OrderKey> Orders => _orders;

    public static string WhereName(string contentType) => $"{contentType}WhereInput";

    public static string OrderByName(string contentType) => $"{contentType}OrderByInput";

    /// <summary>Adds the conditions on the item's path.</summary>
    public void AddPath(string name, string owner)
    {
        foreach (var (member, meaning) in WhereMembers.OfPath(name))
            Add(_own, owner, member, meaning);
    }

    /// <summary>Adds the conditions on what a part says, in an object of their own or, when it collapses, beside the item's.</summary>
    public void AddPart(string name, string owner, MembersShape shape, bool collapses, Func<MembersShape, PartInput> inputOf)
    {
        if (!WhereMembers.OfPart(shape).Any())
            return;

        if (collapses)
            AddMembers(_own, owner, shape);
        else if (_names.Take(owner, name) && inputOf(shape) is var input)
            Add(_own, new GraphField { Name = name, Description = "What the part says of the item.", ResolvedType = input.Type }, new WherePart(input.Members));
    }

    /// <summary>The object by which items are asked for through a part.</summary>
    public static PartInput InputOf(MembersShape shape, SchemaNames names)
    {
        var type = new InputObjectGraphType { Name = SchemaNames.PartInput(shape.Name), Description = $"What {shape.Name} says of an item. All members must hold." };
        var members = new Dictionary<string, WhereMember>(StringComparer.Ordinal);
        AddMembers(new Conditions(type, members, names.Members(type.Name)), shape.Name, shape);
        return new PartInput(type, members);
    }

    /// <summary>Adds the condition on a field that holds terms.</summary>
    public void AddTerms(string name, string owner, IInputObjectGraphType type, WhereTerms terms, GuardedField? guarded)
    {
        if (_names.Take(owner, name))
            Add(_own, new GraphField { Name = name, Description = "Which terms the item has.", ResolvedType = type }.Guarded(guarded), terms);
    }

    /// <summary>Adds the conditions on the value of a field, and its order when the field is indexed.</summary>
    /// <param name="field">A field of a part of which lists show the fields beside the item's own.</param>
    /// <param name="owner">Whose the names are, for people.</param>
    /// <param name="definitions">Where the field is defined.</param>
    /// <param name="guarded">The permission that the field needs, or null.</param>
    public void AddField(AskableField field, string owner, ContentDefinitions definitions, GuardedField? guarded)
    {
        foreach (var (name, member) in WhereMembers.OfField(field, definitions))
            Add(_own, owner, name, member, guarded);
        if (field.IsIndexed && SchemaNames.FieldName(field.Path.Field) is var key && _orderNames.Take(owner, key))
            AddOrder(OrderBy, _orders, key, OrderKey.By(ContentOrder.By(field.Path, false)), _direction, guarded);
    }

    /// <summary>Adds the same conditions and order under the names that the field had before, where nothing else is called so. Called when all others have their names.</summary>
    public void AddFormerNames(AskableField field, ContentDefinitions definitions, GuardedField? guarded)
    {
        AddFormerMembers(_own, field, definitions, guarded);
        AddFormerOrders(OrderBy, _orders, _orderNames, field, _direction, guarded);
    }

    /// <summary>As for a field with a value, for one that holds terms.</summary>
    public void AddFormerNames(PartField field, IInputObjectGraphType type, WhereTerms terms, GuardedField? guarded)
    {
        foreach (var name in field.FormerGraphQLNames.Select(SchemaNames.FieldName).Where(_names.TakeFree))
            Add(_own, new GraphField { Name = name, Description = "Which terms the item has.", ResolvedType = type }.Guarded(guarded).RenamedTo(SchemaNames.FieldName(field.Name)), terms);
    }

    /// <summary>Adds the conditions on the fields of a part that has an object of its own, and their order.</summary>
    /// <param name="name">The part's name on the item.</param>
    /// <param name="owner">Whose the name is, for people.</param>
    /// <param name="fields">Its fields as the item has them.</param>
    /// <param name="definitions">Where they are defined.</param>
    /// <param name="inputs">The part's inputs.</param>
    public void AddPartFields(string name, string owner, IReadOnlyList<AskableField> fields, ContentDefinitions definitions, PartFieldInputs inputs)
    {
        var members = fields.SelectMany(field => WhereMembers.OfField(field, definitions)).Concat(fields.SelectMany(field => WhereMembers.OfFormerNames(field, definitions))).Where(member => inputs.Where.HasField(member.Key)).DistinctBy(member => member.Key);
        if (inputs.Where.Fields.Count > 0 && _names.Take(owner, name))
            Add(_own, new GraphField { Name = name, Description = "What the part's fields have.", ResolvedType = inputs.Where }, new WherePart(members.ToDictionary(StringComparer.Ordinal)));

        var orders = fields.Where(field => field.IsIndexed).ToDictionary(field => SchemaNames.FieldName(field.Path.Field), field => OrderKey.By(ContentOrder.By(field.Path, false)), StringComparer.Ordinal);
        foreach (var field in fields.Where(field => field.IsIndexed))
        {
            foreach (var former in field.FormerNames)
                orders.TryAdd(SchemaNames.FieldName(former), OrderKey.By(ContentOrder.By(field.Path, false)));
        }

        if (orders.Count > 0 && _orderNames.Take(owner, name))
            AddOrder(OrderBy, _orders, name, new OrderKey(null, orders), inputs.OrderBy);
    }

    /// <summary>Gives the conditions on a part that has an object of its own, and its order, under a name that the part had before, where nothing else is called so.</summary>
    /// <param name="former">The name of before on the item.</param>
    /// <param name="now">The part's name of today on the item.</param>
    public void AddFormerPart(string former, string now)
    {
        if (_members.GetValueOrDefault(now) is WherePart part && _names.TakeFree(former))
            Add(_own, Again(Where.GetField(now)!), part);
        if (_orders.GetValueOrDefault(now) is { Inside: not null } && _orderNames.TakeFree(former))
        {
            OrderBy.AddField(Again(OrderBy.GetField(now)!));
            _orders[former] = _orders[now];
        }

        GraphField Again(GraphField field) => new GraphField { Name = former, Description = field.Description, ResolvedType = field.ResolvedType }.RenamedTo(now);
    }

    /// <summary>Adds conditions on items that belong to the item.</summary>
    public void AddRelated(string owner, GraphField field, WhereMember member)
    {
        if (_names.Take(owner, field.Name))
            Add(_own, field, member);
    }

    /// <summary>The same under a former name of the field that names the items, where nothing else is called so.</summary>
    public void AddFormerRelated(GraphField field, WhereMember member)
    {
        if (_names.TakeFree(field.Name))
            Add(_own, field, member);
    }

    /// <summary>The inputs of a part's fields, which are the same wherever it is attached.</summary>
    public static PartFieldInputs InputsOf(
        string partName, IReadOnlyList<AskableField> fields, ContentDefinitions definitions, SchemaNames names, EnumerationGraphType direction, Func<AskableField, GuardedField?> guard)
    {
        var where = new InputObjectGraphType { Name = WhereName(partName), Description = $"What the fields of {partName} have. All members must hold." };
        var orderBy = new InputObjectGraphType { Name = OrderByName(partName), Description = $"The order of a list by fields of {partName}, as they are written." };
        var conditions = new Conditions(where, new Dictionary<string, WhereMember>(StringComparer.Ordinal), names.Members(where.Name));
        foreach (var field in fields)
        {
            foreach (var (name, member) in WhereMembers.OfField(field, definitions))
                Add(conditions, partName, name, member, guard(field));
            if (field.IsIndexed)
                AddOrder(orderBy, [], SchemaNames.FieldName(field.Path.Field), OrderKey.By(ContentOrder.By(field.Path, false)), direction, guard(field));
        }

        var orderNames = names.Members(orderBy.Name);
        foreach (var field in orderBy.Fields)
            orderNames.Take(partName, field.Name);
        foreach (var field in fields)
        {
            AddFormerMembers(conditions, field, definitions, guard(field));
            AddFormerOrders(orderBy, [], orderNames, field, direction, guard(field));
        }

        return new PartFieldInputs(where, orderBy);
    }

    /// <summary>The input by which terms are asked for.</summary>
    public static InputObjectGraphType TermsWhere()
    {
        var type = new InputObjectGraphType { Name = SchemaNames.TermsWhere, Description = "Terms by what they are called now, letter for letter." };
        type.AddField(new GraphField { Name = WhereTerms.Contains, Description = "Has this term.", Type = typeof(StringGraphType) });
        type.AddField(new GraphField { Name = WhereTerms.ContainsAny, Description = "Has at least one of these terms.", Type = typeof(ListGraphType<NonNullGraphType<StringGraphType>>) });
        return type;
    }

    private static void AddMembers(Conditions into, string owner, MembersShape shape)
    {
        foreach (var (name, member) in WhereMembers.OfPart(shape))
            Add(into, owner, name, member);
    }

    private static void Add(Conditions into, string owner, string name, WhereMember member, GuardedField? guarded = null)
    {
        if (into.Names.Take(owner, name))
            Add(into, MemberFields.Of(name, member).Guarded(guarded), member);
    }

    private static void AddFormerMembers(Conditions into, AskableField field, ContentDefinitions definitions, GuardedField? guarded)
    {
        foreach (var (name, member) in WhereMembers.OfFormerNames(field, definitions).Where(member => into.Names.TakeFree(member.Key)))
            Add(into, MemberFields.Of(name, member).Guarded(guarded), member);
    }

    private static void AddFormerOrders(
        InputObjectGraphType into, Dictionary<string, OrderKey> keys, SchemaNames.MemberNames names, AskableField field, EnumerationGraphType direction, GuardedField? guarded)
    {
        foreach (var former in field.FormerNames.Select(SchemaNames.FieldName).Where(former => field.IsIndexed && names.TakeFree(former)))
        {
            AddOrder(into, keys, former, OrderKey.By(ContentOrder.By(field.Path, false)), direction, guarded);
            into.GetField(former)!.RenamedTo(SchemaNames.FieldName(field.Path.Field));
        }
    }

    private static void AddOrder(InputObjectGraphType into, Dictionary<string, OrderKey> keys, string name, OrderKey key, IGraphType type, GuardedField? guarded = null)
    {
        into.AddField(new GraphField { Name = name, Description = $"Orders by {name}.", ResolvedType = type }.Guarded(guarded));
        keys[name] = key;
    }

    private void AddJunction(string name, string description)
    {
        _names.Take("the schema itself", name);
        Where.AddField(new GraphField { Name = name, Description = description, ResolvedType = new ListGraphType(Where) });
    }

    private static void Add(Conditions into, GraphField field, WhereMember member)
    {
        into.Type.AddField(field);
        into.Members[field.Name] = member;
    }

    private sealed record Conditions(InputObjectGraphType Type, Dictionary<string, WhereMember> Members, SchemaNames.MemberNames Names);
}

/// <summary>An object of conditions on one part, with what its members mean.</summary>
internal sealed record PartInput(InputObjectGraphType Type, IReadOnlyDictionary<string, WhereMember> Members);

/// <summary>The inputs by which lists are asked for through the fields of a part.</summary>
internal sealed record PartFieldInputs(InputObjectGraphType Where, InputObjectGraphType OrderBy);
