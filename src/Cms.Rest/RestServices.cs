using Cms.Rest.Audit;
using Cms.Rest.Http;
using Cms.Rest.Items;
using Cms.Rest.OpenApi;
using Cms.Rest.Tenants;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Cms.Rest;

/// <summary>Puts the REST endpoints into the host's services.</summary>
public static class RestServices
{
    /// <summary>Adds what they need beside the tenants' own services. The host may register its own <see cref="RestLimits"/>, before or after.</summary>
    public static IServiceCollection AddCmsRest(this IServiceCollection services)
    {
        services.TryAddSingleton<RestLimits>();
        return services.AddScoped<ReadItems>().AddScoped<ListItems>().AddScoped<WriteItems>().AddScoped<ChangeItems>()
            .AddScoped<AnswerOnce>().AddScoped<ShowDescription>().AddPerTenant(TypeSchemas.Keep)
            .AddScoped<ReadTenants>().AddScoped<WriteTenants>().AddScoped<ChangeTenants>().AddScoped<ReadEntries>();
    }
}
