using Cms.Features;
using Cms.Tenants;

namespace Cms.Host.Tenants;

/// <summary>Marks endpoints that a tenant has only with a feature.</summary>
/// <param name="Name">The feature.</param>
public sealed record RequiredFeature(string Name);

/// <summary>Answers 404 for endpoints whose feature the tenant has not switched on.</summary>
public static class RequiredFeatureEndpoints
{
    /// <summary>The endpoints need this feature.</summary>
    public static TBuilder RequireFeature<TBuilder>(this TBuilder endpoints, string feature) where TBuilder : IEndpointConventionBuilder
    {
        endpoints.Add(endpoint => endpoint.Metadata.Add(new RequiredFeature(feature)));
        return endpoints;
    }

    /// <summary>Asks before the endpoint runs; stands after routing.</summary>
    public static IApplicationBuilder UseRequiredFeatures(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<RequiredFeature>() is { } required)
        {
            var kept = context.RequestServices.GetRequiredService<PerTenant<TenantFeatures>>();
            var features = await kept.GetAsync(context.RequestServices.GetRequiredService<CurrentTenant>().Tenant, context.RequestAborted);
            if (!features.Has(required.Name))
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                await context.Response.SendTextAsync($"This site has the feature {required.Name} switched off.");
                return;
            }
        }

        await next(context);
    });
}
