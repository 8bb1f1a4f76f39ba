using Cms.Content;
using Cms.Definitions;
using Microsoft.EntityFrameworkCore;

namespace Cms.Storage.Content;

/// <summary>An item in the trash. Its versions stay where they are.</summary>
internal sealed class TrashRow
{
    public required string ContentItemId { get; set; }

    public required string ContentType { get; set; }

    public required string DisplayText { get; set; }

    public required DateTime RemovedUtc { get; set; }

    public required string RemovedBy { get; set; }

    public required string LatestVersionId { get; set; }

    public required string? PublishedVersionId { get; set; }

    public required DateTime? PublishedUtc { get; set; }
}

/// <summary>Puts items into the trash and takes them out, in the transaction that changes their state.</summary>
internal static class Trash
{
    /// <summary>Writes down how the item stands in the index, before it leaves it.</summary>
    public static async Task PutAsync(TenantDb db, string contentItemId, Removal removal, CancellationToken cancel)
    {
        var states = await db.States.AsNoTracking().Where(row => row.ContentItemId == contentItemId).ToListAsync(cancel);
        var latest = states.Single(row => row.Latest);
        db.Trash.Add(new TrashRow
        {
            ContentItemId = contentItemId,
            ContentType = latest.ContentType,
            DisplayText = latest.DisplayText,
            RemovedUtc = removal.AtUtc,
            RemovedBy = removal.By,
            LatestVersionId = latest.VersionId,
            PublishedVersionId = states.SingleOrDefault(row => row.Published)?.VersionId,
            PublishedUtc = latest.PublishedUtc,
        });
    }

    public static Task<int> TakeOutAsync(TenantDb db, string contentItemId, CancellationToken cancel) =>
        db.Trash.Where(row => row.ContentItemId == contentItemId).ExecuteDeleteAsync(cancel);

    public static async Task<IReadOnlyList<TrashedItem>> ListAsync(TenantDb db, TrashQuery query, ContentDefinitions known, CancellationToken cancel)
    {
        IQueryable<TrashRow> rows = db.Trash;
        if (query.RemovedUntilUtc is { } until)
            rows = rows.Where(row => row.RemovedUtc <= until);
        if (query.ContentTypes is { } asked)
        {
            string[] types = [.. asked.SelectMany(known.StoredNames)];
            rows = rows.Where(row => types.Contains(row.ContentType));
        }

        return await Items(rows.OrderByDescending(row => row.RemovedUtc).ThenBy(row => row.ContentItemId).Skip(query.Skip).Take(query.First)).ToListAsync(cancel);
    }

    public static Task<TrashedItem?> FindAsync(TenantDb db, string contentItemId, CancellationToken cancel) =>
        Items(db.Trash.Where(row => row.ContentItemId == contentItemId)).FirstOrDefaultAsync(cancel);

    private static IQueryable<TrashedItem> Items(IQueryable<TrashRow> rows) => rows.Select(row => new TrashedItem(
        row.ContentItemId, row.ContentType, row.DisplayText, row.RemovedUtc, row.RemovedBy, row.LatestVersionId, row.PublishedVersionId, row.PublishedUtc));
}
