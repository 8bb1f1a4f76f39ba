using Cms.Content;
using Cms.Tenants;

namespace Cms.Setup;

/// <summary>Takes a name and an address for a tenant that is set up later, by <see cref="SetUpTenant"/>.</summary>
public sealed class AddTenant(TenantStore store, TenantRegistry registry, SharedHosts hosts, TimeProvider clock)
{
    /// <summary>
    /// The tenant, which does not answer yet. <see cref="ProblemKind.Invalid"/> with the members that are wrong, <see cref="ProblemKind.Conflict"/> when name or
    /// address is taken.
    /// </summary>
    public Task<Outcome<Tenant>> RunAsync(TenantDetails wanted, CancellationToken cancel) => RunAsync(wanted, TenantState.Uninitialized, cancel);

    /// <summary>The same in the state of one that is being set up already.</summary>
    internal async Task<Outcome<Tenant>> RunAsync(TenantDetails wanted, TenantState state, CancellationToken cancel)
    {
        if (wanted.Complaints().ToList() is { Count: > 0 } complaints)
            return Problem.Invalid(complaints);

        var tenant = wanted.Of(new Tenant { Id = ContentId.New(), Name = wanted.Name, State = state, RecipeName = "", CreatedUtc = clock.GetUtcNow().UtcDateTime });
        if (hosts.Complaint(tenant) is { } shared)
            return Problem.Invalid([shared]);

        if (!await store.AddAsync(tenant, cancel))
            return await TenantDetails.TakenAsync(tenant, store, cancel);

        await registry.LoadAsync(cancel);
        return tenant;
    }
}
