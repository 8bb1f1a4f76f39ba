using Cms.Tenants;
using Cms.Users;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;

namespace Cms.Host.Accounts;

/// <summary>Each tenant's sign-in has a cookie of its own name, so that two tenants at one host do not take each other's place.</summary>
internal sealed class TenantCookies : ICookieManager
{
    private readonly ChunkingCookieManager _cookies = new();

    // Who sends a token or key is who that says, whatever cookie comes along.
    public string? GetRequestCookie(HttpContext context, string key) => context.Features.Get<Caller>() is null ? _cookies.GetRequestCookie(context, NameOf(context, key)) : null;

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) => _cookies.AppendResponseCookie(context, NameOf(context, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => _cookies.DeleteCookie(context, NameOf(context, key), options);

    private static string NameOf(HttpContext context, string key) => $"{key}-{context.RequestServices.GetRequiredService<CurrentTenant>().Tenant.Id}";
}

/// <summary>
/// Seals sign-ins for the tenant of the request and for one purpose: what another tenant gave out, or half a sign-in, cannot be opened, whatever its cookie is called.
/// </summary>
internal sealed class TenantTickets(IDataProtectionProvider keys, IHttpContextAccessor requests, string sealPurpose) : ISecureDataFormat<AuthenticationTicket>
{
    public string Protect(AuthenticationTicket data) => Format().Protect(data);

    public string Protect(AuthenticationTicket data, string? purpose) => Format().Protect(data, purpose);

    public AuthenticationTicket? Unprotect(string? protectedText) => Format().Unprotect(protectedText);

    public AuthenticationTicket? Unprotect(string? protectedText, string? purpose) => Format().Unprotect(protectedText, purpose);

    private TicketDataFormat Format()
    {
        var request = requests.HttpContext ?? throw new InvalidOperationException("A sign-in belongs to a request; there is none here.");
        return new TicketDataFormat(keys.CreateProtector(sealPurpose, request.RequestServices.GetRequiredService<CurrentTenant>().Tenant.Id));
    }
}
