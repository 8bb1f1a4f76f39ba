namespace Cms.Tenants;

/// <summary>Enables or disables a tenant.</summary>
public sealed class SetTenantState(TenantStore store, TenantRegistry registry, SharedHosts hosts)
{
    /// <summary>The tenant in its new state. May run again and then changes nothing.</summary>
    /// <param name="name">The tenant's name.</param>
    /// <param name="state"><see cref="TenantState.Running"/> or <see cref="TenantState.Disabled"/>.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<Tenant>> RunAsync(string name, TenantState state, CancellationToken cancel)
    {
        await registry.LoadAsync(cancel);
        if (registry.Find(name) is not { } tenant)
            return Problem.NotFound($"There is no tenant {name}.");

        if (tenant.State == TenantState.Uninitialized)
            return Problem.Conflict($"Tenant {tenant.Name} is not set up yet; set it up first.");

        if (tenant.State == TenantState.Initializing)
            return Problem.Conflict($"Tenant {tenant.Name} was never set up completely; remove it and create it again.");

        if (state == TenantState.Running && hosts.Complaint(tenant) is { } shared)
            return Problem.Conflict(shared.Message);

        await store.SetStateAsync(tenant, state, cancel);
        await registry.LoadAsync(cancel);
        return tenant with { State = state };
    }
}
