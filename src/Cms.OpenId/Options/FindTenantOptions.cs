using Cms.OpenId.Keys;
using Cms.Tenants;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.OpenId.Options;

/// <summary>Finds the options of a tenant at this moment; gives the tenant a new key when one is due.</summary>
internal sealed class FindTenantOptions(PerTenant<TenantOpenId> kept, TenantScopes scopes, TimeProvider clock)
{
    public async Task<TenantOptions> RunAsync(Tenant tenant, CancellationToken cancel)
    {
        var openId = await kept.GetAsync(tenant, cancel);
        if (openId.IsRotationDue(clock.GetUtcNow().UtcDateTime))
        {
            await using (var scope = scopes.Open(tenant))
                await scope.ServiceProvider.GetRequiredService<RotateKeys>().EnsureAsync(openId.Settings, cancel);
            openId = await kept.GetAsync(tenant, cancel);
        }

        return openId.OptionsAt(clock.GetUtcNow().UtcDateTime);
    }
}
