using System.Linq.Expressions;
using Cms.Content;
using Microsoft.EntityFrameworkCore;

namespace Cms.Storage.Content;

/// <summary>Orders of lists as EF Core turns them into SQL.</summary>
internal static class ContentOrderSql
{
    /// <summary>The rows in this order; the item's id follows as the last key.</summary>
    internal static IQueryable<StateRow> Order(IQueryable<StateRow> rows, IReadOnlyList<ContentOrder> keys, ContentFilterSql sql)
    {
        if (keys.Count == 0)
            keys = [new ContentOrder(ContentColumn.CreatedUtc, Descending: true)];

        IOrderedQueryable<StateRow>? ordered = null;
        foreach (var key in keys)
        {
            if (key.Field is { } field)
            {
                foreach (var value in sql.OrderBy(field))
                    ordered = ThenByValue(rows, ordered, value, key.Descending);
                continue;
            }

            // Items without a value come first, whatever the database does with them.
            if (key.Column == ContentColumn.PublishedUtc && sql.PutsMissingLast)
                ordered = Then(rows, ordered, row => row.PublishedUtc != null, key.Descending);

            var name = ContentFilterSql.NameOf(key.Column);
            ordered = Then(rows, ordered, row => EF.Property<object>(row, name), key.Descending);
        }

        // The last key in the direction of the first, so that the index serves both.
        return keys[0].Descending ? ordered!.ThenByDescending(row => row.ContentItemId) : ordered!.ThenBy(row => row.ContentItemId);
    }

    private static IOrderedQueryable<StateRow> ThenByValue(
        IQueryable<StateRow> rows, IOrderedQueryable<StateRow>? ordered, LambdaExpression value, bool descending)
    {
        var method = (ordered is null, descending) switch
        {
            (true, false) => nameof(Queryable.OrderBy),
            (true, true) => nameof(Queryable.OrderByDescending),
            (false, false) => nameof(Queryable.ThenBy),
            _ => nameof(Queryable.ThenByDescending),
        };
        var source = ordered ?? rows;
        return (IOrderedQueryable<StateRow>)source.Provider.CreateQuery<StateRow>(
            Expression.Call(typeof(Queryable), method, [typeof(StateRow), value.ReturnType], source.Expression, Expression.Quote(value)));
    }

    private static IOrderedQueryable<StateRow> Then<TKey>(
        IQueryable<StateRow> rows, IOrderedQueryable<StateRow>? ordered, Expression<Func<StateRow, TKey>> key, bool descending) => (ordered, descending) switch
        {
            (null, false) => rows.OrderBy(key),
            (null, true) => rows.OrderByDescending(key),
            (_, false) => ordered.ThenBy(key),
            (_, true) => ordered.ThenByDescending(key),
        };
}
