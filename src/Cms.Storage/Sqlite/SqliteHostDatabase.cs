using Cms.Storage.Tenants;
using Cms.Tenants;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using SQLitePCL;

namespace Cms.Storage.Sqlite;

/// <summary>The host database on SQLite: the file <c>cms.db</c>.</summary>
internal sealed class SqliteHostDb(DbContextOptions<SqliteHostDb> options) : HostDb(options)
{
    /// <summary>For <c>dotnet ef migrations add</c>.</summary>
    internal sealed class AtDesignTime : IDesignTimeDbContextFactory<SqliteHostDb>
    {
        public SqliteHostDb CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqliteHostDb>().UseSqlite("Data Source=design.db").Options);
    }
}

/// <summary>Opens the host database file.</summary>
internal sealed class SqliteHostDatabase(DataFolders folders) : HostDatabase, IDisposable
{
    private readonly SemaphoreSlim _migrating = new(1);
    private readonly DbContextOptions<SqliteHostDb> _options = SqliteFile.OptionsFor<SqliteHostDb>(folders.HostDatabase);
    private volatile bool _ready;

    public override async ValueTask<HostDb> OpenAsync(CancellationToken cancel)
    {
        if (!_ready)
            await MigrateAsync(cancel);
        return new SqliteHostDb(_options);
    }

    public override bool IsUniqueViolation(DbUpdateException exception) =>
        exception.InnerException is SqliteException { SqliteErrorCode: raw.SQLITE_CONSTRAINT };

    public void Dispose() => _migrating.Dispose();

    private async Task MigrateAsync(CancellationToken cancel)
    {
        await _migrating.WaitAsync(cancel);
        try
        {
            if (_ready)
                return;

            await using var db = new SqliteHostDb(_options);
            await SqliteFile.MigrateAsync(db, folders.HostDatabase, cancel);
            _ready = true;
        }
        finally
        {
            _migrating.Release();
        }
    }
}
