using Cms.Content;
using Cms.Fields;
using Cms.Search;
using GraphQL.Types;
using GraphField = GraphQL.Types.FieldType;

namespace Cms.GraphQL.Schemas;

/// <summary>Makes the fields of a <c>where</c>, each typed by what it compares.</summary>
internal static class MemberFields
{
    /// <summary>The field by which a member is asked for.</summary>
    public static GraphField Of(string name, WhereMember member)
    {
        var field = Make(name, member);
        return member.RenamedTo is { } now ? field.RenamedTo(now) : field;
    }

    private static GraphField Make(string name, WhereMember member) => member switch
    {
        WhereComparison comparison => new GraphField
        {
            Name = name,
            Description = $"{comparison.Subject} {Describe(comparison)}.",
            Type = comparison.Comparison == Comparison.In ? typeof(ListGraphType<>).MakeGenericType(ScalarOf(comparison)) : ScalarOf(comparison),
        },
        WhereIsNull missing => new GraphField { Name = name, Description = $"{missing.Subject} is missing or empty.", Type = typeof(BooleanGraphType) },
        _ => throw new NotSupportedException($"GraphQL has no input for {member.GetType().Name} yet."),
    };

    private static Type ScalarOf(WhereComparison comparison) => comparison switch
    {
        { IsId: true } => typeof(IdGraphType),
        { Form: { } form } => SharedTypes.Scalar(form),
        { Kind: FieldValueKind.Moment } => SharedTypes.Scalar(ScalarKind.Moment),
        _ => SharedTypes.Scalar(ScalarKind.Text),
    };

    private static string Describe(WhereComparison member)
    {
        var isNumber = member.Kind == FieldValueKind.Number;
        return (member.IsNegated ? "is not so that it " : "") + member.Comparison switch
        {
            Comparison.Equal => "is this; null: is missing or empty",
            Comparison.In => "is one of these",
            Comparison.Contains => "has this text in it, whatever the case of its letters",
            Comparison.StartsWith => "begins with this text, whatever the case of its letters",
            Comparison.EndsWith => "ends with this text, whatever the case of its letters",
            Comparison.Greater => isNumber ? "is greater" : "is later",
            Comparison.GreaterOrEqual => isNumber ? "is this or greater" : "is this or later",
            Comparison.Less => isNumber ? "is less" : "is earlier",
            _ => isNumber ? "is this or less" : "is this or earlier",
        };
    }
}
