namespace Cms.Tenants;

/// <summary>Makes and removes the place where a tenant's data lives: a database file on SQLite, a schema on PostgreSQL.</summary>
public abstract class TenantStorage
{
    /// <summary>Makes the place ready and empty of older remains. May run again for a tenant whose set-up was cut off.</summary>
    public abstract Task CreateAsync(Tenant tenant, CancellationToken cancel);

    /// <summary>Removes everything the tenant stored, its files too. Nothing happens when it is gone already.</summary>
    public abstract Task DeleteAsync(Tenant tenant, CancellationToken cancel);
}
