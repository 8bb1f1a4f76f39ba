using Cms.Host.Configuration;
using Cms.Users.Sessions;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;

namespace Cms.Host.Accounts;

/// <summary>How the server knows who is signed in: a cookie for each tenant, sealed with keys that all nodes share.</summary>
internal static class AccountServices
{
    /// <summary>Registers it.</summary>
    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<IAntiforgeryAdditionalDataProvider, TenantForms>();
        services.AddAntiforgery(forms =>
        {
            forms.FormFieldName = "form-token";
            // The pages' content security policy says the same.
            forms.SuppressXFrameOptionsHeader = true;
        });

        services.AddOptions<AntiforgeryOptions>().Configure<IHttpContextAccessor>((forms, requests) => forms.Cookie = new FormCookie(requests));

        services.AddScoped<CheckSignedInUser>().AddPasskeys();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie().AddCookie(SignInCookies.SecondStep).AddCookie(ExternalServices.Answer)
            .AddProviders(CmsConfiguration.Read(builder.Configuration), builder.Environment);
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme).Configure<IDataProtectionProvider, IHttpContextAccessor>((cookie, keys, requests) =>
        {
            Bind(cookie, builder.Environment, CookieNames.SignIn, UserSession.Lasts, TicketsOf(keys, requests, "Cms.SignIn"));
            cookie.SlidingExpiration = true;
            cookie.EventsType = typeof(CheckSignedInUser);
        });
        services.AddOptions<CookieAuthenticationOptions>(SignInCookies.SecondStep).Configure<IDataProtectionProvider, IHttpContextAccessor>((cookie, keys, requests) =>
        {
            Bind(cookie, builder.Environment, "cms-code", SignInCookies.SecondStepLasts, TicketsOf(keys, requests, "Cms.SecondStep"));
            cookie.SlidingExpiration = false;
        });
        services.AddOptions<CookieAuthenticationOptions>(ExternalServices.Answer).Configure<IDataProtectionProvider, IHttpContextAccessor>((cookie, keys, requests) =>
        {
            Bind(cookie, builder.Environment, "cms-external", SignInCookies.SecondStepLasts, TicketsOf(keys, requests, "Cms.External.Answer"));
            cookie.SlidingExpiration = false;
        });
    }

    private static TenantSeal<AuthenticationTicket> TicketsOf(IDataProtectionProvider keys, IHttpContextAccessor requests, string purpose) =>
        new(requests, tenant => new TicketDataFormat(keys.CreateProtector(purpose, tenant)));

    private static void Bind(CookieAuthenticationOptions cookie, IWebHostEnvironment environment, string name, TimeSpan lasts, TenantSeal<AuthenticationTicket> tickets)
    {
        cookie.Cookie.Name = name;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;

        // Behind a proxy the request itself is plain HTTP; the browser's is not.
        cookie.Cookie.SecurePolicy = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        cookie.ExpireTimeSpan = lasts;
        cookie.CookieManager = new TenantCookies();
        cookie.TicketDataFormat = tickets;
    }
}
