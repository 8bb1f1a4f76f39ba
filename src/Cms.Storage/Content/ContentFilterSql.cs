using System.Linq.Expressions;
using Cms.Content;

namespace Cms.Storage.Content;

/// <summary>Content filters as conditions on <see cref="StateRow"/>, which EF Core turns into SQL with parameters.</summary>
internal sealed class ContentFilterSql(TenantDb db)
{
    private readonly ParameterExpression _row = Expression.Parameter(typeof(StateRow), "row");

    public Expression<Func<StateRow, bool>> Translate(ContentFilter filter) =>
        Expression.Lambda<Func<StateRow, bool>>(Condition(filter), _row);

    /// <summary>The column as something to order by.</summary>
    public static string NameOf(ContentColumn column) => column switch
    {
        ContentColumn.ContentItemVersionId => nameof(StateRow.VersionId),
        _ => column.ToString(),
    };

    private Expression Condition(ContentFilter filter) => filter switch
    {
        AllOf all => all.Filters.Select(Condition).Aggregate((Expression)Expression.Constant(true), Expression.AndAlso),
        AnyOf any => any.Filters.Select(Condition).Aggregate((Expression)Expression.Constant(false), Expression.OrElse),
        Not not => Expression.Not(Condition(not.Filter)),
        ColumnIs column => Compare(Expression.Property(_row, NameOf(column.Column)), column.Comparison, column.Value),
        PathIs path => Compare(Expression.Property(_row, nameof(StateRow.Path)), path.Comparison, path.Value),
        PartValueIs part => Compare(Expression.Property(_row, part.Column.ToString()), part.Comparison, part.Value),
        HasTerm terms => HasAny(terms),
        _ => throw new NotSupportedException($"There is no SQL for the filter {filter.GetType().Name}."),
    };

    private Expression Compare(Expression column, Comparison comparison, object? value)
    {
        switch (comparison)
        {
            case Comparison.In:
                return In(column, (IEnumerable<object?>)value!);
            case Comparison.Contains or Comparison.StartsWith or Comparison.EndsWith:
                return Present(column, db.Like(column, Parameter(Pattern(comparison, (string?)value ?? ""), typeof(string))));
            case Comparison.Equal when value is null:
                return IsMissing(column);
            case Comparison.Equal:
                return Present(column, Expression.Equal(column, Parameter(value, column.Type)));
        }

        // Nothing is before or after a missing value.
        if (value is null)
            return Expression.Constant(false);

        if (column.Type == typeof(string))
            throw new NotSupportedException($"Texts are not compared with {comparison}.");

        var right = Parameter(value, column.Type);
        return Present(column, comparison switch
        {
            Comparison.Greater => Expression.GreaterThan(column, right),
            Comparison.GreaterOrEqual => Expression.GreaterThanOrEqual(column, right),
            Comparison.Less => Expression.LessThan(column, right),
            Comparison.LessOrEqual => Expression.LessThanOrEqual(column, right),
            _ => throw new NotSupportedException($"There is no SQL for the comparison {comparison}."),
        });
    }

    private static Expression In(Expression column, IEnumerable<object?> values)
    {
        var list = values.ToList();
        var present = Array.CreateInstance(column.Type, list.Count(value => value is not null));
        var index = 0;
        foreach (var value in list.Where(value => value is not null))
            present.SetValue(value, index++);

        var among = Expression.Call(
            typeof(Enumerable), nameof(Enumerable.Contains), [column.Type], Parameter(present, present.GetType()), column);
        var condition = Present(column, among);
        return list.Contains(null) ? Expression.OrElse(condition, IsMissing(column)) : condition;
    }

    private MethodCallExpression HasAny(HasTerm terms)
    {
        var term = Expression.Parameter(typeof(TermRow), "term");
        var matches = Expression.AndAlso(
            Expression.Equal(Expression.Property(term, nameof(TermRow.TaxonomyId)), Parameter(terms.TaxonomyContentItemId, typeof(string))),
            In(Expression.Property(term, nameof(TermRow.TermId)), terms.TermContentItemIds));
        return Expression.Call(
            typeof(Enumerable), nameof(Enumerable.Any), [typeof(TermRow)],
            Expression.Property(_row, nameof(StateRow.Terms)), Expression.Lambda<Func<TermRow, bool>>(matches, term));
    }

    // Without it a condition on a missing value is neither true nor false in SQL, and its negation would lose the row.
    private static Expression Present(Expression column, Expression condition) => CanBeMissing(column)
        ? Expression.AndAlso(Expression.NotEqual(column, Expression.Constant(null, column.Type)), condition)
        : condition;

    private static Expression IsMissing(Expression column) => column.Type == typeof(string)
        ? Expression.Call(typeof(string), nameof(string.IsNullOrEmpty), null, column)
        : CanBeMissing(column) ? Expression.Equal(column, Expression.Constant(null, column.Type)) : Expression.Constant(false);

    private static bool CanBeMissing(Expression column) =>
        Nullable.GetUnderlyingType(column.Type) is not null
        || column is MemberExpression { Member.Name: nameof(StateRow.Path) or nameof(StateRow.Alias) or nameof(StateRow.Culture) or nameof(StateRow.LocalizationSet) or nameof(StateRow.ListContentItemId) };

    // A member of an object becomes a parameter of the command; a bare constant would be written into the SQL and fill its cache.
    private static MemberExpression Parameter(object value, Type type)
    {
        var box = Activator.CreateInstance(typeof(Box<>).MakeGenericType(type), value)!;
        return Expression.Property(Expression.Constant(box), nameof(Box<object>.Value));
    }

    private static string Pattern(Comparison comparison, string text)
    {
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
        return comparison switch
        {
            Comparison.StartsWith => escaped + "%",
            Comparison.EndsWith => "%" + escaped,
            _ => "%" + escaped + "%",
        };
    }

    private sealed class Box<T>(T value)
    {
        public T Value { get; } = value;
    }
}
