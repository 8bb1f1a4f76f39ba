namespace Cms.Tenants;

/// <summary>Makes and removes the place where a tenant's data lives: a database file on SQLite, a schema on PostgreSQL.</summary>
public abstract class TenantStorage
{
    /// <summary>Orchard Core's name for the kind of database: <c>Sqlite</c> or <c>Postgres</c>.</summary>
    public abstract string DatabaseProvider { get; }

    /// <summary>Makes the place ready and empty of older remains. May run again for a tenant whose set-up was cut off.</summary>
    public abstract Task CreateAsync(Tenant tenant, CancellationToken cancel);

    /// <summary>Removes everything the tenant stored, its files too. Nothing happens when it is gone already.</summary>
    public abstract Task DeleteAsync(Tenant tenant, CancellationToken cancel);
}
