using System.Runtime.CompilerServices;
using Cms.GraphQL.Http;
using Cms.Host.Accounts;
using Cms.Host.Configuration;
using Cms.OpenId.Http;
using Cms.Settings;
using Cms.Tenants;
using Cms.Users;
using Microsoft.AspNetCore.RateLimiting;

namespace Cms.Host.Limits;

/// <summary>What is limited: attempts at accounts and the token endpoint by the program's settings, reading content by those of the tenant and the app.</summary>
internal static class RequestLimits
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1), Hour = TimeSpan.FromHours(1);

    /// <summary>Limits what a client may try without being known. Below routing, above authentication, which may answer requests for tokens itself.</summary>
    public static void UseAttemptLimits(this WebApplication app, LimitSettings settings) =>
        app.UseLimiter(new RequestLimiter(IsAttempt, http => AttemptsAsync(http, settings, http.RequestAborted)));

    /// <summary>Limits how often callers read content. Below the middleware that finds out who the caller is.</summary>
    public static void UseReadLimits(this WebApplication app)
    {
        var kept = app.Services.GetRequiredService<PerTenant<ReadLimit>>();
        app.UseLimiter(new RequestLimiter(IsRead, http => ReadsAsync(http, kept, http.RequestAborted)));
    }

    /// <summary>
    /// How often the caller may read content in a minute; null for as often as it likes. The caller's own number counts before the tenant's: the one place where an app's limit is
    /// asked for.
    /// </summary>
    private static int? NumberOf(Caller caller, ReadLimit tenant) => caller.App?.RequestsAMinute ?? tenant.RequestsPerMinute;

    private static void UseLimiter(this WebApplication app, RequestLimiter limiter)
    {
        app.Lifetime.ApplicationStopped.Register(limiter.Dispose);
        app.UseRateLimiter(new RateLimiterOptions
        {
            GlobalLimiter = limiter,
            RejectionStatusCode = StatusCodes.Status429TooManyRequests,
            OnRejected = (rejected, _) => new ValueTask(TooManyRequests.AnswerAsync(rejected.HttpContext)),
        });
    }

    private static bool IsAttempt(HttpContext http) =>
        (HttpMethods.IsPost(http.Request.Method) && (http.Request.Path.StartsWithSegments("/account") || OpenIdPaths.IsToken(http.Request.Path))) || ExternalServices.IsAnswer(http.Request.Path);

    private static async IAsyncEnumerable<Counted> AttemptsAsync(HttpContext http, LimitSettings settings, [EnumeratorCancellation] CancellationToken cancel)
    {
        var address = ClientAddress.Of(http);
        if (OpenIdPaths.IsToken(http.Request.Path))
        {
            if (settings.TokenRequestsPerAddress > 0)
                yield return new Counted(new Limit("tokens", settings.TokenRequestsPerAddress, Minute), address);
            if (settings.TokenFailuresPerAddress > 0)
                yield return new Counted(new Limit("token-failures", settings.TokenFailuresPerAddress, Minute), address) { OnlyFailures = true };
            yield break;
        }

        var mark = http.GetEndpoint()?.Metadata.GetMetadata<LimitedAs>() ?? new LimitedAs(Attempt.SignIn);
        var (name, perAddress, perUser, window) = mark.Attempt switch
        {
            Attempt.Nothing => ("", 0, 0, Minute),
            Attempt.Reset => ("resets", settings.ResetsPerAddress, settings.ResetsPerUser, Hour),
            _ => ("sign-ins", settings.SignInsPerAddress, settings.SignInsPerUser, Minute),
        };
        if (perAddress > 0)
            yield return new Counted(new Limit(name, perAddress, window), address);
        if (perUser > 0 && mark.UserField is not null && await FindUserAsync(http.Request, mark.UserField, cancel) is { } user)
            yield return new Counted(new Limit($"{name}-of-user", perUser, window), $"{http.RequestServices.GetRequiredService<CurrentTenant>().Tenant.Id} {user}");
    }

    // As it was written, whether there is such a user or not: what is answered must not tell.
    private static async Task<string?> FindUserAsync(HttpRequest request, string field, CancellationToken cancel)
    {
        try
        {
            return request.HasFormContentType && (await request.ReadFormAsync(cancel))[field].ToString().Trim().ToUpperInvariant() is { Length: > 0 } name ? name : null;
        }
        catch (Exception broken) when (broken is InvalidDataException or BadHttpRequestException)
        {
            // Whoever takes the form says what is wrong with it.
            return null;
        }
    }

    private static bool IsRead(HttpContext http) => GraphQLEndpoint.IsAt(http.Request.Path)
        || (http.Request.Path.StartsWithSegments("/api/content") && (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)));

    private static async IAsyncEnumerable<Counted> ReadsAsync(HttpContext http, PerTenant<ReadLimit> kept, [EnumeratorCancellation] CancellationToken cancel)
    {
        var tenant = http.RequestServices.GetRequiredService<CurrentTenant>().Tenant;
        var caller = http.RequestServices.GetRequiredService<CurrentCaller>().Caller;
        if (NumberOf(caller, await kept.GetAsync(tenant, cancel)) is { } number)
            yield return new Counted(new Limit("reads", number, Minute), $"{tenant.Id} {(caller.App is { RequestsAMinute: not null } app ? app.Id : caller.UserId.Length > 0 ? caller.UserId : ClientAddress.Of(http))}");
    }
}
