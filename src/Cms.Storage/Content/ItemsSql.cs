using Cms.Content;
using Cms.Definitions;
using Microsoft.EntityFrameworkCore;

namespace Cms.Storage.Content;

/// <summary>Lists of items of several types.</summary>
internal static class ItemsSql
{
    public static async Task<IReadOnlyList<ListedItem>> ListAsync(TenantDb db, ItemsQuery query, ContentDefinitions known, CancellationToken cancel)
    {
        // The order leads: of many items that are found in any other way all would be sorted.
        var sql = new ContentFilterSql(db, known) { TypesLead = false, WordsLead = false };
        var rows = ContentOrderSql.Order(await RowsAsync(db, query, sql, cancel), [query.OrderBy], sql).Skip(query.Skip).Take(query.First);
        var page = await rows.Select(row => new
        {
            row.ContentItemId,
            row.ContentType,
            row.DisplayText,
            row.Published,
            HasPublished = db.States.Any(other => other.Published && other.ContentItemId == row.ContentItemId),
            row.CreatedUtc,
            row.ModifiedUtc,
            row.PublishedUtc,
            row.Owner,
            row.Author,
        }).ToListAsync(cancel);
        return page.ConvertAll(row => new ListedItem
        {
            ContentItemId = row.ContentItemId,
            ContentType = known.TypeNow(row.ContentType),
            DisplayText = row.DisplayText,
            State = row.Published ? ItemState.Published : row.HasPublished ? ItemState.Changed : ItemState.Draft,
            CreatedUtc = row.CreatedUtc,
            ModifiedUtc = row.ModifiedUtc,
            PublishedUtc = row.PublishedUtc,
            Owner = row.Owner,
            Author = row.Author,
        });
    }

    public static async Task<int> CountAsync(TenantDb db, ItemsQuery query, int most, ContentDefinitions known, CancellationToken cancel)
    {
        // What is ordered by a field is asked by it, and its index leads. Drafts are few too, and the order tells of the index that has just them.
        var sql = new ContentFilterSql(db, known) { TypesLead = query.OrderBy.Field is null && !query.OnlyDrafts };
        var rows = await RowsAsync(db, query, sql, cancel);
        return await (query.OnlyDrafts ? rows.OrderBy(row => row.ModifiedUtc) : rows).Take(most).CountAsync(cancel);
    }

    private static async Task<IQueryable<StateRow>> RowsAsync(TenantDb db, ItemsQuery query, ContentFilterSql sql, CancellationToken cancel)
    {
        var candidates = await db.FindCandidatesAsync(query.Where, cancel);
        var rows = (candidates is null ? db.States : candidates.Among(db, candidates.Versions)).Where(sql.IsListed(query));
        return query.Where is { } filter ? rows.Where(sql.Translate(filter)) : rows;
    }
}
