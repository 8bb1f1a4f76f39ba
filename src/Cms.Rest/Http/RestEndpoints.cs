using System.Globalization;
using Cms.Content;
using Cms.Editing;
using Cms.Tenants;
using Cms.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cms.Rest.Http;

/// <summary>Answers the REST content API of each tenant. Every failure is problem details (RFC 9457).</summary>
public static class RestEndpoints
{
    /// <summary>Maps those about content. They expect the request's scope to have its tenant and its caller.</summary>
    public static IEndpointConventionBuilder MapCmsRest(this IEndpointRouteBuilder routes) => routes.MapArea(RestArea.Content);

    /// <summary>Maps those about tenants, which only the tenant Default has.</summary>
    public static IEndpointConventionBuilder MapCmsTenants(this IEndpointRouteBuilder routes) => routes.MapArea(RestArea.Tenants);

    /// <summary>Maps the one about the trail.</summary>
    public static IEndpointConventionBuilder MapCmsAudit(this IEndpointRouteBuilder routes) => routes.MapArea(RestArea.Trail);

    /// <summary>Maps the description of all of them.</summary>
    public static IEndpointConventionBuilder MapCmsRestDescription(this IEndpointRouteBuilder routes) => routes.MapArea(RestArea.Description);

    /// <summary>Refuses a request that the host does not let through, with problem details.</summary>
    public static Task RefuseAsync(HttpContext http, int status, string detail) => WriteAsync(http, Answer.Refused(status, detail));

    private static RouteGroupBuilder MapArea(this IEndpointRouteBuilder routes, RestArea area)
    {
        // Methods are told apart here and not by routing, where a host's fallback for pages would take those that no route has.
        var group = routes.MapGroup("");
        foreach (var address in RestRoute.All.Where(route => route.Area == area).GroupBy(route => route.Address))
        {
            var byMethod = address.ToDictionary(route => route.Method, StringComparer.OrdinalIgnoreCase);
            if (byMethod.TryGetValue(HttpMethods.Get, out var get))
                byMethod[HttpMethods.Head] = get;
            group.Map(address.Key, http => AnswerAsync(http, area, byMethod));
        }

        if (area.Hint is not null)
            group.Map(area.Root + "/{**unknown}", http => AnswerAsync(http, area, []));
        return group;
    }

    private static async Task AnswerAsync(HttpContext http, RestArea area, Dictionary<string, RestRoute> byMethod)
    {
        try
        {
            await WriteAsync(http, await FindAnswerAsync(http, area, byMethod));
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to read an answer.
        }
        catch (Exception failure) when (!http.Response.HasStarted)
        {
            // The host's own error page is for people; who asks here expects JSON.
            http.RequestServices.GetRequiredService<ILogger<RestRoute>>().LogError(failure, "A REST request failed.");
            await WriteAsync(http, Answer.Refused(StatusCodes.Status500InternalServerError, "Something went wrong on the server; its log says what."));
        }
    }

    private static async Task<Answer> FindAnswerAsync(HttpContext http, RestArea area, Dictionary<string, RestRoute> byMethod)
    {
        var services = http.RequestServices;
        if (area.OnlyOfDefault && services.GetRequiredService<CurrentTenant>().Tenant.Name != Tenant.DefaultName)
            return Answer.Refused(StatusCodes.Status404NotFound, $"Only the tenant {Tenant.DefaultName} answers at {area.Root}.");

        var caller = services.GetRequiredService<CurrentCaller>().Caller;
        if (caller.Refuse(area.Permission, "ask here") is { } refused)
            return caller.IsSignedIn ? Answer.Of(refused) : AskToSignIn(http);

        if (byMethod.Count == 0)
            return Answer.Refused(StatusCodes.Status404NotFound, $"There is nothing at {http.Request.Path}; {area.Hint}.");

        if (!byMethod.TryGetValue(http.Request.Method, out var route))
        {
            http.Response.Headers.Allow = string.Join(", ", byMethod.Keys.Order(StringComparer.Ordinal));
            return Answer.Refused(StatusCodes.Status405MethodNotAllowed, $"{http.Request.Method} is not answered here; use {http.Response.Headers.Allow}.");
        }

        var call = new RestCall(http, caller, services.GetRequiredService<ContentAccess>(), services.GetRequiredService<RestLimits>());
        try
        {
            return IdempotencyKey.IsIn(http.Request)
                ? await services.GetRequiredService<AnswerOnce>().RunAsync(area, call, () => RunAsync(route, services, call))
                : await RunAsync(route, services, call);
        }
        catch (BadRestRequestException bad)
        {
            return Answer.Of(bad);
        }
        catch (TenantIsBusyException busy)
        {
            return Answer.Refused(StatusCodes.Status503ServiceUnavailable, busy.Message) with { RetryAfter = 5 };
        }
    }

    private static async Task<Answer> RunAsync(RestRoute route, IServiceProvider services, RestCall call)
    {
        try
        {
            return await route.RunAsync(services, call);
        }
        catch (BadRestRequestException bad)
        {
            return Answer.Of(bad);
        }
        catch (VersionConflictException conflict)
        {
            return Answer.Refused(StatusCodes.Status409Conflict, $"{conflict.Message} Get it anew and make the change to that.");
        }
    }

    private static Answer AskToSignIn(HttpContext http)
    {
        // RFC 9110, section 11.6.1: 401 names a way to sign in.
        http.Response.Headers.WWWAuthenticate = "Bearer";
        return Answer.Refused(StatusCodes.Status401Unauthorized, "Sign in to ask here.");
    }

    private static async Task WriteAsync(HttpContext http, Answer answer)
    {
        var response = http.Response;
        // Content is the tenant's own: nobody between may keep it, and the caller only to ask whether it is still the same.
        var isRead = answer.Tag is not null && (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method));
        response.Headers.CacheControl = isRead ? "private, no-cache" : "no-store";
        if (answer.Tag is { } tag)
            response.Headers.ETag = tag;
        if (answer.Policy is { } policy)
            response.Headers.ContentSecurityPolicy = policy;
        if (answer.Location is { } location)
            response.Headers.Location = location;
        if (answer.RetryAfter is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (answer.Status == StatusCodes.Status415UnsupportedMediaType && HttpMethods.IsPatch(http.Request.Method))
            response.Headers["Accept-Patch"] = RequestBody.MergePatch;
        if (answer.IsKnown)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var body = answer.ToBytes();
        response.StatusCode = answer.Status;
        if (body.Length > 0)
            response.ContentType = $"{answer.MediaType}; charset=utf-8";
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
            await response.Body.WriteAsync(body, http.RequestAborted);
    }
}
