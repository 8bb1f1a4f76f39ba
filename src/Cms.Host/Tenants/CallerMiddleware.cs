using Cms.Host.Accounts;
using Cms.Host.Safety;
using Cms.Settings;
using Cms.Tenants;
using Cms.Users;
using Cms.Users.Sessions;

namespace Cms.Host.Tenants;

/// <summary>Finds out who a request comes from; everything below it in the pipeline asks <see cref="CurrentCaller"/>.</summary>
public sealed class CallerMiddleware(RequestDelegate next, PerTenant<RolePermissions> roles, PerTenant<CorsRules> cors)
{
    /// <summary>Sets the scope's caller: whoever sent a token or key, else the signed-in user with the roles that it has now, else a visitor.</summary>
    public async Task InvokeAsync(HttpContext context, CurrentTenant tenant, CurrentCaller current)
    {
        if (context.Features.Get<Caller>() is { } program)
        {
            current.Caller = program;
            await next(context);
            return;
        }

        var userId = UserOf(context);
        var isForeign = userId is not null && !await MayActForUsersAsync(context, tenant.Tenant);
        if (isForeign)
            context.RequestServices.GetRequiredService<Refusals>().Add("origin");

        var permissions = await roles.GetAsync(tenant.Tenant, context.RequestAborted);
        current.Caller = userId is not null && !isForeign
            ? permissions.SignedIn(userId, context.User.Identity?.Name ?? "", SignedInUser.RolesOf(context.User))
            : permissions.Visitor;
        await next(context);
    }

    // Who has something to do first does it as themselves at /account, and is a visitor elsewhere.
    private static string? UserOf(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/account") ? SignedInUser.IdOf(context.User) : SignedInUser.SettledIdOf(context.User);

    // A browser sends the cookie along whichever page asks; only pages of this host, and of sites that the tenant names, act for whoever is signed in.
    private async Task<bool> MayActForUsersAsync(HttpContext context, Tenant tenant)
    {
        if (context.Request.Headers.Origin is not [{ Length: > 0 } origin])
            return context.Request.Headers.Origin.Count == 0;

        if (context.Request.IsOfOwnPage(origin))
            return true;

        return await cors.GetAsync(tenant, context.RequestAborted) is { Credentials: true } rules && rules.Origins.Contains(origin, StringComparer.OrdinalIgnoreCase);
    }
}
