using Cms.Host.Accounts;
using Cms.Tenants;
using Cms.Users;

namespace Cms.Host.Tenants;

/// <summary>Finds out who a request comes from; everything below it in the pipeline asks <see cref="CurrentCaller"/>.</summary>
public sealed class CallerMiddleware(RequestDelegate next, PerTenant<RolePermissions> roles)
{
    /// <summary>Sets the scope's caller: the signed-in user with the roles that it has now, else a visitor.</summary>
    public async Task InvokeAsync(HttpContext context, CurrentTenant tenant, CurrentCaller current)
    {
        var permissions = await roles.GetAsync(tenant.Tenant, context.RequestAborted);
        current.Caller = SignedInUser.IdOf(context.User) is { } userId
            ? permissions.SignedIn(userId, context.User.Identity?.Name ?? "", SignedInUser.RolesOf(context.User))
            : permissions.Visitor;
        await next(context);
    }
}
