using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Cms.Host.Accounts;

/// <summary>How the server knows who is signed in: a cookie for each tenant, sealed with keys that all nodes share.</summary>
internal static class AccountServices
{
    private const string Cookie = "cms";
    private static readonly TimeSpan SignedInFor = TimeSpan.FromDays(14);

    /// <summary>Registers it.</summary>
    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<IAntiforgeryAdditionalDataProvider, TenantForms>();
        services.AddAntiforgery(forms =>
        {
            forms.FormFieldName = "form-token";
            forms.Cookie.Name = "cms-form";
            forms.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;

            // The pages' content security policy says the same.
            forms.SuppressXFrameOptionsHeader = true;
        });

        services.AddScoped<CheckSignedInUser>().AddSingleton<TenantTickets>();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme).Configure<TenantTickets>((cookie, tickets) =>
        {
            cookie.Cookie.Name = Cookie;
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;

            // Behind a proxy the request itself is plain HTTP; the browser's is not.
            cookie.Cookie.SecurePolicy = builder.Environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            cookie.ExpireTimeSpan = SignedInFor;
            cookie.SlidingExpiration = true;
            cookie.CookieManager = new TenantCookies();
            cookie.TicketDataFormat = tickets;
            cookie.EventsType = typeof(CheckSignedInUser);
        });
    }

    /// <summary>Signs the user in for this and later requests of the browser.</summary>
    public static Task SignInAsync(this HttpContext context, Cms.Users.User user) =>
        context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, SignedInUser.ForCookie(user), new AuthenticationProperties { IsPersistent = true });
}
