using Cms.Tenants;

namespace Cms.Setup;

/// <summary>Changes where a tenant is found and what is said of it; a running one goes on at its new address.</summary>
public sealed class EditTenant(TenantStore store, TenantRegistry registry, SharedHosts hosts)
{
    /// <summary>
    /// The tenant as it is now; what is not said stays. <see cref="ProblemKind.NotFound"/>, <see cref="ProblemKind.Invalid"/> with the members that are wrong,
    /// <see cref="ProblemKind.Conflict"/> when the address is taken or somebody sets the tenant up.
    /// </summary>
    public async Task<Outcome<Tenant>> RunAsync(TenantDetails wanted, CancellationToken cancel)
    {
        await registry.LoadAsync(cancel);
        if (registry.Find(wanted.Name) is not { } tenant)
            return Problem.NotFound($"There is no tenant {wanted.Name}.");

        // Whoever sets it up writes what they read before, and a new address would close what they fill.
        if (tenant.State == TenantState.Initializing)
            return Problem.Conflict($"Tenant {tenant.Name} is being set up, or its set-up was cut off; wait, or remove it and create it again.");

        if (wanted.Complaints().ToList() is { Count: > 0 } complaints)
            return Problem.Invalid(complaints);

        // Which recipe it was set up with is history.
        var changed = (tenant.State == TenantState.Uninitialized ? wanted : wanted with { RecipeName = null }).Of(tenant);
        if (hosts.Complaint(changed) is { } shared)
            return Problem.Invalid([shared]);

        if (!await store.UpdateAsync(changed, cancel))
            return await TenantDetails.TakenAsync(changed, store, cancel);

        await registry.LoadAsync(cancel);
        return changed;
    }
}
