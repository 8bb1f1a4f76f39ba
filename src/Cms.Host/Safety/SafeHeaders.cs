using System.Net;
using Cms.Host.Configuration;
using Cms.OpenId.Http;
using Cms.Users;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Cms.Host.Safety;

/// <summary>What keeps browsers and proxies honest, for every answer (OWASP ASVS 5, V3).</summary>
public static class SafeHeaders
{
    // Pages and media have a Content-Security-Policy of their own, which allows what they need.
    private static readonly KeyValuePair<string, StringValues>[] Standard =
    [
        new(HeaderNames.XContentTypeOptions, "nosniff"),
        new(HeaderNames.XFrameOptions, "SAMEORIGIN"),
        new("Referrer-Policy", "strict-origin-when-cross-origin"),
        new("Cross-Origin-Opener-Policy", "same-origin"),
        new(HeaderNames.ContentSecurityPolicy, "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"),
    ];

    /// <summary>Adds what <see cref="UseSafeHeaders"/> and <see cref="UseTenantCors"/> need.</summary>
    public static IServiceCollection AddSafety(this IServiceCollection services, CmsSettings settings)
    {
        var proxies = KnownProxies.Parse(settings.Proxies);
        services.AddCors().AddTransient<ICorsPolicyProvider, TenantCors>();
        services.AddHsts(hsts => (hsts.MaxAge, hsts.IncludeSubDomains) = (TimeSpan.FromDays(365), settings.AsksForHttpsBySubdomains));
        return services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = proxies.IsEmpty ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedHost | ForwardedHeaders.XForwardedProto;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var address in proxies.Addresses)
                options.KnownProxies.Add(address);
            foreach (var network in proxies.Networks)
                options.KnownIPNetworks.Add(network);
            options.ForwardLimit = null;
        });
    }

    /// <summary>
    /// Takes scheme, host and address of the client from proxies that the settings name and from nobody else, asks browsers to come by HTTPS only
    /// (outside development), and to run nothing but what an answer allows itself.
    /// </summary>
    public static void UseSafeHeaders(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.Use((context, next) =>
        {
            // A socket for both kinds of addresses tells those of IPv4 as IPv6; everybody below compares and shows them as what they are.
            if (context.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped)
                context.Connection.RemoteIpAddress = mapped.MapToIPv4();
            return next(context);
        });
        if (!app.Environment.IsDevelopment())
            app.UseHsts();
        app.Use((context, next) =>
        {
            // At the end, as an error page clears what was set before; what an answer says itself stays.
            context.Response.OnStarting(() =>
            {
                foreach (var (name, value) in Standard)
                    context.Response.Headers.TryAdd(name, value);
                return Task.CompletedTask;
            });
            return next(context);
        });
    }

    /// <summary>Lets other sites ask the API of a tenant as far as its settings allow. Below the tenant in the pipeline, above what answers.</summary>
    public static void UseTenantCors(this WebApplication app) =>
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/graphql") || OpenIdPaths.AreApi(context.Request.Path), api =>
        {
            api.Use(NoteForeignPagesAsync);
            api.UseCors();
        });

    /// <summary>True when the page that asks is one of the request's own host.</summary>
    /// <param name="request">The request.</param>
    /// <param name="origin">What the browser says of the page.</param>
    public static bool IsOfOwnPage(this HttpRequest request, string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);

    // It is the browser that refuses, by a header that is missing in the answer.
    private static async Task NoteForeignPagesAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.Request.Headers.Origin is [{ Length: > 0 } origin] && !context.Request.IsOfOwnPage(origin)
            && (context.Response.HasStarted || HttpMethods.IsOptions(context.Request.Method)) && !context.Response.Headers.ContainsKey(HeaderNames.AccessControlAllowOrigin))
            context.RequestServices.GetRequiredService<Refusals>().Add("cors");
    }
}

/// <summary>The proxies whose word about the client counts.</summary>
/// <param name="Addresses">Single ones.</param>
/// <param name="Networks">All of a network.</param>
internal sealed record KnownProxies(IReadOnlyList<IPAddress> Addresses, IReadOnlyList<System.Net.IPNetwork> Networks)
{
    public bool IsEmpty => Addresses.Count == 0 && Networks.Count == 0;

    /// <summary>Reads addresses and networks parted by commas. Throws <see cref="ConfigurationException"/> for one that is neither.</summary>
    public static KnownProxies Parse(string setting)
    {
        var (addresses, networks) = (new List<IPAddress>(), new List<System.Net.IPNetwork>());
        foreach (var one in setting.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (IPAddress.TryParse(one, out var address))
                addresses.Add(address);
            else if (System.Net.IPNetwork.TryParse(one, out var network))
                networks.Add(network);
            else
                throw new ConfigurationException($"Cms:Proxies must be IP addresses or networks parted by commas, such as 10.0.0.5 or 10.0.0.0/8, and \"{one}\" is neither.");
        }

        return new KnownProxies(addresses, networks);
    }
}
