using Cms.Content;
using Cms.Definitions;
using Cms.Fields;
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

    public ListInputs(string contentType, SchemaNames names, EnumerationGraphType direction)
    {
        Where = new InputObjectGraphType { Name = WhereName(contentType), Description = "Which items a list has. All members must hold." };
        _names = names.Members(Where.Name);
        _own = new Conditions(Where, _members, _names);
        foreach (var member in WhereMembers.OfColumns())
            Add(_own, member.Value.Subject, member);

        AddJunction(WhereReader.Or, "At least one of all the members of these objects must hold.");
        AddJunction(WhereReader.And, "All members of these objects must hold.");
        AddJunction(WhereReader.Not, "The members of these objects must not all hold.");

        OrderBy = new InputObjectGraphType { Name = OrderByName(contentType), Description = "The order of a list, by the members as they are written." };
        foreach (var name in WhereMembers.Columns.Keys)
            OrderBy.AddField(new GraphField { Name = name, Description = $"Orders by {name}.", ResolvedType = direction });

        Reader = new WhereReader(_members);
    }

    public InputObjectGraphType Where { get; }

    public InputObjectGraphType OrderBy { get; }

    public WhereReader Reader { get; }

    public static string WhereName(string contentType) => $"{contentType}WhereInput";

    public static string OrderByName(string contentType) => $"{contentType}OrderByInput";

    /// <summary>Adds the conditions on the item's path.</summary>
    public void AddPath(string name, string owner)
    {
        foreach (var member in WhereMembers.OfPath(name))
            Add(_own, owner, member);
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
        foreach (var member in WhereMembers.OfPart(shape))
            Add(into, owner, member);
    }

    private static void Add(Conditions into, string owner, KeyValuePair<string, WhereComparison> member)
    {
        var (name, meaning) = member;
        if (!into.Names.Take(owner, name))
            return;

        var scalar = meaning.IsId ? typeof(IdGraphType) : meaning.Kind == FieldValueKind.Moment ? typeof(DateTimeGraphType) : typeof(StringGraphType);
        var field = new GraphField
        {
            Name = name,
            Description = $"{meaning.Subject} {Describe(meaning.Comparison, meaning.IsNegated)}.",
            Type = meaning.Comparison == Comparison.In ? typeof(ListGraphType<>).MakeGenericType(scalar) : scalar,
        };
        Add(into, field, meaning);
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

    private static string Describe(Comparison comparison, bool isNegated) => (isNegated ? "is not so that it " : "") + comparison switch
    {
        Comparison.Equal => "is this; null: is missing or empty",
        Comparison.In => "is one of these",
        Comparison.Contains => "has this text in it, whatever the case of its letters",
        Comparison.StartsWith => "begins with this text, whatever the case of its letters",
        Comparison.EndsWith => "ends with this text, whatever the case of its letters",
        Comparison.Greater => "is later",
        Comparison.GreaterOrEqual => "is this or later",
        Comparison.Less => "is earlier",
        _ => "is this or earlier",
    };

    private sealed record Conditions(InputObjectGraphType Type, Dictionary<string, WhereMember> Members, SchemaNames.MemberNames Names);
}

/// <summary>An object of conditions on one part, with what its members mean.</summary>
internal sealed record PartInput(InputObjectGraphType Type, IReadOnlyDictionary<string, WhereMember> Members);
