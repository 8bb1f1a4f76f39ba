using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tenants;

/// <summary>Opens service scopes that belong to a tenant, for work that no request began: commands, set-up, watchers.</summary>
public sealed class TenantScopes(IServiceScopeFactory scopes)
{
    /// <summary>A new scope whose services are this tenant's. The caller disposes it.</summary>
    public AsyncServiceScope Open(Tenant tenant)
    {
        var scope = scopes.CreateAsyncScope();
        var current = scope.ServiceProvider.GetRequiredService<CurrentTenant>();
        (current.Tenant, current.IsOpenedByProgram) = (tenant, true);
        return scope;
    }
}
