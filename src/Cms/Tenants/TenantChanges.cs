using Cms.Events;

namespace Cms.Tenants;

/// <summary>Tells everything that is kept between requests when a tenant's data changed, in this process or in another one.</summary>
public sealed class TenantChanges
{
    /// <summary>Something happened in a tenant. May be told twice: once by the process that did it and once by the watcher.</summary>
    public event Action<Tenant, TenantEvent>? Happened;

    /// <summary>A tenant was disabled or removed, or nobody asked for it for a while: nothing kept for it may be used again.</summary>
    public event Action<Tenant>? Retired;

    /// <summary>Called after an event is safely stored, never before.</summary>
    public void Publish(Tenant tenant, TenantEvent happened) => Happened?.Invoke(tenant, happened);

    /// <summary>Drops everything kept for the tenant.</summary>
    public void Retire(Tenant tenant) => Retired?.Invoke(tenant);
}
