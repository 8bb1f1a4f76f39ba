using Cms.Features;
using Cms.OpenId.Options;
using Cms.Tenants;
using Cms.Users;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using OpenIddict.Server.AspNetCore;

namespace Cms.OpenId.Http;

/// <summary>
/// Lets OpenIddict answer what a tenant gives tokens with. Requests of other paths pass it by without a cost, and so do those of a tenant without the feature.
/// </summary>
internal sealed class OpenIdMiddleware(RequestDelegate next, PerTenant<TenantFeatures> features, PerTenant<RolePermissions> roles, FindTenantOptions find)
{
    private const int LargestRequest = 64 * 1024;

    /// <summary>Answers, or lets the pipeline go on: to the pages of <c>/connect/authorize</c> and <c>/connect/logout</c> with what OpenIddict found out.</summary>
    public async Task InvokeAsync(HttpContext context, CurrentTenant current, CurrentCaller caller, IAuthenticationHandlerProvider handlers)
    {
        if (OpenIdPaths.Contain(context.Request.Path) && (await features.GetAsync(current.Tenant, context.RequestAborted)).Has(Feature.TokenServer))
        {
            var options = await find.RunAsync(current.Tenant, context.RequestAborted);
            if (options.Server is not null)
            {
                context.Features.Set(options);

                // Who asks is found out here; until then it is nobody.
                caller.Caller = (await roles.GetAsync(current.Tenant, context.RequestAborted)).Visitor;
                if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
                    size.MaxRequestBodySize = LargestRequest;
                var handler = (IAuthenticationRequestHandler?)await handlers.GetHandlerAsync(context, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
                if (await handler!.HandleRequestAsync())
                    return;
            }
        }

        await next(context);
    }
}
