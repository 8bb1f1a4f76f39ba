using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tenants;

/// <summary>Opens service scopes that belong to a tenant, for work that no request began: commands, set-up, watchers, and what a screen of the admin does.</summary>
public sealed class TenantScopes(IServiceScopeFactory scopes)
{
    /// <summary>A new scope whose services are this tenant's and work for the program. The caller disposes it.</summary>
    public AsyncServiceScope Open(Tenant tenant) => Open(tenant, byProgram: true);

    /// <summary>A new scope whose services are this tenant's and work for nobody yet: whoever opens it says who asks, as a request does. The caller disposes it.</summary>
    public AsyncServiceScope OpenForCaller(Tenant tenant) => Open(tenant, byProgram: false);

    private AsyncServiceScope Open(Tenant tenant, bool byProgram)
    {
        var scope = scopes.CreateAsyncScope();
        var current = scope.ServiceProvider.GetRequiredService<CurrentTenant>();
        (current.Tenant, current.IsOpenedByProgram) = (tenant, byProgram);
        return scope;
    }
}
