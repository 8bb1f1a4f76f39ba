using Cms.Features;
using Cms.GraphQL;
using Cms.GraphQL.Http;
using Cms.Host.Logging;
using Cms.Host.Tenants;
using Cms.Themes;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Cms.Host;

/// <summary>The web server: the whole request pipeline on one screen.</summary>
public static class Server
{
    /// <summary>The server, ready to start. Throws as <see cref="CmsHost.CreateBuilder"/> does.</summary>
    public static WebApplication Build(string[] args)
    {
        var builder = CmsHost.CreateBuilder(args, isCommand: false);
        builder.Services.AddHostedService<WatchStorage>();
        builder.Services.AddHealthChecks().AddCheck<StorageIsReady>("storage", tags: ["ready"]);

        var app = builder.Build();
        app.UseRequestLog();
        app.UseExceptionHandler(failed => failed.Run(context => context.Response.WriteAsync("Something went wrong here; it was logged.")));
        app.UseHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.UseHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") });
        app.UseMiddleware<TenantMiddleware>();
        app.UseRouting();
        app.UseRequiredFeatures();
        app.MapMedia().RequireFeature(Feature.Media);
        app.MapCmsGraphQL().RequireFeature(Feature.GraphQL);
        app.MapCmsThemes().RequireFeature(Feature.Themes);
        return app;
    }

    /// <summary>Sets up what is missing, serves until stopped, and says where.</summary>
    public static async Task RunAsync(string[] args)
    {
        await using var app = Build(args);
        await app.Services.GetRequiredService<StartTenants>().RunAsync(CancellationToken.None);
        await app.StartAsync();
        Banner.Write(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses, app.Services);
        await app.WaitForShutdownAsync();
    }
}
