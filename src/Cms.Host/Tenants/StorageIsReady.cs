using Cms.Tenants;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Cms.Host.Tenants;

/// <summary>Ready means: the host database answers and at least one tenant takes requests.</summary>
public sealed class StorageIsReady(TenantStore store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var tenants = await store.ListAsync(cancellationToken);
        return tenants.Any(tenant => tenant.State == TenantState.Running)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("No tenant is running.");
    }
}
