using System.Data.Common;
using Cms.Content;
using Cms.Storage.Content;
using Cms.Storage.Tenants;
using Cms.Tenants;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Cms.Storage.Sqlite;

/// <summary>One SQLite file for each tenant, with its media in the same folder: backup or removal of a tenant is that folder.</summary>
internal sealed class SqliteTenantDatabases(SqliteHostDatabase host, DataFolders folders, TenantChanges changes, TimeProvider clock) : TenantDatabases(folders, changes, clock)
{
    private static readonly TenantLooks Looks = new(TenantLooks.Table);

    /// <summary>The files that are open in this process.</summary>
    public IEnumerable<OpenFile> OpenFiles => Open.Cast<OpenFile>();

    public override string DatabaseProvider => "Sqlite";

    public override async Task AskForLookAsync(TenantDb db, Tenant tenant, DateTime atUtc, CancellationToken cancel)
    {
        await using var hostDb = await host.OpenAsync(cancel);
        await Looks.AskForAsync(hostDb, tenant.Id, atUtc, cancel);
    }

    public override async Task SetNextLookAsync(TenantDb db, Tenant tenant, DateTime? atUtc, CancellationToken cancel)
    {
        await using var hostDb = await host.OpenAsync(cancel);
        await Looks.SetAsync(hostDb, tenant.Id, atUtc, cancel);
    }

    protected override async Task<OpenTenant> MigrateAsync(Tenant tenant)
    {
        var path = Folders.DatabaseOf(tenant);
        var contexts = new PooledDbContextFactory<SqliteTenantDb>(SqliteFile.OptionsFor<SqliteTenantDb>(path), poolSize: 32);
        await using (var db = await contexts.CreateDbContextAsync())
            await SqliteFile.MigrateAsync(db, path, CancellationToken.None);

        var watch = await SqliteWatch.BeginAsync(path, CancellationToken.None);
        return new OpenFile(tenant, path, contexts, watch);
    }

    // The file lies in the tenant's folder.
    protected override Task DropAsync(Tenant tenant, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>A tenant's open file.</summary>
    internal sealed class OpenFile(Tenant tenant, string path, PooledDbContextFactory<SqliteTenantDb> contexts, SqliteWatch watch)
        : OpenTenant(tenant, contexts.CreateDbContext)
    {
        private readonly SqliteReaders _readers = new(path);

        /// <summary>Notices what others write into it.</summary>
        public SqliteWatch Watch { get; } = watch;

        public override Task ReadAsync(KeptStatement statement, IReadOnlyList<object> values, Action<DbDataReader> show, CancellationToken cancel)
        {
            _readers.Read(statement, values, show, cancel);
            return Task.CompletedTask;
        }

        public override Candidates? FindCandidates(ContentFilter? where)
        {
            if (SqliteTitles.Match(where) is not { } match)
                return null;

            Candidates? few = null;
            _readers.Read(SqliteTitles.Few, [match], reader => few = SqliteTitles.Of(reader.GetString(0)), CancellationToken.None);
            return few;
        }

        public override void Dispose()
        {
            Watch.Dispose();
            _readers.Dispose();
            using (var connection = new SqliteConnection(SqliteFile.ConnectionString(path)))
                SqliteConnection.ClearPool(connection);
            base.Dispose();
        }
    }
}
