using Cms.Content;
using Cms.Tenants;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Cms.Themes;

/// <summary>Registers what themes need.</summary>
public static class ThemeServices
{
    /// <summary>
    /// Adds themes. The host registers besides: the tenant services and stores of Cms, <c>PerTenant&lt;TaxonomyTerms&gt;</c>, and
    /// <see cref="RunPageQuery"/> (scoped).
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="themesFolder">Holds one folder for each theme.</param>
    /// <param name="development">Whether changed themes are read again and errors are shown in the page.</param>
    public static IServiceCollection AddCmsThemes(this IServiceCollection services, string themesFolder, bool development)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddScoped<Preview>();
        services.AddSingleton(provider => new LoadedThemes(
            Path.GetFullPath(themesFolder), development, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<LoadedThemes>>()));
        services.AddPerTenant(SiteThemes.Keep);
        services.AddSingleton(new ErrorPage(development));
        services.AddScoped<FindPage>();
        services.AddScoped<PageRenderer>();
        return services;
    }
}
