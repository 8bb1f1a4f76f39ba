using Cms.Apps;
using Microsoft.Extensions.DependencyInjection;
using OpenIddict.EntityFrameworkCore;
using OpenIddict.EntityFrameworkCore.Models;

namespace Cms.Storage.Apps;

/// <summary>The part of the door that stores apps, tokens and API keys.</summary>
internal static class AppStorage
{
    /// <summary>Registers it, with OpenIddict's core on the databases of tenants.</summary>
    public static IServiceCollection AddAppStorage(this IServiceCollection services)
    {
        services.AddMemoryCache();
        services.AddOpenIddict().AddCore(core =>
        {
            core.UseEntityFrameworkCore();
            core.ReplaceTokenStore<OpenIddictEntityFrameworkCoreToken, TokenRows>();
        });
        services.AddScoped<TokenSession>().AddScoped<IOpenIddictEntityFrameworkCoreContext>(provider => provider.GetRequiredService<TokenSession>());
        return services.AddScoped<AppStore, SqlAppStore>().AddScoped<ApiKeyStore, SqlApiKeyStore>();
    }
}
