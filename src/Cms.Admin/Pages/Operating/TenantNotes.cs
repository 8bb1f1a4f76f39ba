using Cms.Audit;
using Cms.Tenants;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Admin.Pages.Operating;

/// <summary>Writes into the trail of the tenant Default, which manages tenants, what became of one.</summary>
internal static class TenantNotes
{
    /// <summary>Lets a verb do its work with another tenant than <see cref="Tenant.DefaultName"/>, which answers here itself, and notes it.</summary>
    public static async Task<Outcome<Tenant>> DoAsync<TVerb>(IServiceProvider services, string happened, Func<TVerb, Task<Outcome<Tenant>>> work) where TVerb : notnull
    {
        var done = await work(services.GetRequiredService<TVerb>());
        if (done.Problem is null)
            await AddAsync(services, happened, done.Value);
        return done;
    }

    /// <summary>Notes what happened.</summary>
    public static Task AddAsync(IServiceProvider services, string happened, Tenant tenant) => services.GetRequiredService<AuditTrail>().AddAsync(AuditEntry.Of(happened, tenant), CancellationToken.None);
}
