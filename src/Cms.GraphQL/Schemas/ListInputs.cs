using Cms.Content;
using Cms.Fields;
using Cms.GraphQL.Resolving;
using GraphQL.Types;
using GraphField = GraphQL.Types.FieldType;

namespace Cms.GraphQL.Schemas;

/// <summary>The arguments <c>where</c> and <c>orderBy</c> of a content type's list, with what their members mean.</summary>
internal sealed class ListInputs
{
    private static readonly (string Suffix, Comparison Comparison)[] SameOperators = [("", Comparison.Equal), ("_in", Comparison.In)];

    private static readonly (string Suffix, Comparison Comparison)[] TextOperators =
        [.. SameOperators, ("_contains", Comparison.Contains), ("_starts_with", Comparison.StartsWith), ("_ends_with", Comparison.EndsWith)];

    private static readonly (string Suffix, Comparison Comparison)[] OrderOperators =
        [("_gt", Comparison.Greater), ("_gte", Comparison.GreaterOrEqual), ("_lt", Comparison.Less), ("_lte", Comparison.LessOrEqual)];

    private readonly Dictionary<string, WhereMember> _members = new(StringComparer.Ordinal);
    private readonly SchemaNames.MemberNames _names;
    private readonly Conditions _own;

    public ListInputs(string contentType, SchemaNames names, EnumerationGraphType direction)
    {
        Where = new InputObjectGraphType { Name = WhereName(contentType), Description = "Which items a list has. All members must hold." };
        _names = names.Members(Where.Name);
        _own = new Conditions(Where, _members, _names);
        foreach (var column in (ContentColumn[])[ContentColumn.ContentItemId, ContentColumn.ContentItemVersionId])
            AddColumn(column, typeof(IdGraphType), SameOperators, []);
        AddColumn(ContentColumn.DisplayText, typeof(StringGraphType), TextOperators, []);
        foreach (var column in (ContentColumn[])[ContentColumn.CreatedUtc, ContentColumn.ModifiedUtc, ContentColumn.PublishedUtc])
            AddColumn(column, typeof(DateTimeGraphType), SameOperators, OrderOperators);
        foreach (var column in (ContentColumn[])[ContentColumn.Owner, ContentColumn.Author])
            AddColumn(column, typeof(StringGraphType), TextOperators, []);

        AddJunction(WhereReader.Or, "At least one of all the members of these objects must hold.");
        AddJunction(WhereReader.And, "All members of these objects must hold.");
        AddJunction(WhereReader.Not, "The members of these objects must not all hold.");

        OrderBy = new InputObjectGraphType { Name = OrderByName(contentType), Description = "The order of a list, by the members as they are written." };
        foreach (var column in Enum.GetValues<ContentColumn>())
        {
            var name = SchemaNames.FieldName(column.ToString());
            OrderColumns[name] = column;
            OrderBy.AddField(new GraphField { Name = name, Description = $"Orders by {name}.", ResolvedType = direction });
        }

        Reader = new WhereReader(_members);
    }

    public InputObjectGraphType Where { get; }

    public InputObjectGraphType OrderBy { get; }

    public WhereReader Reader { get; }

    public Dictionary<string, ContentColumn> OrderColumns { get; } = new(StringComparer.Ordinal);

    public static string WhereName(string contentType) => $"{contentType}WhereInput";

    public static string OrderByName(string contentType) => $"{contentType}OrderByInput";

    /// <summary>Adds the conditions on the item's path.</summary>
    public void AddPath(string name, string owner) =>
        AddComparisons(_own, name, owner, typeof(StringGraphType), TextOperators, [], (comparison, value) => new PathIs(comparison, value));

    /// <summary>Adds the conditions on what a part says, in an object of their own or, when it collapses, beside the item's.</summary>
    public void AddPart(string name, string owner, MembersShape shape, bool collapses, Func<MembersShape, PartInput> inputOf)
    {
        if (!shape.Members.Any(IsCondition))
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
    public void AddTerms(string name, string owner, IInputObjectGraphType type, string? taxonomyContentItemId)
    {
        if (_names.Take(owner, name))
            Add(_own, new GraphField { Name = name, Description = "Which terms the item has.", ResolvedType = type }, new WhereTerms(taxonomyContentItemId));
    }

    /// <summary>The input by which terms are asked for.</summary>
    public static InputObjectGraphType TermsWhere()
    {
        var type = new InputObjectGraphType { Name = SchemaNames.TermsWhere, Description = "Terms by what they are called now, letter for letter." };
        type.AddField(new GraphField { Name = WhereTerms.Contains, Description = "Has this term.", Type = typeof(StringGraphType) });
        type.AddField(new GraphField { Name = WhereTerms.ContainsAny, Description = "Has at least one of these terms.", Type = typeof(ListGraphType<NonNullGraphType<StringGraphType>>) });
        return type;
    }

    private void AddColumn(ContentColumn column, Type scalar, (string, Comparison)[] withNot, (string, Comparison)[] withoutNot)
    {
        var name = SchemaNames.FieldName(column.ToString());
        AddComparisons(_own, name, name, scalar, withNot, withoutNot, (comparison, value) => new ColumnIs(column, comparison, value));
    }

    private static bool IsCondition(Member member) => member is { Column: not null, Kind: ScalarKind.Text };

    private static void AddMembers(Conditions into, string owner, MembersShape shape)
    {
        foreach (var member in shape.Members.Where(IsCondition))
        {
            var column = member.Column!.Value;
            var (scalar, operators) = column == PartColumn.ListContentItemId ? (typeof(IdGraphType), SameOperators) : (typeof(StringGraphType), TextOperators);
            AddComparisons(into, SchemaNames.FieldName(member.Name), owner, scalar, operators, [], (comparison, value) => new PartValueIs(column, comparison, Written(column, value)));
        }
    }

    // Aliases have no letter case.
    private static object? Written(PartColumn column, object? value) => (column, value) switch
    {
        (PartColumn.Alias, string alias) => alias.ToLowerInvariant(),
        (PartColumn.Alias, IEnumerable<object?> aliases) => aliases.Select(alias => Written(column, alias)).ToList(),
        _ => value,
    };

    private static void AddComparisons(
        Conditions into, string name, string owner, Type scalar, (string Suffix, Comparison Comparison)[] withNot, (string Suffix, Comparison Comparison)[] withoutNot, Func<Comparison, object?, ContentFilter> make)
    {
        foreach (var (suffix, comparison) in withNot)
        {
            Add(suffix, comparison, isNegated: false);
            Add($"_not{suffix}", comparison, isNegated: true);
        }

        foreach (var (suffix, comparison) in withoutNot)
            Add(suffix, comparison, isNegated: false);

        void Add(string suffix, Comparison comparison, bool isNegated)
        {
            if (!into.Names.Take(owner, name + suffix))
                return;

            ListInputs.Add(
                into,
                new GraphField
                {
                    Name = name + suffix,
                    Description = $"{name} {Describe(comparison, isNegated)}.",
                    Type = comparison == Comparison.In ? typeof(ListGraphType<>).MakeGenericType(scalar) : scalar,
                },
                new WhereComparison(make, comparison, isNegated, scalar != typeof(DateTimeGraphType)));
        }
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
