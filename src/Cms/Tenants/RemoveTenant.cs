namespace Cms.Tenants;

/// <summary>Removes a tenant and everything it stored.</summary>
public sealed class RemoveTenant(TenantStore store, TenantStorage storage, TenantRegistry registry)
{
    /// <summary>Refuses a tenant that runs: it must be disabled first, so that nobody removes a living site by a slip.</summary>
    public async Task<Outcome<Tenant>> RunAsync(string name, CancellationToken cancel)
    {
        await registry.LoadAsync(cancel);
        if (registry.Find(name) is not { } tenant)
            return Problem.NotFound($"There is no tenant {name}.");

        if (tenant.State == TenantState.Running)
            return Problem.Conflict($"Tenant {tenant.Name} is running; disable it first.");

        // The row goes last: it keeps the name taken, so that no new tenant of this name loses its data here.
        await storage.DeleteAsync(tenant, cancel);
        await store.RemoveAsync(tenant, cancel);
        await registry.LoadAsync(cancel);
        return tenant;
    }
}
