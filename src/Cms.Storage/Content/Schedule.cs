using Cms.Content;
using Cms.Definitions;
using Microsoft.EntityFrameworkCore;

namespace Cms.Storage.Content;

/// <summary>What is to happen to an item by itself; rewritten at every save of the item.</summary>
internal sealed class ScheduleRow
{
    public required string ContentItemId { get; set; }

    public required ScheduledKind Kind { get; set; }

    public required string ContentType { get; set; }

    public required string DisplayText { get; set; }

    public required DateTime DueUtc { get; set; }

    public required string? TimeZone { get; set; }

    public required DateTime NextTryUtc { get; set; }

    public int Failures { get; set; }

    public string? Error { get; set; }
}

/// <summary>Keeps the moments that versions name, in the transaction that saves them.</summary>
internal static class Schedule
{
    /// <summary>Writes what the change leaves to happen; failures before it are forgotten. The next of these moments, or null.</summary>
    public static async Task<DateTime?> RewriteAsync(TenantDb db, ContentChange change, CancellationToken cancel)
    {
        await db.Schedule.Where(row => row.ContentItemId == change.ContentItemId).ExecuteDeleteAsync(cancel);
        DateTime? next = null;
        foreach (var scheduled in change.ListScheduled())
        {
            db.Schedule.Add(RowOf(scheduled));
            next = next < scheduled.NextTryUtc ? next : scheduled.NextTryUtc;
        }

        return next;
    }

    /// <summary>Writes what these versions leave to happen, each what its state lets it say; what stays as it was keeps its failures. The next of the new moments, or null.</summary>
    public static async Task<DateTime?> ReplaceAsync(TenantDb db, IReadOnlyList<StoredIndex> versions, CancellationToken cancel)
    {
        var ids = versions.Select(version => version.Version.Item.ContentItemId).ToArray();
        var before = await db.Schedule.AsNoTracking().Where(row => ids.Contains(row.ContentItemId)).ToListAsync(cancel);
        DateTime? next = null;
        foreach (var version in versions)
        {
            var (item, due) = (version.Version.Item, version.Version.Due.SingleOrDefault());
            var row = before.Find(one => one.ContentItemId == item.ContentItemId && one.Kind == version.Schedules);
            if (row is not null && due is not null && row.DueUtc == due.DueUtc && row.TimeZone == due.TimeZone)
                continue;

            if (row is not null)
                await db.Schedule.Where(one => one.ContentItemId == row.ContentItemId && one.Kind == row.Kind).ExecuteDeleteAsync(cancel);
            if (due is null)
                continue;

            db.Schedule.Add(RowOf(new ScheduledChange(item.ContentItemId, item.ContentType, item.DisplayText, due)));
            next = next < due.DueUtc ? next : due.DueUtc;
        }

        return next;
    }

    public static async Task<IReadOnlyList<ScheduledChange>> ListAsync(TenantDb db, ScheduleQuery query, ContentDefinitions known, CancellationToken cancel)
    {
        IQueryable<ScheduleRow> rows = db.Schedule;
        if (query.UntilUtc is { } until)
            rows = rows.Where(row => row.NextTryUtc <= until);
        if (query.ContentItemIds is { } asked)
        {
            var ids = asked.ToArray();
            rows = rows.Where(row => ids.Contains(row.ContentItemId));
        }

        if (query.Visible is { } visible)
        {
            var seen = db.States.Where(row => row.Latest).Where(new ContentFilterSql(db, known).IsVisible(visible)).Select(row => row.ContentItemId);
            rows = rows.Where(row => seen.Contains(row.ContentItemId));
        }

        if (query.OnlyFailed)
            rows = rows.Where(row => row.Failures > 0);

        return await Changes(rows.OrderBy(row => row.NextTryUtc).ThenBy(row => row.ContentItemId).ThenBy(row => row.Kind).Skip(query.Skip).Take(query.First)).ToListAsync(cancel);
    }

    public static Task<ScheduledChange?> FindAsync(TenantDb db, string contentItemId, ScheduledKind kind, CancellationToken cancel) =>
        Changes(db.Schedule.Where(row => row.ContentItemId == contentItemId && row.Kind == kind)).FirstOrDefaultAsync(cancel);

    public static Task PutOffAsync(TenantDb db, ScheduledChange scheduled, DateTime untilUtc, string error, CancellationToken cancel)
    {
        var (id, kind, dueUtc) = (scheduled.ContentItemId, scheduled.Due.Kind, scheduled.Due.DueUtc);
        return db.Schedule.Where(row => row.ContentItemId == id && row.Kind == kind && row.DueUtc == dueUtc).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.NextTryUtc, untilUtc).SetProperty(row => row.Failures, row => row.Failures + 1).SetProperty(row => row.Error, error), cancel);
    }

    private static ScheduleRow RowOf(ScheduledChange scheduled) => new()
    {
        ContentItemId = scheduled.ContentItemId,
        Kind = scheduled.Due.Kind,
        ContentType = scheduled.ContentType,
        DisplayText = scheduled.DisplayText,
        DueUtc = scheduled.Due.DueUtc,
        TimeZone = scheduled.Due.TimeZone,
        NextTryUtc = scheduled.NextTryUtc,
    };

    private static IQueryable<ScheduledChange> Changes(IQueryable<ScheduleRow> rows) => rows.Select(row =>
        new ScheduledChange(row.ContentItemId, row.ContentType, row.DisplayText, new Due(row.Kind, row.DueUtc, row.TimeZone))
        {
            NextTryUtc = row.NextTryUtc,
            Failures = row.Failures,
            Error = row.Error,
        });
}
