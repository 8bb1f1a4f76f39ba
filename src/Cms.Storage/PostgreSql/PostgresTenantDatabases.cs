using Cms.Storage.Tenants;
using Cms.Tenants;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Cms.Storage.PostgreSql;

/// <summary>One schema for each tenant in the shared database.</summary>
internal sealed class PostgresTenantDatabases(PostgresServer server, PostgresHostDatabase host, DataFolders folders, TenantChanges changes, TimeProvider clock)
    : TenantDatabases(folders, changes, clock)
{
    private static readonly TenantLooks Looks = new($"{PostgresHostDatabase.Schema}.{TenantLooks.Table}");

    /// <summary>The schema of a tenant; its id, so that a removed tenant's name can be used again.</summary>
    public static string SchemaOf(Tenant tenant) => $"cms_{tenant.Id}";

    public override string DatabaseProvider => "Postgres";

    // In the tenant's own transaction: both schemas are of one database.
    public override Task AskForLookAsync(TenantDb db, Tenant tenant, DateTime atUtc, CancellationToken cancel) => Looks.AskForAsync(db, tenant.Id, atUtc, cancel);

    public override Task SetNextLookAsync(TenantDb db, Tenant tenant, DateTime? atUtc, CancellationToken cancel) => Looks.SetAsync(db, tenant.Id, atUtc, cancel);

    public override async Task CreateAsync(Tenant tenant, CancellationToken cancel)
    {
        await base.CreateAsync(tenant, cancel);
        await server.CreateAsync(SchemaOf(tenant), cancel);
    }

    protected override async Task<OpenTenant> MigrateAsync(Tenant tenant)
    {
        // Tenants write into it too.
        await (await host.OpenAsync(CancellationToken.None)).DisposeAsync();
        var schema = SchemaOf(tenant);

        // Only the set-up makes schemas: a node that has not heard of a tenant's removal would else make it anew, and nobody would remove it.
        await server.MigrateAsync<PostgresTenantDb>(schema, makes: false, options => new PostgresTenantDb(options), CancellationToken.None);
        var contexts = new PooledDbContextFactory<PostgresTenantDb>(server.OptionsFor<PostgresTenantDb>(schema), poolSize: 32);
        return new OpenTenant(tenant, contexts.CreateDbContext);
    }

    protected override Task DropAsync(Tenant tenant, CancellationToken cancel) => server.DropAsync(SchemaOf(tenant), cancel);
}
