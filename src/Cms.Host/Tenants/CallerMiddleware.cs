using Cms.Tenants;
using Cms.Users;

namespace Cms.Host.Tenants;

/// <summary>Finds out who a request comes from; everything below it in the pipeline asks <see cref="CurrentCaller"/>.</summary>
public sealed class CallerMiddleware(RequestDelegate next, PerTenant<RolePermissions> roles)
{
    /// <summary>Sets the scope's caller.</summary>
    public async Task InvokeAsync(HttpContext context, CurrentTenant tenant, CurrentCaller current)
    {
        var permissions = await roles.GetAsync(tenant.Tenant, context.RequestAborted);
        current.Caller = permissions.Visitor;
        await next(context);
    }
}
