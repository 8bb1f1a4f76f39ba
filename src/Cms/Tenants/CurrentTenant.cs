namespace Cms.Tenants;

/// <summary>The tenant that everything in this scope belongs to; set once by whoever opens the scope.</summary>
public sealed class CurrentTenant
{
    private Tenant? _tenant;

    /// <summary>The scope's tenant. Throws when the scope was opened without one: work outside a tenant must not touch its data.</summary>
    public Tenant Tenant
    {
        get => _tenant ?? throw new InvalidOperationException("This work runs outside any tenant; open its scope through TenantScopes.");
        set
        {
            if (_tenant is not null && _tenant.Id != value.Id)
                throw new InvalidOperationException($"This scope belongs to tenant {_tenant.Name} and cannot move to {value.Name}.");
            _tenant = value;
        }
    }

    /// <summary>True in a scope that the program opened for work of its own, false in one that answers somebody's request.</summary>
    public bool IsOpenedByProgram { get; internal set; }

    /// <summary>The scope's tenant, or null outside any.</summary>
    public Tenant? TenantOrNone => _tenant;
}
