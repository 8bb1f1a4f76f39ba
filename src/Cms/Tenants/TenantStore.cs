namespace Cms.Tenants;

/// <summary>Where the list of tenants is kept: the host database, shared by the server and the commands beside it.</summary>
public abstract class TenantStore
{
    /// <summary>All tenants in order of name.</summary>
    public abstract Task<IReadOnlyList<Tenant>> ListAsync(CancellationToken cancel);

    /// <summary>
    /// Adds a tenant. False, and nothing written, when the name (compared without case) or one of its addresses (host and prefix)
    /// was taken meanwhile.
    /// </summary>
    public abstract Task<bool> AddAsync(Tenant tenant, CancellationToken cancel);

    /// <summary>Writes the state of the tenant with this <see cref="Tenant.Id"/>; nothing happens when it is gone.</summary>
    public abstract Task SetStateAsync(Tenant tenant, TenantState state, CancellationToken cancel);

    /// <summary>
    /// Writes the state of the tenant with this <see cref="Tenant.Id"/> if it is in <paramref name="before"/>, and says whether it was: of two who ask at
    /// once, one is told so.
    /// </summary>
    public abstract Task<bool> ChangeStateAsync(Tenant tenant, TenantState before, TenantState after, CancellationToken cancel);

    /// <summary>
    /// Writes addresses, recipe name, description and category of the tenant with this <see cref="Tenant.Id"/>. False, and nothing written, when one of the
    /// addresses was taken meanwhile or the tenant is gone.
    /// </summary>
    public abstract Task<bool> UpdateAsync(Tenant tenant, CancellationToken cancel);

    /// <summary>Writes down that somebody can sign in to the tenant with this <see cref="Tenant.Id"/>; nothing happens when it is gone.</summary>
    public abstract Task SetHasAdministratorAsync(Tenant tenant, CancellationToken cancel);

    /// <summary>The ids of the tenants in which something is due at this moment, by what their own transactions wrote down, in the order in which it became so.</summary>
    public abstract Task<IReadOnlyList<string>> ListDueAsync(DateTime nowUtc, CancellationToken cancel);

    /// <summary>Takes the tenant with this <see cref="Tenant.Id"/> from the list; nothing happens when it is gone.</summary>
    public abstract Task RemoveAsync(Tenant tenant, CancellationToken cancel);
}
