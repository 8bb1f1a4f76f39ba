using Cms.Users;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Cms.Admin;

/// <summary>
/// Lets into the admin, its connections and its API whoever may see it, and nobody else; and says what browsers may run there. Below the middleware that finds out who asks.
/// </summary>
public sealed class AdminGate(RequestDelegate next)
{
    /// <summary>Where the API of the editor is, below the tenant's address.</summary>
    public const string Api = "/admin/api";

    // MudBlazor writes styles into the page, and the editor is WebAssembly; nothing is loaded from elsewhere.
    private const string Policy =
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; frame-src 'self'; worker-src 'self' blob:; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private const string Pages = "/admin", Connections = "/_blazor";

    /// <summary>Answers 401 or leads to the sign-in whoever is not signed in, and 403 whoever may not see the admin.</summary>
    public Task InvokeAsync(HttpContext http)
    {
        var isPage = http.Request.Path.StartsWithSegments(Pages, StringComparison.OrdinalIgnoreCase);
        if (!isPage && !http.Request.Path.StartsWithSegments(Connections, StringComparison.OrdinalIgnoreCase))
            return next(http);

        http.Response.Headers.CacheControl = "no-store";
        var caller = http.RequestServices.GetRequiredService<CurrentCaller>().Caller;

        // Programs have an API of their own, and what a screen does afterwards asks for a session.
        if (!caller.IsSignedIn || caller.App is not null)
            return SendToSignIn(http, isPage);

        if (caller.Refuse(Permission.AccessAdminPanel, "see the admin") is { } refused)
            return RefuseAsync(http, StatusCodes.Status403Forbidden, refused.Message);

        // Whatever page of another site makes a browser send a form; it cannot make it send this header.
        if (http.Request.Path.StartsWithSegments(Api) && !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method) && http.Request.Headers["X-Cms"] != "1")
            return RefuseAsync(http, StatusCodes.Status400BadRequest, "Requests that change something need the header X-Cms: 1.");

        if (isPage)
            http.Response.Headers.ContentSecurityPolicy = Policy;
        return next(http);
    }

    private static Task SendToSignIn(HttpContext http, bool isPage)
    {
        if (!isPage || http.Request.Path.StartsWithSegments(Api) || !HttpMethods.IsGet(http.Request.Method))
            return RefuseAsync(http, StatusCodes.Status401Unauthorized, "Sign in first.");

        var here = http.Request.PathBase + http.Request.Path + http.Request.QueryString;
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers[HeaderNames.Location] = $"{http.Request.PathBase}/account/sign-in?returnUrl={Uri.EscapeDataString(here)}";
        return Task.CompletedTask;
    }

    private static Task RefuseAsync(HttpContext http, int status, string message)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(message, http.RequestAborted);
    }
}
