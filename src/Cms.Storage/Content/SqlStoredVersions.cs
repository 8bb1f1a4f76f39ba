using Cms.Content;
using Microsoft.EntityFrameworkCore;

namespace Cms.Storage.Content;

/// <summary>Versions as they lie in the tenant's database.</summary>
internal sealed class SqlStoredVersions(TenantSession session) : StoredVersions
{
    public override async Task<int> CountAsync(CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        return await lease.Db.Versions.CountAsync(cancel);
    }

    public override async Task<IReadOnlyList<StoredVersion>> ListAsync(long after, int count, CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        return await VersionsWithState.Of(lease.Db, lease.Db.Versions.Where(version => version.Id > after).OrderBy(version => version.Id).Take(count))
            .OrderBy(row => row.Version.Id).Select(VersionsWithState.ToStored).ToListAsync(cancel);
    }

    public override async Task<IReadOnlyList<StoredVersion>> ListWithMemberAsync(string name, long after, int count, CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        var db = lease.Db;

        // A name has no sign that JSON writes otherwise; "_" stands for any, which finds more than has the member.
        var pattern = $"%\"{name}\"%";
        var rows = db.Database.SqlQuery<long>(
            $"""SELECT "Id" AS "Value" FROM "ContentVersions" WHERE "Id" > {after} AND CAST("Parts" AS TEXT) LIKE {pattern} ORDER BY "Id" LIMIT {count}""");
        var ids = await rows.ToArrayAsync(cancel);
        return ids.Length == 0
            ? []
            : await VersionsWithState.Of(db, db.Versions.Where(version => ids.Contains(version.Id))).OrderBy(row => row.Version.Id).Select(VersionsWithState.ToStored).ToListAsync(cancel);
    }

    public override async Task RewriteAsync(IReadOnlyList<StoredVersion> versions, CancellationToken cancel)
    {
        foreach (var (row, item) in versions)
        {
            var version = VersionRow.Of(item);
            version.Id = row;
            session.Db.Versions.Attach(version).Property(one => one.Parts).IsModified = true;
        }

        await session.WriteAsync(cancel);
    }

    public override async Task<IReadOnlyDictionary<string, int>> CountIndexedAsync(CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        return await lease.Db.States.GroupBy(row => row.ContentType).Select(type => new { type.Key, Count = type.Count() })
            .ToDictionaryAsync(type => type.Key, type => type.Count, StringComparer.Ordinal, cancel);
    }

    public override async Task<IReadOnlyList<StoredIndex>> ListIndexedAsync(IReadOnlyCollection<string>? types, long after, int count, CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        var states = lease.Db.States.Where(row => row.VersionRowId > after);
        if (types is not null)
        {
            var names = types.ToArray();
            states = states.Where(row => names.Contains(row.ContentType));
        }

        return await StoredRows.ReadAsync(lease.Db, states.OrderBy(row => row.VersionRowId).Take(count), cancel);
    }

    public override async Task<IReadOnlyList<StoredIndex>> ListHoldersAsync(
        IReadOnlyCollection<string> paths, IReadOnlyCollection<string> aliases, CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        var db = lease.Db;
        var (asked, names) = (paths.ToArray(), aliases.ToArray());

        // Each through an index of its own; with "or" SQLite would read all rows.
        var rows = await db.Routes.Where(route => asked.Contains(route.Path)).Select(route => route.VersionRowId)
            .Union(db.States.Where(row => row.Latest && names.Contains(row.Alias)).Select(row => row.VersionRowId))
            .Union(db.States.Where(row => row.Published && names.Contains(row.Alias)).Select(row => row.VersionRowId))
            .ToArrayAsync(cancel);
        return rows.Length == 0 ? [] : await StoredRows.ReadAsync(db, db.States.Where(row => rows.Contains(row.VersionRowId)).OrderBy(row => row.VersionRowId), cancel);
    }

    public override async Task ReindexAsync(IReadOnlyList<StoredIndex> versions, CancellationToken cancel)
    {
        if (await StoredRows.WriteAsync(session, versions, cancel) is { } next)
            await session.AskForLookAsync(next, cancel);
    }

    public override async Task<int> RenameTypeAsync(string from, string to, CancellationToken cancel)
    {
        await session.Db.States.Where(row => row.ContentType == from).ExecuteUpdateAsync(row => row.SetProperty(one => one.ContentType, to), cancel);
        await session.Db.Schedule.Where(row => row.ContentType == from).ExecuteUpdateAsync(row => row.SetProperty(one => one.ContentType, to), cancel);
        await session.Db.Trash.Where(row => row.ContentType == from).ExecuteUpdateAsync(row => row.SetProperty(one => one.ContentType, to), cancel);
        return await session.Db.Versions.Where(row => row.ContentType == from).ExecuteUpdateAsync(row => row.SetProperty(one => one.ContentType, to), cancel);
    }

    public override async Task<int> PurgeTypeAsync(string contentType, CancellationToken cancel)
    {
        var db = session.Db;
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "FormerRoutes" ("Path", "ContentItemId", "ContainedItemId")
            SELECT r."Path", r."ContentItemId", r."ContainedItemId" FROM "ContentRoutes" r JOIN "ContentIndex" s ON s."VersionRowId" = r."VersionRowId"
            WHERE s."ContentType" = {contentType} AND r."Published"
            """,
            cancel);

        // Remembered, so that a recipe does not bring them back.
        await db.Database.ExecuteSqlAsync(
            $"""INSERT INTO "PrunedVersions" ("VersionId") SELECT "VersionId" FROM "ContentVersions" WHERE "ContentType" = {contentType}""", cancel);
        await db.Schedule.Where(row => row.ContentType == contentType).ExecuteDeleteAsync(cancel);
        await db.Trash.Where(row => row.ContentType == contentType).ExecuteDeleteAsync(cancel);
        await db.States.Where(row => row.ContentType == contentType).ExecuteDeleteAsync(cancel);
        return await db.Versions.Where(row => row.ContentType == contentType).ExecuteDeleteAsync(cancel);
    }
}
