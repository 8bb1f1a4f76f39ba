using Cms.Tenants;

namespace Cms.Storage;

/// <summary>Opens the databases of tenants; brings each to the newest structure before its first use in this process.</summary>
internal abstract class TenantDatabases : TenantStorage
{
    /// <summary>A context of the tenant's database. The caller disposes it.</summary>
    public abstract ValueTask<TenantDb> OpenAsync(Tenant tenant, CancellationToken cancel);
}
