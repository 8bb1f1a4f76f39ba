using Cms.Content;
using Cms.Definitions;
using Cms.Features;
using Cms.GraphQL.Documents;
using Cms.GraphQL.Keeping;
using Cms.GraphQL.Resolving;
using Cms.GraphQL.Schemas;
using Cms.Queries;
using Cms.Taxonomies;
using Cms.Tenants;
using Cms.Users;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Cms.GraphQL;

/// <summary>Puts GraphQL into the host's services.</summary>
public static class GraphQLServices
{
    /// <summary>
    /// Adds what GraphQL needs beside the tenants' own services. The host may register its own <see cref="GraphQLLimits"/>,
    /// before or after.
    /// </summary>
    public static IServiceCollection AddCmsGraphQL(this IServiceCollection services)
    {
        services.TryAddSingleton<GraphQLLimits>();
        services.TryAddScoped<Preview>();
        services.AddSingleton(provider =>
        {
            // Made first, so that a change drops the definitions and features before the schema and no schema is built of old ones.
            _ = provider.GetRequiredService<PerTenant<ContentDefinitions>>();
            _ = provider.GetRequiredService<PerTenant<TenantFeatures>>();
            return TenantSchema.Keep(
                provider.GetRequiredService<TenantScopes>(),
                provider.GetRequiredService<TenantChanges>(),
                provider.GetRequiredService<GraphQLLimits>(),
                provider.GetRequiredService<ILogger<TenantSchema>>());
        });
        services.AddSingleton(provider =>
        {
            _ = provider.GetRequiredService<PerTenant<ContentDefinitions>>();
            return KeptSite.Keep(provider.GetRequiredService<TenantScopes>(), provider.GetRequiredService<TenantChanges>());
        });
        services.AddSingleton(provider =>
        {
            // Made first, so that a change has reached whatever an answer reads before the answers hear of it.
            _ = provider.GetRequiredService<PerTenant<TenantSchema>>();
            _ = provider.GetRequiredService<PerTenant<KeptSite>>();
            _ = provider.GetRequiredService<PerTenant<TaxonomyTerms>>();
            _ = provider.GetRequiredService<PerTenant<NamedQueries>>();
            _ = provider.GetRequiredService<PerTenant<RolePermissions>>();
            return new KeptAnswers(provider.GetRequiredService<TenantChanges>(), provider.GetRequiredService<GraphQLLimits>());
        });
        services.AddSingleton<CheckQueryDocument>(provider => new NamedDocumentRule(provider.GetRequiredService<GraphQLLimits>()).Complaint);
        services.AddSingleton<ListQueryLimits>(provider => provider.GetRequiredService<GraphQLLimits>().ForWriters);
        services.AddScoped<GraphQLExecutor>();
        return services;
    }
}
