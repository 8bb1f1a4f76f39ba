using Cms.Tenants;
using Microsoft.AspNetCore.Authentication;

namespace Cms.Host.Accounts;

/// <summary>Seals what a browser carries for the tenant of the request and for one purpose: what another tenant gave out, or half a sign-in, cannot be opened, whatever its cookie is called.</summary>
internal sealed class TenantSeal<T>(IHttpContextAccessor requests, Func<string, ISecureDataFormat<T>> formatOf) : ISecureDataFormat<T>
{
    public string Protect(T data) => Format().Protect(data);

    public string Protect(T data, string? purpose) => Format().Protect(data, purpose);

    public T? Unprotect(string? protectedText) => Format().Unprotect(protectedText);

    public T? Unprotect(string? protectedText, string? purpose) => Format().Unprotect(protectedText, purpose);

    private ISecureDataFormat<T> Format()
    {
        var request = requests.HttpContext ?? throw new InvalidOperationException("A sign-in belongs to a request; there is none here.");
        return formatOf(request.RequestServices.GetRequiredService<CurrentTenant>().Tenant.Id);
    }
}
