using Cms.Settings;
using Cms.Tenants;
using Microsoft.AspNetCore.Cors.Infrastructure;

namespace Cms.Host.Safety;

/// <summary>Gives ASP.NET Core's CORS middleware the rules of the request's tenant.</summary>
public sealed class TenantCors(PerTenant<CorsRules> kept) : ICorsPolicyProvider
{
    // How long a browser may keep the answer to its question.
    private static readonly TimeSpan KeptByBrowsers = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public async Task<CorsPolicy?> GetPolicyAsync(HttpContext context, string? policyName)
    {
        var tenant = context.RequestServices.GetRequiredService<CurrentTenant>().Tenant;
        return await kept.GetAsync(tenant, context.RequestAborted) is var rules && rules != CorsRules.None ? PolicyOf(rules) : null;
    }

    private static CorsPolicy PolicyOf(CorsRules rules)
    {
        var policy = new CorsPolicyBuilder().WithExposedHeaders([.. rules.ExposedHeaders]).SetPreflightMaxAge(KeptByBrowsers);
        policy = rules.AnyOrigin ? policy.AllowAnyOrigin() : policy.WithOrigins([.. rules.Origins]);
        policy = rules.AnyMethod ? policy.AllowAnyMethod() : policy.WithMethods([.. rules.Methods]);
        policy = rules.AnyHeader ? policy.AllowAnyHeader() : policy.WithHeaders([.. rules.Headers]);
        return (rules.Credentials && !rules.AnyOrigin ? policy.AllowCredentials() : policy.DisallowCredentials()).Build();
    }
}
