using Cms.Content;
using Cms.Definitions;
using Cms.Linking;
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

    public override async Task RewriteAsync(IReadOnlyList<StoredVersion> versions, ContentDefinitions definitions, CancellationToken cancel)
    {
        // Where a reference stands is named by members of the JSON.
        var current = versions.Where(version => version.Item is { Latest: true } or { Published: true }).ToList();
        var rows = current.Select(version => version.Row).ToArray();
        await session.Db.References.Where(reference => rows.Contains(reference.VersionRowId)).ExecuteDeleteAsync(cancel);
        foreach (var (row, item) in current)
            session.Db.References.AddRange(ContentReferences.RowsOf(References.In(item, definitions), row));

        foreach (var (row, item) in versions)
        {
            var version = new VersionRow
            {
                Id = row,
                ContentItemId = item.ContentItemId,
                VersionId = item.ContentItemVersionId,
                Number = item.Number,
                ContentType = item.ContentType,
                DisplayText = item.DisplayText,
                CreatedUtc = item.CreatedUtc,
                ModifiedUtc = item.ModifiedUtc,
                Owner = item.Owner,
                Author = item.Author,
                Parts = item.PartsJson,
            };
            session.Db.Versions.Attach(version).Property(one => one.Parts).IsModified = true;
        }

        await session.WriteAsync(cancel);
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
