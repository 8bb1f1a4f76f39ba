using Cms.Tenants;
using Microsoft.AspNetCore.Antiforgery;

namespace Cms.Host.Accounts;

/// <summary>Binds the tokens of forms to the tenant whose page they stand on.</summary>
internal sealed class TenantForms : IAntiforgeryAdditionalDataProvider
{
    public string GetAdditionalData(HttpContext context) => TenantOf(context);

    public bool ValidateAdditionalData(HttpContext context, string additionalData) => additionalData == TenantOf(context);

    private static string TenantOf(HttpContext context) => context.RequestServices.GetRequiredService<CurrentTenant>().Tenant.Id;
}
