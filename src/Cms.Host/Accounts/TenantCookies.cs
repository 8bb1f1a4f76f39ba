using Cms.Tenants;
using Cms.Users;
using Cms.Users.Sessions;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Cms.Host.Accounts;

/// <summary>
/// Each tenant's sign-in has a cookie of its own name, so that two tenants at one host do not take each other's place. One without the prefix that the request allows
/// is not looked at, as anybody who can answer for a neighbouring host or an unencrypted connection could have put it there.
/// </summary>
internal sealed class TenantCookies : ICookieManager
{
    private readonly ChunkingCookieManager _cookies = new();

    // Who sends a token or key is who that says, whatever cookie comes along.
    public string? GetRequestCookie(HttpContext context, string key) => context.Features.Get<Caller>() is null ? _cookies.GetRequestCookie(context, NameOf(context, key)) : null;

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options)
    {
        DeletePlain(context, key, options);
        _cookies.AppendResponseCookie(context, NameOf(context, key), value, options);
    }

    public void DeleteCookie(HttpContext context, string key, CookieOptions options)
    {
        DeletePlain(context, key, options);
        _cookies.DeleteCookie(context, NameOf(context, key), options);
    }

    /// <summary>How the names of cookies with the tenant's path begin.</summary>
    public static string PrefixOf(HttpContext context) => CookieNames.PrefixOf(context.Request.IsHttps, context.Request.PathBase.Value ?? "");

    /// <summary>The tenant's cookie of this name, as the request's browser has it.</summary>
    public static string NameOf(HttpContext context, string key) => PrefixOf(context) + PlainNameOf(context, key);

    private static string PlainNameOf(HttpContext context, string key) => CookieNames.Of(key, context.RequestServices.GetRequiredService<CurrentTenant>().Tenant);

    // What is left from before the site was encrypted, or knew that it is.
    private void DeletePlain(HttpContext context, string key, CookieOptions options)
    {
        if (PlainNameOf(context, key) is var plain && PrefixOf(context).Length > 0 && context.Request.Cookies.ContainsKey(plain))
            _cookies.DeleteCookie(context, plain, options);
    }
}
