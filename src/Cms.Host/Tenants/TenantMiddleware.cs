using Cms.Settings;
using Cms.Tenants;
using Cms.Users;

namespace Cms.Host.Tenants;

/// <summary>Finds the tenant that a request belongs to; everything below it in the pipeline is that tenant's.</summary>
public sealed class TenantMiddleware(RequestDelegate next, TenantRegistry registry, PerTenant<AuditSettings> audit)
{
    /// <summary>Sets the scope's tenant and moves its prefix from the path to the path base; 404 when the address belongs to none.</summary>
    public async Task InvokeAsync(HttpContext context, CurrentTenant current, CurrentCaller caller)
    {
        var path = context.Request.Path.HasValue ? context.Request.Path.Value! : "/";
        if (registry.Resolve(context.Request.Host.Host, path) is not { } tenant)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            await context.Response.SendTextAsync("There is no site at this address.");
            return;
        }

        current.Tenant = tenant;
        if (tenant.PrefixIn(path) is { Length: > 0 } prefix)
        {
            // As the visitor wrote it: the path base is what links are made with.
            context.Request.PathBase = context.Request.PathBase.Add(prefix);
            context.Request.Path = path[prefix.Length..] is { Length: > 0 } rest ? rest : "/";
        }

        if ((await audit.GetAsync(tenant, context.RequestAborted)).KeepsAddresses)
            caller.Address = context.Connection.RemoteIpAddress?.ToString();
        await next(context);
    }
}
