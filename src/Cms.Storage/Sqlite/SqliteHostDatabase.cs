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
internal sealed class SqliteHostDatabase(DataFolders folders) : HostDatabase
{
    private readonly DbContextOptions<SqliteHostDb> _options = SqliteFile.OptionsFor<SqliteHostDb>(folders.HostDatabase);

    public override bool IsUniqueViolation(DbUpdateException exception) =>
        exception.InnerException is SqliteException { SqliteErrorCode: raw.SQLITE_CONSTRAINT };

    protected override HostDb CreateContext() => new SqliteHostDb(_options);

    protected override async Task MigrateAsync(CancellationToken cancel)
    {
        await using var db = CreateContext();
        await SqliteFile.MigrateAsync(db, folders.HostDatabase, cancel);
    }
}
