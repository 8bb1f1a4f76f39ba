using Cms.Apps;
using Cms.OpenId.Http;
using Cms.OpenId.Keys;
using Cms.OpenId.Options;
using Cms.OpenId.Tokens;
using Cms.Tenants;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using OpenIddict.Validation;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Cms.OpenId;

/// <summary>The door of Cms.OpenId.</summary>
public static class OpenIdServices
{
    // After everything that OpenIddict checks itself: that the app is who it says.
    private const int Last = int.MaxValue - 1000;

    /// <summary>Registers what servers and commands need: the keys of tenants. Data protection with a key ring that all nodes share must be registered beside it.</summary>
    public static IServiceCollection AddTokenKeys(this IServiceCollection services) => services.AddScoped<TokenKeys>().AddScoped<RotateKeys>();

    /// <summary>Registers what a server needs to give and take tokens. Authentication must be registered before it.</summary>
    public static IServiceCollection AddTokenServer(this IServiceCollection services)
    {
        services.AddOpenIddict()
            .AddServer(server =>
            {
                server.DisableScopeValidation();
                server.UseAspNetCore()
                    .EnableAuthorizationEndpointPassthrough()
                    .EnableEndSessionEndpointPassthrough()
                    .EnableErrorPassthrough()

                    // TLS may end at a proxy.
                    .DisableTransportSecurityRequirement();
                server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseSingletonHandler<ScopesAreKnown<ValidateTokenRequestContext>>().SetOrder(OpenIddictServerHandlers.Exchange.ValidateScopes.Descriptor.Order));
                server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseSingletonHandler<ScopesAreKnown<ValidateAuthorizationRequestContext>>().SetOrder(OpenIddictServerHandlers.Authentication.ValidateScopes.Descriptor.Order));
                server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseScopedHandler<AppIsEnabled<ValidateTokenRequestContext>>().SetOrder(Last));
                server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseScopedHandler<AppIsEnabled<ValidateAuthorizationRequestContext>>().SetOrder(Last));
                server.AddEventHandler<ValidateIntrospectionRequestContext>(handler => handler.UseScopedHandler<AppIsEnabled<ValidateIntrospectionRequestContext>>().SetOrder(Last));
                server.AddEventHandler<ValidateRevocationRequestContext>(handler => handler.UseScopedHandler<AppIsEnabled<ValidateRevocationRequestContext>>().SetOrder(Last));
                server.AddEventHandler<HandleTokenRequestContext>(handler => handler.UseScopedHandler<GiveToken>());
                server.AddEventHandler<ApplyTokenResponseContext>(handler => handler.UseScopedHandler<NoteRefusals>().SetOrder(int.MinValue));
                server.AddEventHandler<HandleIntrospectionRequestContext>(handler => handler.UseScopedHandler<TokenIsStillGood>());
                server.AddEventHandler<ExtractUserInfoRequestContext>(handler => handler.UseSingletonHandler<TokenIsInHeader>()
                    .SetOrder(OpenIddictServerAspNetCoreHandlers.ExtractGetOrPostRequest<ExtractUserInfoRequestContext>.Descriptor.Order + 1));
                server.AddEventHandler<HandleUserInfoRequestContext>(handler => handler.UseScopedHandler<DescribeUser>());
            })
            .AddValidation(validation => validation.UseAspNetCore().DisableAccessTokenExtractionFromBodyForm().DisableAccessTokenExtractionFromQueryString());

        services.AddHttpContextAccessor();
        services.AddSingleton<OpenIdOptions>().AddSingleton(provider => TenantOpenId.Keep(
            provider.GetRequiredService<TenantScopes>(), provider.GetRequiredService<TenantChanges>(), provider.GetRequiredService<OpenIdOptions>()));
        services.AddSingleton<FindTenantOptions>();
        services.AddSingleton<IOptionsMonitor<OpenIddictServerOptions>>(provider => new OptionsOfRequest<OpenIddictServerOptions>(provider.GetRequiredService<IHttpContextAccessor>(), options => options.Server));
        services.AddSingleton<IOptionsMonitor<OpenIddictValidationOptions>>(provider => new OptionsOfRequest<OpenIddictValidationOptions>(provider.GetRequiredService<IHttpContextAccessor>(), options => options.Validation));
        services.Replace(ServiceDescriptor.Singleton<IAuthenticationSchemeProvider, RequestHandlers>());
        services.AddScoped(provider => new BearerTokens(
            provider.GetRequiredService<CurrentTenant>(), provider.GetRequiredService<PerTenant<Features.TenantFeatures>>(), provider.GetRequiredService<FindTenantOptions>(),
            provider.GetRequiredService<IAuthenticationHandlerProvider>(), provider.GetRequiredService<ProgramCaller>()));
        services.AddScoped(provider => new Authorize(
            provider.GetRequiredService<CurrentTenant>(), provider.GetRequiredService<PerTenant<TenantApps>>(), provider.GetRequiredService<PerTenant<TenantOpenId>>(),
            provider.GetRequiredService<Users.UserStore>(), provider.GetRequiredService<IOpenIddictAuthorizationManager>(), provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    /// <summary>Answers requests for tokens. Below the tenant in the pipeline, above the sign-in.</summary>
    public static IApplicationBuilder UseTokenServer(this IApplicationBuilder app) => app.UseMiddleware<OpenIdMiddleware>();
}
