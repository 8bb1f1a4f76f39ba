using Cms.Tenants;

namespace Cms.Setup;

/// <summary>Changes where a tenant is found and what is said of it; a running one goes on at its new address.</summary>
public sealed class EditTenant(TenantStore store, TenantRegistry registry, SharedHosts hosts)
{
    /// <summary>
    /// The tenant as it is now; what is not said stays. <see cref="ProblemKind.NotFound"/>, <see cref="ProblemKind.Invalid"/> with the members that are wrong,
    /// <see cref="ProblemKind.Conflict"/> when the address is taken or somebody sets the tenant up.
    /// </summary>
    public Task<Outcome<Tenant>> RunAsync(TenantDetails wanted, CancellationToken cancel) => RunAsync(wanted, seen: null, cancel);

    /// <summary>The same, and <see cref="ProblemKind.Conflict"/> too when what is said of the tenant is not what was seen any more.</summary>
    /// <param name="wanted">What is to be said.</param>
    /// <param name="seen">The tenant as it was when somebody began to write; null takes any.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<Outcome<Tenant>> RunAsync(TenantDetails wanted, Tenant? seen, CancellationToken cancel)
    {
        await registry.LoadAsync(cancel);
        if (registry.Find(wanted.Name) is not { } tenant)
            return Problem.NotFound($"There is no tenant {wanted.Name}.");

        if (seen is not null && !IsAsSeen(tenant, seen))
            return Problem.Conflict($"Tenant {tenant.Name} was changed by somebody else after you opened it. Nothing was saved; load the page again and look at what they wrote.");

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

    private static bool IsAsSeen(Tenant tenant, Tenant seen) =>
        (tenant.Id, tenant.Prefix, tenant.Description, tenant.Category) == (seen.Id, seen.Prefix, seen.Description, seen.Category) && tenant.Hosts.SequenceEqual(seen.Hosts);
}
