using System.Linq.Expressions;
using Cms.Content;
using Cms.Definitions;
using Cms.Search;

namespace Cms.Storage.Content;

/// <summary>Content filters as conditions on <see cref="StateRow"/>, which EF Core turns into SQL with parameters.</summary>
internal sealed class ContentFilterSql(TenantDb db, ContentDefinitions definitions)
{
    private readonly ParameterExpression _row = Expression.Parameter(typeof(StateRow), "row");

    /// <summary>Types may lead the database to the rows; false where something else is better to begin with, and types are only looked at.</summary>
    public bool TypesLead { get; init; } = true;

    /// <summary>The same for words.</summary>
    public bool WordsLead { get; init; } = true;

    /// <inheritdoc cref="TenantDb.PutsMissingLast"/>
    public bool PutsMissingLast => db.PutsMissingLast;

    public Expression<Func<StateRow, bool>> Translate(ContentFilter filter) => Translate(filter, _row);

    private Expression<Func<StateRow, bool>> Translate(ContentFilter filter, ParameterExpression row) =>
        Expression.Lambda<Func<StateRow, bool>>(Condition(filter, new Asked(row, Version(row, nameof(VersionRow.Parts)), Version(row, nameof(VersionRow.ContentType)))), row);

    /// <summary>True for items of this type, whatever a rename has not reached yet.</summary>
    public Expression<Func<StateRow, bool>> IsOfType(string contentType)
    {
        var names = definitions.StoredNames(contentType).ToArray();
        return names.Length == 1 ? row => row.ContentType == contentType : row => names.Contains(row.ContentType);
    }

    /// <summary>True for items that somebody may see.</summary>
    public Expression<Func<StateRow, bool>> IsVisible(VisibleItems visible)
    {
        var (types, own, owner) = (StoredNames(visible.ContentTypes), StoredNames(visible.OwnContentTypes), visible.Owner);
        var type = Looked(Expression.Property(_row, nameof(StateRow.ContentType)), TypesLead);
        Expression isVisible = IsAmong(type, types);
        if (own.Length > 0)
            isVisible = Expression.OrElse(isVisible, Expression.AndAlso(IsAmong(type, own), Expression.Equal(Expression.Property(_row, nameof(StateRow.Owner)), Parameter(owner, typeof(string)))));
        return Expression.Lambda<Func<StateRow, bool>>(isVisible, _row);
    }

    /// <summary>True for the one version of each item that a list has.</summary>
    public Expression<Func<StateRow, bool>> IsListed(ItemsQuery query)
    {
        // Written out for what most callers ask, as only then the databases see which of their indexes is of just such rows.
        var isVisible = IsVisible(query.Visible);
        Expression<Func<StateRow, bool>> isLatest = query.OnlyDrafts ? row => row.Latest && !row.Published : row => row.Latest;
        Expression latest = Expression.AndAlso(Expression.Invoke(isLatest, _row), isVisible.Body);
        if (query.OnlyDrafts || query.PublishedTypes.Count == 0)
            return Expression.Lambda<Func<StateRow, bool>>(latest, _row);

        var types = StoredNames(query.PublishedTypes);
        var published = Expression.AndAlso(Expression.Property(_row, nameof(StateRow.Published)), IsAmong(Looked(Expression.Property(_row, nameof(StateRow.ContentType)), query.OrderBy.Field is null), types));
        return Expression.Lambda<Func<StateRow, bool>>(
            query.Visible.ContentTypes.Count == 0 && query.Visible.OwnContentTypes.Count == 0 ? published : Expression.OrElse(latest, Expression.AndAlso(published, Expression.Not(isVisible.Body))), _row);
    }

    /// <summary>The column as something to order by.</summary>
    public static string NameOf(ContentColumn column) => column switch
    {
        ContentColumn.ContentItemVersionId => nameof(StateRow.VersionId),
        _ => column.ToString(),
    };

    private static MethodCallExpression IsAmong(Expression type, string[] names) =>
        Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [typeof(string)], Parameter(names, typeof(string[])), type);

    private string[] StoredNames(IEnumerable<string> contentTypes) => [.. contentTypes.SelectMany(definitions.StoredNames).Distinct()];

    private Expression Condition(ContentFilter filter, Asked asked) => filter switch
    {
        AllOf all => all.Filters.Select(one => Condition(one, asked)).Aggregate((Expression)Expression.Constant(true), Expression.AndAlso),
        AnyOf any => any.Filters.Select(one => Condition(one, asked)).Aggregate((Expression)Expression.Constant(false), Expression.OrElse),
        Not not => Expression.Not(Condition(not.Filter, asked)),
        FieldIs field => OfField(field, asked),
        HasInside inside => AnyInside(inside, asked),
        _ when asked.Row is null => throw new NotSupportedException($"An item inside another one cannot be asked for by {filter.GetType().Name}."),
        ColumnIs column => Compare(Expression.Property(asked.Row, NameOf(column.Column)), column.Comparison, column.Value),
        PathIs path => Compare(Expression.Property(asked.Row, nameof(StateRow.Path)), path.Comparison, path.Value),
        PartValueIs part => Compare(Expression.Property(asked.Row, part.Column.ToString()), part.Comparison, part.Value),
        HasTerm terms => HasAny(terms, asked.Row),
        HasOther other => AnyOther(other, asked.Row),
        HasPublished => OfRow(row => db.States.Any(other => other.Published && other.ContentItemId == row.ContentItemId), asked.Row),
        HasSchedule => OfRow(row => db.Schedule.Select(scheduled => scheduled.ContentItemId).Contains(row.ContentItemId), asked.Row),
        HasWords words => HasAllWords(words.Term, asked.Row),
        _ => throw new NotSupportedException($"There is no SQL for the filter {filter.GetType().Name}."),
    };

    /// <summary>What a list is ordered by for the value of a field: what stands in its index, then the value.</summary>
    public IEnumerable<LambdaExpression> OrderBy(FieldPath field)
    {
        var parts = Version(_row, nameof(VersionRow.Parts));
        var (value, key) = (Field(field, parts, db.Field), Field(field, parts, db.FieldKey));
        if (db.PutsMissingLast)
            yield return Expression.Lambda(Expression.NotEqual(key, Expression.Constant(null, key.Type)), _row);
        if (field.Kind == FieldValueKind.Text)
            yield return Expression.Lambda(key, _row);
        yield return Expression.Lambda(value, _row);
    }

    /// <summary>The value of a field, as the database has it.</summary>
    public Expression<Func<StateRow, T>> Value<T>(FieldPath field) => Expression.Lambda<Func<StateRow, T>>(Field(field, Version(_row, nameof(VersionRow.Parts)), db.Field), _row);

    /// <summary>The id of the version, then the values of fields as the database has them.</summary>
    public Expression<Func<StateRow, object?[]>> Values(IEnumerable<FieldPath> fields) => Expression.Lambda<Func<StateRow, object?[]>>(
        Expression.NewArrayInit(
            typeof(object),
            fields.Select(field => Field(field, Version(_row, nameof(VersionRow.Parts)), db.Field)).Prepend(Expression.Property(_row, nameof(StateRow.VersionId))).Select(value => Expression.Convert(value, typeof(object)))),
        _row);

    private static InvocationExpression OfRow(Expression<Func<StateRow, bool>> condition, Expression row) => Expression.Invoke(condition, row);

    private MethodCallExpression HasAllWords(SearchTerm term, Expression row) =>
        Expression.Call(typeof(Queryable), nameof(Queryable.Contains), [typeof(long)], db.FindVersions(term).Expression, Looked(Expression.Property(row, nameof(StateRow.VersionRowId)), WordsLead));

    private Expression Looked(Expression column, bool leads) => leads ? column : db.NotLeading(column);

    private BinaryExpression OfField(FieldIs condition, Asked asked)
    {
        var isOfType = IsOfType(condition.Field.ContentType, asked);
        var compared = Compare(Field(condition.Field, asked.Parts, db.Field), condition.Comparison, Convert(condition.Value, db.FieldValue));
        if (condition.Field.Kind == FieldValueKind.Text && condition.Value is not null && condition.Comparison is Comparison.Equal or Comparison.In)
            compared = Expression.AndAlso(Compare(Field(condition.Field, asked.Parts, db.FieldKey), condition.Comparison, Convert(condition.Value, db.FieldKeyValue)), compared);
        return Expression.AndAlso(isOfType, compared);

        object? Convert(object? value, Func<FieldPath, object, object> convert) => value switch
        {
            null => null,
            IEnumerable<object?> list => list.Select(one => one is null ? null : convert(condition.Field, one)).ToList(),
            _ => convert(condition.Field, value),
        };
    }

    // The type stands in the SQL as it is: the index is only of versions of this type.
    private BinaryExpression IsOfType(string contentType, Asked asked) =>
        definitions.StoredNames(contentType).Select(name => Expression.Equal(asked.ContentType, Expression.Constant(name))).Aggregate(Expression.OrElse);

    private Expression AnyInside(HasInside inside, Asked asked)
    {
        var names = new List<string> { inside.Bag.Part };
        var bag = new FieldPath(inside.Bag.ContainerType, inside.Bag.Part, "", inside.Bag.Member, FieldValueKind.Text);
        foreach (var pending in definitions.Pending.Reverse())
        {
            bag = Former(bag, pending);
            names.Add(bag.Part);
        }

        var item = Expression.Parameter(typeof(JsonItemRow), "item");
        var parts = db.PartsOf(item);
        var within = new Asked(null, parts, db.TypeOf(parts));
        var matches = Expression.Lambda<Func<JsonItemRow, bool>>(Expression.AndAlso(IsOfType(inside.Bag.ContentType, within), Condition(inside.Filter, within)), item);
        return names.Distinct(StringComparer.Ordinal).Select(name => Any(typeof(JsonItemRow), db.ItemsIn(asked.Parts, name, inside.Bag.Member), matches)).Aggregate((Expression)Expression.Constant(false), Expression.OrElse);
    }

    private MethodCallExpression AnyOther(HasOther others, Expression row)
    {
        var other = Expression.Parameter(typeof(StateRow), "other");
        var (id, belongs) = (Expression.Property(other, nameof(StateRow.ContentItemId)), (Expression)Expression.Equal(
            Expression.Property(other, nameof(StateRow.ListContentItemId)), Expression.Property(row, nameof(StateRow.ContentItemId))));
        if (others.Place is { } place)
        {
            var reference = Expression.Parameter(typeof(ReferenceRow), "reference");
            belongs = Any(typeof(ReferenceRow), db.References.AsQueryable().Expression, Expression.Lambda<Func<ReferenceRow, bool>>(
                Expression.AndAlso(
                    Expression.AndAlso(
                        Expression.Equal(Expression.Property(reference, nameof(ReferenceRow.VersionRowId)), Expression.Property(row, nameof(StateRow.VersionRowId))),
                        Expression.Equal(Expression.Property(reference, nameof(ReferenceRow.Kind)), Expression.Constant(ReferenceKind.Item))),
                    Expression.AndAlso(
                        Expression.Equal(Expression.Property(reference, nameof(ReferenceRow.Target)), id),
                        Expression.Equal(Expression.Property(reference, nameof(ReferenceRow.Path)), Parameter(place, typeof(string))))),
                reference));
        }

        var isOfType = Expression.Invoke(IsOfType(others.ContentType), other);
        return Any(typeof(StateRow), db.States.AsQueryable().Expression, Expression.Lambda<Func<StateRow, bool>>(
            Expression.AndAlso(
                Expression.AndAlso(Expression.Property(other, nameof(StateRow.Published)), Expression.AndAlso(isOfType, belongs)),
                Translate(others.Filter, other).Body),
            other));
    }

    private static MethodCallExpression Any(Type of, Expression rows, LambdaExpression condition) =>
        Expression.Call(typeof(Queryable), nameof(Queryable.Any), [of], rows, Expression.Quote(condition));

    // While renames go through the store, the value stands under one of its names, the last rename being the first to have been elsewhere.
    private Expression Field(FieldPath field, Expression parts, Func<Expression, FieldPath, Expression> read)
    {
        var value = read(parts, field);
        foreach (var pending in definitions.Pending.Reverse())
        {
            var former = Former(field, pending);
            if (former.Part != field.Part || former.Field != field.Field)
                value = Expression.Coalesce(value, read(parts, former));
            field = former;
        }

        return value;
    }

    private static FieldPath Former(FieldPath field, ItemRewrite pending)
    {
        var moves = pending.Moves.Where(move => move.Type == field.ContentType).ToList();
        if (moves.Find(move => move.Part is null && move.To == field.Part) is { } part)
            field = field with { Part = part.From };
        else if (moves.Find(move => move.Part == field.Part && move.To == field.Field) is { } renamed)
            field = field with { Field = renamed.From };

        return pending.Type?.To == field.ContentType ? field with { ContentType = pending.Type.From } : field;
    }

    private static MemberExpression Version(Expression row, string property) => Expression.Property(Expression.Property(row, nameof(StateRow.Version)), property);

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

        var right = Parameter(value, column.Type);
        if (column.Type == typeof(string))
        {
            var order = Expression.Call(((Func<string, string, int>)string.Compare).Method, column, right);
            return Present(column, Order(comparison, order, Expression.Constant(0)));
        }

        return Present(column, Order(comparison, column, right));
    }

    private static BinaryExpression Order(Comparison comparison, Expression left, Expression right) => comparison switch
    {
        Comparison.Greater => Expression.GreaterThan(left, right),
        Comparison.GreaterOrEqual => Expression.GreaterThanOrEqual(left, right),
        Comparison.Less => Expression.LessThan(left, right),
        Comparison.LessOrEqual => Expression.LessThanOrEqual(left, right),
        _ => throw new NotSupportedException($"There is no SQL for the comparison {comparison}."),
    };

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

    private static MethodCallExpression HasAny(HasTerm terms, Expression row)
    {
        var term = Expression.Parameter(typeof(TermRow), "term");
        var matches = Expression.AndAlso(
            Expression.Equal(Expression.Property(term, nameof(TermRow.TaxonomyId)), Parameter(terms.TaxonomyContentItemId, typeof(string))),
            terms.TermContentItemIds is [var only]
                ? Expression.Equal(Expression.Property(term, nameof(TermRow.TermId)), Parameter(only, typeof(string)))
                : In(Expression.Property(term, nameof(TermRow.TermId)), terms.TermContentItemIds));
        return Expression.Call(
            typeof(Enumerable), nameof(Enumerable.Any), [typeof(TermRow)],
            Expression.Property(row, nameof(StateRow.Terms)), Expression.Lambda<Func<TermRow, bool>>(matches, term));
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
        || column is MemberExpression { Member.Name: nameof(StateRow.Path) or nameof(StateRow.Alias) or nameof(StateRow.Culture) or nameof(StateRow.LocalizationSet) or nameof(StateRow.ListContentItemId) }
        || column is MethodCallExpression or BinaryExpression;

    // A member of an object becomes a parameter of the command; a bare constant would be written into the SQL and fill its cache.
    private static MemberExpression Parameter(object value, Type type)
    {
        var box = Activator.CreateInstance(typeof(Box<>).MakeGenericType(type), value)!;
        return Expression.Property(Expression.Constant(box), nameof(Box<object>.Value));
    }

    /// <summary>The pattern by which LIKE finds the text.</summary>
    public static string Pattern(Comparison comparison, string text)
    {
        var escaped = TenantDb.LikeJust(text);
        return comparison switch
        {
            Comparison.StartsWith => escaped + "%",
            Comparison.EndsWith => "%" + escaped,
            _ => "%" + escaped + "%",
        };
    }

    /// <summary>What is asked about: a version of an item, or an item inside one.</summary>
    /// <param name="Row">The version's row; null for an item inside one.</param>
    /// <param name="Parts">Its JSON.</param>
    /// <param name="ContentType">The name of its type as it is stored.</param>
    private sealed record Asked(Expression? Row, Expression Parts, Expression ContentType);

    private sealed class Box<T>(T value)
    {
        public T Value { get; } = value;
    }
}
