using System.Collections.Concurrent;
using Cms.Tenants;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Cms.Storage.Sqlite;

/// <summary>One SQLite file for each tenant, with its media in the same folder: backup or removal of a tenant is that folder.</summary>
internal sealed class SqliteTenantDatabases : TenantDatabases
{
    private readonly ConcurrentDictionary<string, Lazy<Task<OpenFile>>> _open = new(StringComparer.Ordinal);
    private readonly DataFolders _folders;
    private readonly TimeProvider _clock;

    public SqliteTenantDatabases(DataFolders folders, TenantChanges changes, TimeProvider clock)
    {
        (_folders, _clock) = (folders, clock);
        changes.Retired += Close;
    }

    /// <summary>The files that are open in this process.</summary>
    public IEnumerable<OpenFile> Open =>
        _open.Values
            .Where(file => file is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            .Select(file => file.Value.Result);

    /// <summary>The tenants whose files nobody asked for in this time.</summary>
    public IReadOnlyList<Tenant> ListIdle(TimeSpan idle) =>
        [.. Open.Where(file => _clock.GetElapsedTime(file.LastUsed) > idle).Select(file => file.Tenant)];

    public override async ValueTask<TenantDb> OpenAsync(Tenant tenant, CancellationToken cancel)
    {
        var file = _open.GetOrAdd(tenant.Id, _ => new Lazy<Task<OpenFile>>(() => OpenFileAsync(tenant)));
        try
        {
            var open = await file.Value.WaitAsync(cancel);
            open.LastUsed = _clock.GetTimestamp();
            return open.Contexts.CreateDbContext();
        }
        catch when (file.Value.IsFaulted)
        {
            _open.TryRemove(KeyValuePair.Create(tenant.Id, file));
            throw;
        }
    }

    public override Task CreateAsync(Tenant tenant, CancellationToken cancel) => DeleteAsync(tenant, cancel);

    public override Task DeleteAsync(Tenant tenant, CancellationToken cancel)
    {
        Close(tenant);
        var folder = _folders.Of(tenant);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }

    private async Task<OpenFile> OpenFileAsync(Tenant tenant)
    {
        var path = _folders.DatabaseOf(tenant);
        var contexts = new PooledDbContextFactory<SqliteTenantDb>(SqliteFile.OptionsFor<SqliteTenantDb>(path), poolSize: 32);
        await using (var db = await contexts.CreateDbContextAsync())
            await SqliteFile.MigrateAsync(db, path, CancellationToken.None);

        // The watch begins before anything is read and kept, so no change falls between.
        var watch = await SqliteWatch.BeginAsync(path, CancellationToken.None);
        return new OpenFile(tenant, path, contexts, watch) { LastUsed = _clock.GetTimestamp() };
    }

    private void Close(Tenant tenant)
    {
        if (!_open.TryRemove(tenant.Id, out var file) || file is not { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            return;

        file.Value.Result.Watch.Dispose();
        using var connection = new SqliteConnection(SqliteFile.ConnectionString(file.Value.Result.Path));
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>A tenant's open file.</summary>
    internal sealed record OpenFile(Tenant Tenant, string Path, IDbContextFactory<SqliteTenantDb> Contexts, SqliteWatch Watch)
    {
        /// <summary>When somebody asked for it last; looking for changes does not count.</summary>
        public required long LastUsed { get; set; }
    }
}
