using Cms.Content;
using Microsoft.EntityFrameworkCore;

namespace Cms.Storage.Sqlite;

/// <summary>Indexes over expressions in the tenant's file. Making one takes the write lock for as long as it reads all versions once.</summary>
internal sealed class SqliteFieldIndexes(TenantSession session) : FieldIndexes
{
    public override async Task<IReadOnlySet<string>> ListAsync(CancellationToken cancel)
    {
        await using var lease = await session.ReadAsync(cancel);
        var prefix = FieldPath.IndexPrefix.Replace("_", "\\_", StringComparison.Ordinal) + "%";
        return await lease.Db.Database
            .SqlQuery<string>($"""SELECT name AS "Value" FROM sqlite_master WHERE type = 'index' AND name LIKE {prefix} ESCAPE '\'""").ToHashSetAsync(cancel);
    }

    public override async Task<bool> CreateAsync(FieldPath field, CancellationToken cancel)
    {
        await using var transaction = await session.BeginAsync(cancel);
        if ((await ListAsync(cancel)).Contains(field.IndexName))
            return false;

        // Names have only letters, digits and underscores, and SQL takes no parameters here.
        var db = session.Db;
        var sql = $"""CREATE INDEX "{field.IndexName}" ON "ContentVersions" ({db.FieldSql(field)}) WHERE "ContentType" = '{field.ContentType}'""";
        await db.Database.ExecuteSqlRawAsync(sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal), cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    public override async Task DropAsync(string name, CancellationToken cancel)
    {
        await using var transaction = await session.BeginAsync(cancel);
        var sql = $"DROP INDEX IF EXISTS \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        await session.Db.Database.ExecuteSqlRawAsync(sql, cancel);
        await transaction.CommitAsync(cancel);
    }

    // An index is there or not; SQLite does not say how far it is.
    public override Task<int?> FindProgressAsync(string name, CancellationToken cancel) => Task.FromResult<int?>(null);
}
