using Cms.Content;
using Microsoft.EntityFrameworkCore;

namespace Cms.Storage.Content;

/// <summary>Reads which items are in lists.</summary>
internal static class ContainedItemsSql
{
    /// <summary>The versions of the items in their order, each with its list; one read, whatever the number of lists.</summary>
    public static async Task<IReadOnlyList<(string List, string VersionId)>> ListAsync(IQueryable<StateRow> rows, ContainedQuery query, CancellationToken cancel)
    {
        var (ids, first, skip) = (query.ListContentItemIds.ToArray(), query.First, query.Skip);
        rows = Between(rows, query);
        var lists = rows.Where(row => row.ListContentItemId != null && ids.Contains(row.ListContentItemId)).Select(row => row.ListContentItemId).Distinct();

        // Both written out, as EF Core turns what stands here into SQL and calls nothing.
        var pages = query.LastFirst
            ? lists.SelectMany(list => rows
                .Where(row => row.ListContentItemId == list)
                .OrderByDescending(row => row.Order ?? 0).ThenBy(row => row.CreatedUtc).ThenBy(row => row.ContentItemId).Skip(skip).Take(first))
            : lists.SelectMany(list => rows
                .Where(row => row.ListContentItemId == list)
                .OrderBy(row => row.Order ?? 0).ThenByDescending(row => row.CreatedUtc).ThenByDescending(row => row.ContentItemId).Skip(skip).Take(first));
        var found = await pages.Select(row => new { List = row.ListContentItemId!, row.VersionId, row.Order, row.CreatedUtc, row.ContentItemId }).ToListAsync(cancel);

        var ordered = query.LastFirst
            ? found.OrderByDescending(row => row.Order ?? 0).ThenBy(row => row.CreatedUtc).ThenBy(row => row.ContentItemId, StringComparer.Ordinal)
            : found.OrderBy(row => row.Order ?? 0).ThenByDescending(row => row.CreatedUtc).ThenByDescending(row => row.ContentItemId, StringComparer.Ordinal);
        return [.. ordered.Select(row => (row.List, row.VersionId))];
    }

    /// <summary>How many items each list has, one read.</summary>
    public static async Task<IReadOnlyDictionary<string, int>> CountAsync(IQueryable<StateRow> rows, ContainedQuery query, CancellationToken cancel)
    {
        var ids = query.ListContentItemIds.ToArray();
        return await Between(rows, query).Where(row => row.ListContentItemId != null && ids.Contains(row.ListContentItemId))
            .GroupBy(row => row.ListContentItemId!).Select(list => new { list.Key, Count = list.Count() })
            .ToDictionaryAsync(list => list.Key, list => list.Count, StringComparer.Ordinal, cancel);
    }

    private static IQueryable<StateRow> Between(IQueryable<StateRow> rows, ContainedQuery query)
    {
        if (query.After is { } after)
        {
            var (order, created, id) = (after.Order, after.CreatedUtc, after.ContentItemId);
            rows = rows.Where(row => (row.Order ?? 0) > order
                || ((row.Order ?? 0) == order && (row.CreatedUtc < created || (row.CreatedUtc == created && row.ContentItemId.CompareTo(id) < 0))));
        }

        if (query.Before is { } before)
        {
            var (order, created, id) = (before.Order, before.CreatedUtc, before.ContentItemId);
            rows = rows.Where(row => (row.Order ?? 0) < order
                || ((row.Order ?? 0) == order && (row.CreatedUtc > created || (row.CreatedUtc == created && row.ContentItemId.CompareTo(id) > 0))));
        }

        return rows;
    }
}
