using System.Net;
using Cms.Host.Configuration;
using Cms.Tenants;
using Cms.Users;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace Cms.Host.Accounts;

/// <summary>What browsers are asked for when they make a passkey or sign in with one (WebAuthn), and between whose question and answer nothing may be changed.</summary>
internal static class PasskeyServices
{
    private const string Required = "required";
    private const string Cookie = "cms-passkey";
    private static readonly TimeSpan AnswerTakes = TimeSpan.FromMinutes(5);

    /// <summary>Registers it. The relying party is the host that the request was sent to, which is the tenant's.</summary>
    public static IServiceCollection AddPasskeys(this IServiceCollection services) => services
        .AddScoped<IPasskeyHandler<User>, PasskeyHandler<User>>()
        .Configure<IdentityPasskeyOptions>(options =>
        {
            // It stands for password and code together: the device must ask for a finger, a face or its own code, and know whose the passkey is.
            (options.UserVerificationRequirement, options.ResidentKeyRequirement) = (Required, Required);
            options.AuthenticatorTimeout = AnswerTakes;
            options.ValidateOrigin = context => ValueTask.FromResult(IsOwnPage(context));
        });

    /// <summary>Keeps what was asked in this browser until it answers, sealed for the tenant and for one purpose.</summary>
    public static void KeepChallenge(this HttpContext http, string purpose, string? state) => http.Response.Cookies.Append(
        TenantCookies.NameOf(http, Cookie),
        Seal(http, purpose).Protect(state ?? "", AnswerTakes),
        OptionsOf(http, AnswerTakes));

    /// <summary>Takes what was asked out of the browser; null when it was asked nothing, for something else or too long ago.</summary>
    public static string? TakeChallenge(this HttpContext http, string purpose)
    {
        if (http.Request.Cookies[TenantCookies.NameOf(http, Cookie)] is not { } kept)
            return null;

        http.Response.Cookies.Delete(TenantCookies.NameOf(http, Cookie), OptionsOf(http, lasts: null));
        try
        {
            return Seal(http, purpose).Unprotect(kept);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    // The page that asked the browser must be one of this host. Behind a proxy that is not named the request's own scheme is not the browser's.
    private static bool IsOwnPage(PasskeyOriginValidationContext context) =>
        !context.CrossOrigin
        && Uri.TryCreate(context.Origin, UriKind.Absolute, out var page)
        && page.Authority.Equals(context.HttpContext.Request.Host.Value, StringComparison.OrdinalIgnoreCase)
        && HttpsAddress.IsEncrypted(page);

    private static ITimeLimitedDataProtector Seal(HttpContext http, string purpose) => http.RequestServices.GetRequiredService<IDataProtectionProvider>()
        .CreateProtector("Cms.Passkey", http.RequestServices.GetRequiredService<CurrentTenant>().Tenant.Id, purpose).ToTimeLimitedDataProtector();

    private static CookieOptions OptionsOf(HttpContext http, TimeSpan? lasts) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = http.Request.IsHttps || !http.RequestServices.GetRequiredService<IWebHostEnvironment>().IsDevelopment(),
        Path = http.Request.PathBase.HasValue ? http.Request.PathBase : "/",
        MaxAge = lasts,
    };
}
