using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;

namespace Cms.OpenId.Http;

/// <summary>Signs users out for an app (OpenID Connect RP-Initiated Logout 1.0), after OpenIddict has found the request good.</summary>
public static class SignOutForApp
{
    /// <summary>Why the request cannot be answered, for people; null when it can.</summary>
    public static string? FindRefusal(HttpContext context) =>
        context.GetOpenIddictServerResponse() is { Error: not null } failure ? $"{failure.ErrorDescription} ({failure.Error})" : null;

    /// <summary>The request, which comes along with the user's answer; null when OpenIddict does not answer here in this tenant.</summary>
    public static IReadOnlyDictionary<string, string>? FindParameters(HttpContext context) =>
        context.GetOpenIddictServerRequest() is { } request ? ConsentForm.ParametersOf(request) : null;

    /// <summary>True when the app shows, by an id token, that it is this user whom it signs out: nobody else's link does so unasked.</summary>
    public static async Task<bool> IsOfUserAsync(HttpContext context, string userId) =>
        (await context.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme)).Principal?.GetClaim(OpenIddictConstants.Claims.Subject) == userId;

    /// <summary>Sends the user to where the app says, or to this address of the site.</summary>
    public static Task AnswerAsync(HttpContext context, string standardAddress) =>
        context.SignOutAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, new AuthenticationProperties { RedirectUri = standardAddress });
}
