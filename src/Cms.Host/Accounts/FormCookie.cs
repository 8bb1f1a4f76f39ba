namespace Cms.Host.Accounts;

/// <summary>The cookie that forms are bound to, with a name that fits the request.</summary>
internal sealed class FormCookie : CookieBuilder
{
    private const string Plain = "cms-form";

    private readonly IHttpContextAccessor _requests;

    public FormCookie(IHttpContextAccessor requests)
    {
        _requests = requests;
        (HttpOnly, IsEssential, SameSite) = (true, true, SameSiteMode.Strict);

        // ASP.NET Core makes no form at all for a cookie that must be secure where it does not see an encrypted request.
        SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }

    // Options are made outside requests too.
    public override string? Name => _requests.HttpContext is { } http ? TenantCookies.PrefixOf(http) + Plain : Plain;
}
