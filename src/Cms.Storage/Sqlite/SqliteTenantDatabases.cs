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

    public SqliteTenantDatabases(DataFolders folders, TenantChanges changes)
    {
        _folders = folders;
        changes.Retired += Close;
    }

    /// <summary>The tenants whose files are open in this process, with the watch over each.</summary>
    public IEnumerable<(Tenant Tenant, SqliteWatch Watch)> Open =>
        _open.Values
            .Where(file => file is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            .Select(file => (file.Value.Result.Tenant, file.Value.Result.Watch));

    public override async ValueTask<TenantDb> OpenAsync(Tenant tenant, CancellationToken cancel)
    {
        var file = _open.GetOrAdd(tenant.Id, _ => new Lazy<Task<OpenFile>>(() => OpenFileAsync(tenant)));
        try
        {
            return (await file.Value.WaitAsync(cancel)).Contexts.CreateDbContext();
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
        return new OpenFile(tenant, path, contexts, await SqliteWatch.BeginAsync(path, CancellationToken.None));
    }

    private void Close(Tenant tenant)
    {
        if (!_open.TryRemove(tenant.Id, out var file) || file is not { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            return;

        file.Value.Result.Watch.Dispose();
        using var connection = new SqliteConnection(SqliteFile.ConnectionString(file.Value.Result.Path));
        SqliteConnection.ClearPool(connection);
    }

    private sealed record OpenFile(Tenant Tenant, string Path, IDbContextFactory<SqliteTenantDb> Contexts, SqliteWatch Watch);
}
