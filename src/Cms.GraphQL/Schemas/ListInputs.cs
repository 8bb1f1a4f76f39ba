using Cms.Content;
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

    public ListInputs(string contentType, SchemaNames names, EnumerationGraphType direction)
    {
        Where = new InputObjectGraphType { Name = WhereName(contentType), Description = "Which items a list has. All members must hold." };
        _names = names.Members(Where.Name);
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
        AddComparisons(name, owner, typeof(StringGraphType), TextOperators, [], (comparison, value) => new PathIs(comparison, value));

    /// <summary>Adds the condition on a field that holds terms.</summary>
    public void AddTerms(string name, string owner, IInputObjectGraphType type, string? taxonomyContentItemId)
    {
        if (_names.Take(owner, name))
            Add(new GraphField { Name = name, Description = "Which terms the item has.", ResolvedType = type }, new WhereTerms(taxonomyContentItemId));
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
        AddComparisons(name, name, scalar, withNot, withoutNot, (comparison, value) => new ColumnIs(column, comparison, value));
    }

    private void AddComparisons(
        string name, string owner, Type scalar, (string Suffix, Comparison Comparison)[] withNot, (string Suffix, Comparison Comparison)[] withoutNot, Func<Comparison, object?, ContentFilter> make)
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
            if (!_names.Take(owner, name + suffix))
                return;

            this.Add(
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

    private void Add(GraphField field, WhereMember member)
    {
        Where.AddField(field);
        _members[field.Name] = member;
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
}
