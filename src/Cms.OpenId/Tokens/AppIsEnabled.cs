using Cms.Apps;
using Cms.Tenants;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Cms.OpenId.Tokens;

/// <summary>Refuses an app that is disabled, once it is known that it is that app which asks.</summary>
internal sealed class AppIsEnabled<TContext>(PerTenant<TenantApps> apps, CurrentTenant current) : IOpenIddictServerHandler<TContext> where TContext : BaseValidatingContext
{
    public async ValueTask HandleAsync(TContext context)
    {
        var known = await apps.GetAsync(current.Tenant, CancellationToken.None);
        if (context.Transaction.Request?.ClientId is { } clientId && known.Find(clientId) is not { IsEnabled: true })
            context.Reject(OpenIddictConstants.Errors.UnauthorizedClient, "This app is disabled.");
    }
}
