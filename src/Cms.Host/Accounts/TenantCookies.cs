using Cms.Tenants;
using Cms.Users;
using Microsoft.AspNetCore.Authentication.Cookies;

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
