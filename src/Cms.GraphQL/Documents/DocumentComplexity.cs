using System.Globalization;
using GraphQL;
using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;
using GraphField = GraphQL.Types.FieldType;

namespace Cms.GraphQL.Documents;

/// <summary>
/// How many values the answer to an operation may be expected to have: each field is one, and what stands in a list counts as often as the list may have items. That is what <c>first</c> or
/// <c>last</c> says; else the standard of lists at the root, and <see cref="InnerList"/> for lists in items, of which nobody knows how long they are. <c>@skip</c> and
/// <c>@include</c> take nothing away. What the schema does not have costs nothing more, as validation refuses it.
/// </summary>
internal sealed class DocumentComplexity(ISchema schema, GraphQLDocument document, GraphQLOperationDefinition operation, Inputs variables, GraphQLLimits limits)
{
    /// <summary>Items that a list in an item may be expected to have.</summary>
    public const int InnerList = 10;

    private const long Enough = int.MaxValue;

    private readonly Dictionary<(string Fragment, int? OfConnection), long> _known = [];

    /// <summary>The number; it stops growing long before it overflows.</summary>
    public long Count() => operation.Operation == OperationType.Query ? Of(operation.SelectionSet, schema.Query, ofConnection: null) : 0;

    private long Of(GraphQLSelectionSet? selections, IGraphType? type, int? ofConnection)
    {
        var sum = 0L;
        foreach (var selection in selections?.Selections ?? [])
        {
            sum += selection switch
            {
                GraphQLField field => Of(field, type as IComplexGraphType, ofConnection),
                GraphQLInlineFragment inline => Of(inline.SelectionSet, inline.TypeCondition is { } condition ? schema.AllTypes[condition.Type.Name] : type, ofConnection),
                GraphQLFragmentSpread spread => Of(spread, ofConnection),
                _ => 0,
            };
        }

        return Math.Min(Enough, sum);
    }

    private long Of(GraphQLFragmentSpread spread, int? ofConnection)
    {
        var name = spread.FragmentName.Name;
        var key = (name.StringValue, ofConnection);
        if (_known.TryGetValue(key, out var known))
            return known;

        // A fragment that spreads itself counts as empty there; validation refuses it.
        _known[key] = 0;
        return document.FindFragmentDefinition(name.Value) is { } fragment
            ? _known[key] = Of(fragment.SelectionSet, schema.AllTypes[fragment.TypeCondition.Type.Name], ofConnection)
            : 0;
    }

    private long Of(GraphQLField field, IComplexGraphType? parent, int? ofConnection)
    {
        if (field.SelectionSet is null || FieldOf(parent, field.Name.Value) is not { ResolvedType: { } type } definition)
            return 1;

        var isPaged = definition.Arguments?.Find("first") is not null;
        var size = isPaged ? Asked(field) ?? (ReferenceEquals(parent, schema.Query) ? limits.DefaultNumberOfResults : InnerList) : (int?)null;
        var named = type.GetNamedType();

        // A connection says how many, and its lists have as many.
        if (!IsList(type))
            return Math.Min(Enough, 1 + Of(field.SelectionSet, named, size));

        return Math.Min(Enough, 1 + ((size ?? ofConnection ?? InnerList) * Of(field.SelectionSet, named, ofConnection: null)));
    }

    private GraphField? FieldOf(IComplexGraphType? parent, ROM name) => parent?.GetField(name)
        ?? (name == schema.SchemaMetaFieldType.Name ? schema.SchemaMetaFieldType : name == schema.TypeMetaFieldType.Name ? schema.TypeMetaFieldType : null);

    /// <summary>How many items the field asks for; null when it does not say, or says nothing that could be.</summary>
    private int? Asked(GraphQLField field)
    {
        int? asked = null;
        foreach (var argument in field.Arguments?.Items ?? [])
        {
            if ((argument.Name.Value == "first" || argument.Name.Value == "last") && Number(argument.Value) is { } number and > 0)
                asked = (int)Math.Min(Math.Min(number, limits.MaxNumberOfResults), asked ?? long.MaxValue);
        }

        return asked;
    }

    private long? Number(GraphQLValue? value) => value switch
    {
        GraphQLIntValue number => long.TryParse(number.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) ? parsed : null,
        GraphQLVariable variable => variables.TryGetValue(variable.Name.StringValue, out var given) ? NumberOf(given)
            : Number(operation.Variables?.FirstOrDefault(one => one.Variable.Name == variable.Name)?.DefaultValue),
        _ => null,
    };

    private static long? NumberOf(object? given) => given switch
    {
        int number => number,
        long number => number,
        double or decimal => Convert.ToDouble(given, CultureInfo.InvariantCulture) is var number and >= 0 and <= int.MaxValue ? (long)number : null,
        _ => null,
    };

    private static bool IsList(IGraphType type) => type is ListGraphType || (type is NonNullGraphType { ResolvedType: ListGraphType });
}
