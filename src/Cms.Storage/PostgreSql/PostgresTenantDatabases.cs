using System.Collections.Concurrent;
using Cms.Tenants;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Cms.Storage.PostgreSql;

/// <summary>One schema for each tenant in the shared database; its media lie in the data directory.</summary>
internal sealed class PostgresTenantDatabases : TenantDatabases
{
    private readonly ConcurrentDictionary<string, Lazy<Task<OpenSchema>>> _open = new(StringComparer.Ordinal);
    private readonly PostgresServer _server;
    private readonly DataFolders _folders;
    private readonly TimeProvider _clock;

    public PostgresTenantDatabases(PostgresServer server, DataFolders folders, TenantChanges changes, TimeProvider clock)
    {
        (_server, _folders, _clock) = (server, folders, clock);
        changes.Retired += tenant => _open.TryRemove(tenant.Id, out _);
    }

    /// <summary>The schemas that this process uses.</summary>
    public IEnumerable<OpenSchema> Open =>
        _open.Values
            .Where(schema => schema is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            .Select(schema => schema.Value.Result);

    /// <summary>The tenants whose schemas nobody asked for in this time.</summary>
    public IReadOnlyList<Tenant> ListIdle(TimeSpan idle) =>
        [.. Open.Where(schema => _clock.GetElapsedTime(schema.LastUsed) > idle).Select(schema => schema.Tenant)];

    /// <summary>The schema of a tenant; its id, so that a removed tenant's name can be used again.</summary>
    public static string SchemaOf(Tenant tenant) => $"cms_{tenant.Id}";

    public override async ValueTask<TenantDb> OpenAsync(Tenant tenant, CancellationToken cancel)
    {
        var schema = _open.GetOrAdd(tenant.Id, _ => new Lazy<Task<OpenSchema>>(() => OpenSchemaAsync(tenant)));
        try
        {
            var open = await schema.Value.WaitAsync(cancel);
            open.LastUsed = _clock.GetTimestamp();
            return open.Contexts.CreateDbContext();
        }
        catch when (schema.Value.IsFaulted)
        {
            _open.TryRemove(KeyValuePair.Create(tenant.Id, schema));
            throw;
        }
    }

    public override Task CreateAsync(Tenant tenant, CancellationToken cancel) => DeleteAsync(tenant, cancel);

    public override async Task DeleteAsync(Tenant tenant, CancellationToken cancel)
    {
        _open.TryRemove(tenant.Id, out _);
        await _server.DropAsync(SchemaOf(tenant), cancel);
        var folder = _folders.Of(tenant);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private async Task<OpenSchema> OpenSchemaAsync(Tenant tenant)
    {
        var schema = SchemaOf(tenant);
        await _server.MigrateAsync<PostgresTenantDb>(schema, options => new PostgresTenantDb(options), CancellationToken.None);
        var contexts = new PooledDbContextFactory<PostgresTenantDb>(_server.OptionsFor<PostgresTenantDb>(schema), poolSize: 32);
        await using var db = await contexts.CreateDbContextAsync();

        // Read before anything is kept, so no change falls between.
        var last = await db.Outbox.MaxAsync(row => (long?)row.Id) ?? 0;
        return new OpenSchema(tenant, schema, contexts) { LastUsed = _clock.GetTimestamp(), LastEvent = last };
    }

    /// <summary>A tenant's schema in use.</summary>
    internal sealed record OpenSchema(Tenant Tenant, string Name, IDbContextFactory<PostgresTenantDb> Contexts)
    {
        /// <summary>When somebody asked for it last; looking for changes does not count.</summary>
        public required long LastUsed { get; set; }

        /// <summary>The number of the last outbox row that was told.</summary>
        public required long LastEvent { get; set; }
    }
}
