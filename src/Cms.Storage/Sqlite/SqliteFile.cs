using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using SQLitePCL;

namespace Cms.Storage.Sqlite;

/// <summary>How every SQLite file of Cms is opened: write-ahead log, foreign keys, waiting for a busy file.</summary>
internal static class SqliteFile
{
    private const int BusySeconds = TenantDb.LongestWait;

    private const int MostTries = 100;

    /// <summary>The connection string of this file.</summary>
    public static string ConnectionString(string path) => new SqliteConnectionStringBuilder
    {
        DataSource = path,
        ForeignKeys = true,
        DefaultTimeout = BusySeconds,
    }
    .ToString();

    /// <summary>Options of a context over this file.</summary>
    public static DbContextOptions<T> OptionsFor<T>(string path) where T : DbContext =>
        new DbContextOptionsBuilder<T>()
            .UseSqlite(ConnectionString(path))
            .AddInterceptors(WhenOpened.Instance, WhenStructureChanged.Instance)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.TrackAll)
            .Options;

    /// <summary>Sets how a new connection waits and what it keeps.</summary>
    public static void Prepare(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA busy_timeout = {BusySeconds * 1000}; PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY;";
        command.ExecuteNonQuery();
    }

    /// <summary>
    /// Begins a statement that only reads, and again where others changed the structure meanwhile, as the making of an index does: SQLite itself tries once more, but tables of FTS5 may meet the
    /// change after that. Nothing was read then, and a next try is right; several indexes may be made one after the other, so one more is not enough.
    /// </summary>
    public static T Begin<T>(Func<T> read)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return read();
            }
            catch (SqliteException changed) when (changed.SqliteErrorCode == raw.SQLITE_SCHEMA && tries < MostTries)
            {
            }
        }
    }

    /// <summary>Makes the file and its folder if need be, and brings it to the newest structure.</summary>
    public static async Task MigrateAsync(DbContext db, string path, CancellationToken cancel)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (File.Exists(path))
        {
            if (await NewDatabase.IsUpToDateAsync(db, cancel))
                return;

            await ForgetLockOfADeadProcessAsync(db, cancel);
        }

        if (!await MakeAsync(db, cancel))
            await db.Database.MigrateAsync(cancel);

        // Written into the file once; readers then never wait for a writer.
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancel);
    }

    // False when there are tables already. The write lock is taken at once, so of several processes one makes them, all or none.
    private static async Task<bool> MakeAsync(DbContext db, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancel);
        if (await db.Database.SqlQueryRaw<int>("SELECT COUNT(*) AS Value FROM sqlite_master").SingleAsync(cancel) > 0)
            return false;

        await NewDatabase.MakeAsync(db, transaction.GetDbTransaction(), cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    // EF Core locks migrations with a row and waits for it without end, also when the process that wrote it was killed.
    private static async Task ForgetLockOfADeadProcessAsync(DbContext db, CancellationToken cancel)
    {
        var hasLock = await db.Database.SqlQueryRaw<int>("SELECT COUNT(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(cancel);
        if (hasLock > 0)
            await db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsLock\" WHERE \"Timestamp\" < datetime('now', '-2 minutes')", cancel);
    }

    // Pooled connections keep their pragmas, so they are set once for each real connection.
    private sealed class WhenOpened : DbConnectionInterceptor
    {
        private readonly ConditionalWeakTable<sqlite3, object> _prepared = [];

        public static WhenOpened Instance { get; } = new();

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Prepare((SqliteConnection)connection);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Prepare((SqliteConnection)connection);
            return Task.CompletedTask;
        }

        private void Prepare(SqliteConnection connection)
        {
            if (!_prepared.TryAdd(connection.Handle!, this))
                return;

            SqliteFile.Prepare(connection);
        }
    }

    private sealed class WhenStructureChanged : DbCommandInterceptor
    {
        public static WhenStructureChanged Instance { get; } = new();

        public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) =>
            result.HasResult ? result : InterceptionResult<DbDataReader>.SuppressWithResult(Begin(command.ExecuteReader));

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
            new(ReaderExecuting(command, eventData, result));
    }
}
