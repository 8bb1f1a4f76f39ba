using System.Net.Sockets;
using Cms.Admin;
using Cms.Features;
using Cms.GraphQL;
using Cms.GraphQL.Http;
using Cms.Host.Accounts;
using Cms.Host.Configuration;
using Cms.Host.GraphiQL;
using Cms.Host.Limits;
using Cms.Host.Logging;
using Cms.Host.Mails;
using Cms.Host.Previewing;
using Cms.Host.Safety;
using Cms.Host.Tenants;
using Cms.OpenId;
using Cms.Rest.Http;
using Cms.Themes;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Cms.Host;

/// <summary>The web server: the whole request pipeline on one screen.</summary>
public static class Server
{
    /// <summary>
    /// Sets up what is missing and serves; gives back the running server. Throws <see cref="ConfigurationException"/> for an address that
    /// cannot be used.
    /// </summary>
    /// <param name="args">Configuration from the command line.</param>
    /// <param name="clock">Its clock; null for that of the machine.</param>
    /// <param name="configure">Changes services when all are registered; null leaves them as they are.</param>
    public static async Task<WebApplication> StartAsync(string[] args, TimeProvider? clock = null, Action<IServiceCollection>? configure = null)
    {
        var app = Build(args, clock ?? TimeProvider.System, configure);
        try
        {
            await app.Services.GetRequiredService<StartTenants>().RunAsync(CancellationToken.None);
            await ListenAsync(app);

            // Not before: a password that is made up is shown once, and a server that cannot listen shows nothing.
            await app.Services.GetRequiredService<AddMissingAdministrators>().RunAsync(CancellationToken.None);
            return app;
        }
        catch
        {
            // What had begun in the background ends before what it works with is gone, or it would report failures of its own.
            await app.StopAsync();
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Serves until stopped, and says where.</summary>
    public static async Task RunAsync(string[] args)
    {
        await using var app = await StartAsync(args);
        Banner.Write(app.Urls, app.Services);
        await app.WaitForShutdownAsync();
    }

    private static async Task ListenAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (Exception exception) when (exception is IOException or SocketException or FormatException)
        {
            // A port that is taken, an address of another machine, or a text that is no address.
            throw new ConfigurationException($"The server cannot listen at {app.Configuration[WebHostDefaults.ServerUrlsKey] ?? "its addresses"} (--urls): {exception.Message}", exception);
        }
    }

    // Throws as CmsHost.CreateBuilder does.
    private static WebApplication Build(string[] args, TimeProvider clock, Action<IServiceCollection>? configure)
    {
        var builder = CmsHost.CreateBuilder(args, isCommand: false);
        builder.Services.AddSingleton(clock);
        builder.Services.AddHostedService<WatchStorage>().AddHostedService<KeepUpDefinitions>().AddHostedService<KeepSchedules>().AddHostedService<KeepTokens>().AddHostedService<SendWaitingMails>();
        builder.AddAccounts();
        builder.Services.AddTokenServer();
        builder.Services.AddRateLimiter(_ => { });
        builder.Services.AddHealthChecks().AddCheck<StorageIsReady>("storage", tags: ["ready"]);
        configure?.Invoke(builder.Services);

        var app = builder.Build();
        foreach (var warning in app.Services.GetRequiredService<CmsSettings>().Warnings)
            app.Logger.LogWarning("{Warning}", warning);

        app.UseSafeHeaders();
        app.UseMiddleware<KeptAnswersMiddleware>();
        app.UseRequestLog();
        app.UseRefusalLog();
        app.UseExceptionHandler(failed => failed.Run(context => context.Response.SendTextAsync("Something went wrong here; it was logged.")));
        app.UseHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteHealthAsync });
        app.UseHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready"), ResponseWriter = WriteHealthAsync });
        app.UseMiddleware<TenantMiddleware>();
        app.UseSafeCompression();
        app.UseRouting();
        app.UseTenantCors();
        app.UseAttemptLimits(app.Services.GetRequiredService<CmsSettings>().Limits);
        app.UseTokenServer();
        app.UseMiddleware<CredentialsMiddleware>();
        app.UseAuthentication();
        app.UseMiddleware<CallerMiddleware>();
        app.UseMiddleware<AdminGate>();
        app.UseRequiredFeatures();
        app.UseReadLimits();
        app.UseAntiforgery();
        app.MapAccounts();
        app.MapConsent().RequireFeature(Feature.TokenServer);
        app.MapMedia().RequireFeature(Feature.Media);
        app.MapCmsGraphQL().RequireFeature(Feature.GraphQL);
        app.MapGraphiQL().RequireFeature(Feature.GraphQL);
        app.MapCmsRest().RequireFeature(Feature.Contents);
        app.MapCmsTenants();
        app.MapCmsAudit();
        app.MapCmsRestDescription().RequireFeature(Feature.Contents);
        app.MapCmsAdmin();
        app.MapPreviews().RequireFeature(Feature.Themes);
        app.MapPreviewLinks().RequireFeature(Feature.Themes);
        app.MapPreviewApi();
        app.MapCmsThemes().RequireFeature(Feature.Themes);
        return app;
    }

    // One word, to everybody.
    private static Task WriteHealthAsync(HttpContext context, HealthReport report) => context.Response.SendTextAsync(report.Status.ToString());
}
