using Cms.Content;
using Microsoft.EntityFrameworkCore;

namespace Cms.Storage.Content;

/// <summary>Reads the index rows of versions as they stand, and puts others in their place.</summary>
internal static class StoredRows
{
    /// <summary>The versions of these states with all their rows.</summary>
    public static async Task<IReadOnlyList<StoredIndex>> ReadAsync(TenantDb db, IQueryable<StateRow> states, CancellationToken cancel)
    {
        // One query for each kind of row: joined, the JSON would come once for each of them.
        var read = await states.AsNoTracking().AsSplitQuery()
            .Include(row => row.Version).Include(row => row.Routes.OrderBy(route => route.Id)).Include(row => row.Terms).Include(row => row.References.OrderBy(reference => reference.Id))
            .ToListAsync(cancel);
        var ids = read.Select(row => row.ContentItemId).ToArray();
        var schedule = await db.Schedule.AsNoTracking().Where(row => ids.Contains(row.ContentItemId)).ToDictionaryAsync(row => (row.ContentItemId, row.Kind), cancel);
        return [.. read.Select(row => WithDue(new StoredIndex(row.VersionRowId, ToIndexed(row)), schedule))];
    }

    /// <summary>Writes the rows; the moment of the first of those that are scheduled anew, or null.</summary>
    public static async Task<DateTime?> WriteAsync(TenantSession session, IReadOnlyList<StoredIndex> versions, CancellationToken cancel)
    {
        var db = session.Db;
        var visible = versions.Select(version => version.Version).Where(indexed => indexed.Item.Published).ToList();
        await FormerRoutes.RememberAsync(db, [.. visible.Select(indexed => indexed.Item.ContentItemId)], [.. visible.SelectMany(indexed => indexed.Routes)], cancel);

        // All go before any comes: what one leaves another may take.
        var rows = versions.Select(version => version.Row).ToArray();
        await db.Routes.Where(row => rows.Contains(row.VersionRowId)).ExecuteDeleteAsync(cancel);
        await db.Terms.Where(row => rows.Contains(row.VersionRowId)).ExecuteDeleteAsync(cancel);
        await db.References.Where(row => rows.Contains(row.VersionRowId)).ExecuteDeleteAsync(cancel);
        await db.States.Where(row => rows.Contains(row.VersionRowId)).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Path, (string?)null).SetProperty(row => row.Alias, (string?)null), cancel);

        var states = await db.States.Where(row => rows.Contains(row.VersionRowId)).ToDictionaryAsync(row => row.VersionRowId, cancel);
        var reworded = versions.Where(version => version.Version.Text is { } text && text.Hash != states[version.Row].TextHash).ToList();
        foreach (var (row, indexed) in versions)
            states[row].Fill(indexed);
        var next = await Schedule.ReplaceAsync(db, versions, cancel);
        await session.WriteAsync(cancel);
        foreach (var (row, indexed) in reworded)
            await db.WriteWordsAsync(row, indexed.Text!, cancel);
        return next;
    }

    private static IndexedVersion ToIndexed(StateRow row) => new(
        row.ReadItem(),
        [.. row.Routes.Select(route => new Route(route.Path, route.ContentItemId, route.ContainedItemId))],
        [.. row.Terms.Select(term => new TermUse(term.TaxonomyId, term.TermId))])
    {
        References = [.. row.References.Select(reference => new Reference(reference.Kind, reference.Target, reference.Path))],
        PartValues = row.ListPartValues(),

        // The words themselves cannot be read back; whoever writes rows compares the hash first.
        Text = row.TextHash is { } hash ? new IndexedText(hash, "", "") : null,
    };

    private static StoredIndex WithDue(StoredIndex stored, Dictionary<(string, ScheduledKind), ScheduleRow> schedule) =>
        schedule.TryGetValue((stored.Version.Item.ContentItemId, stored.Schedules), out var due)
            ? stored with { Version = stored.Version with { Due = [new Due(due.Kind, due.DueUtc, due.TimeZone)] } }
            : stored;
}
