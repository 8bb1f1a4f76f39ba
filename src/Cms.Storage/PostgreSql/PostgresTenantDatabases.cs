using Cms.Tenants;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Cms.Storage.PostgreSql;

/// <summary>One schema for each tenant in the shared database.</summary>
internal sealed class PostgresTenantDatabases(PostgresServer server, DataFolders folders, TenantChanges changes, TimeProvider clock)
    : TenantDatabases(folders, changes, clock)
{
    /// <summary>The schema of a tenant; its id, so that a removed tenant's name can be used again.</summary>
    public static string SchemaOf(Tenant tenant) => $"cms_{tenant.Id}";

    protected override async Task<OpenTenant> MigrateAsync(Tenant tenant)
    {
        var schema = SchemaOf(tenant);
        await server.MigrateAsync<PostgresTenantDb>(schema, options => new PostgresTenantDb(options), CancellationToken.None);
        var contexts = new PooledDbContextFactory<PostgresTenantDb>(server.OptionsFor<PostgresTenantDb>(schema), poolSize: 32);
        return new OpenTenant(tenant, contexts.CreateDbContext);
    }

    protected override Task DropAsync(Tenant tenant, CancellationToken cancel) => server.DropAsync(SchemaOf(tenant), cancel);
}
