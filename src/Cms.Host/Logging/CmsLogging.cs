using System.Diagnostics;
using System.Globalization;
using Cms.Host.Configuration;
using Cms.Tenants;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace Cms.Host.Logging;

/// <summary>What is logged and where: a readable console in development, compact JSON files in production, and a system elsewhere that the operator names.</summary>
public static class CmsLogging
{
    private const int DaysKept = 31;
    private const long LargestFile = 100 * 1024 * 1024;

    /// <summary>Sets it up. Commands write their results to the console, so they log only warnings there.</summary>
    public static void AddCmsLogging(this WebApplicationBuilder builder, LoggingSettings settings, DataFolders folders, bool isCommand)
    {
        var development = builder.Environment.IsDevelopment();
        builder.Services.AddSerilog(logging =>
        {
            logging
                .MinimumLevel.Information()
                .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
                .MinimumLevel.Override("System", LogEventLevel.Warning)
                .MinimumLevel.Override("OpenIddict", LogEventLevel.Warning)

                // Once for the request and once by the framework would be twice; and at start-up the banner says it better.
                .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Warning)

                // It warns that the keys lie in files as they are; docs/operators.md says who may read them.
                .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
                .Enrich.FromLogContext();

            // First, so that it is emptied first at the end and what fails then is still said here.
            var here = LoggerOfThisMachine(folders, development, isCommand);
            if (settings.IsSet)
                logging.WriteTo.Elsewhere(settings, here);
            logging.WriteTo.Logger(here, attemptDispose: true);
        },
        preserveStaticLogger: true);
    }

    private static Logger LoggerOfThisMachine(DataFolders folders, bool development, bool isCommand)
    {
        var here = new LoggerConfiguration().MinimumLevel.Verbose();
        here.WriteTo.Logger(console => console
            .Filter.ByExcluding(IsFailedStart)
            .WriteTo.Console(
                restrictedToMinimumLevel: development && !isCommand ? LogEventLevel.Information : LogEventLevel.Warning,
                outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}",
                formatProvider: CultureInfo.InvariantCulture,
                standardErrorFromLevel: isCommand ? LogEventLevel.Verbose : null));
        if (!development)
        {
            here.WriteTo.File(
                new CompactJsonFormatter(),
                Path.Combine(folders.Logs, "cms-.json"),
                rollingInterval: RollingInterval.Day,
                fileSizeLimitBytes: LargestFile,
                rollOnFileSizeLimit: true,
                retainedFileCountLimit: DaysKept,
                shared: true);
        }

        return here.CreateLogger();
    }

    // The program ends with it, and says on the console in one sentence why. Work in the background that had not even begun then counts as failed.
    private static bool IsFailedStart(LogEvent logged) =>
        (logged.MessageTemplate.Text == "Hosting failed to start" || logged.Exception is OperationCanceledException)
        && logged.Properties.TryGetValue("SourceContext", out var source) && source.ToString() == "\"Microsoft.Extensions.Hosting.Internal.Host\"";

    /// <summary>One line for each request: method, path without query (which may hold what nobody should read), status, time, tenant, user, trace.</summary>
    public static void UseRequestLog(this IApplicationBuilder app) => app.UseSerilogRequestLogging(options =>
    {
        // Its standard is the static one, which programs in one process, as tests run them, would share.
        options.Logger = app.ApplicationServices.GetRequiredService<Serilog.ILogger>();
        options.MessageTemplate = "{RequestMethod} {RequestPath} {StatusCode} in {Elapsed:0.0} ms ({Tenant}, {User}, {TraceId})";
        options.IncludeQueryInRequestPath = false;
        options.GetMessageTemplateProperties = (context, path, elapsed, status) =>
        [
            new LogEventProperty("RequestMethod", new ScalarValue(context.Request.Method)),
            new LogEventProperty("RequestPath", new ScalarValue(LoggedPath.Of(path))),
            new LogEventProperty("StatusCode", new ScalarValue(status)),
            new LogEventProperty("Elapsed", new ScalarValue(elapsed)),
        ];
        options.GetLevel = (context, _, exception) =>
            exception is not null || context.Response.StatusCode >= 500 ? LogEventLevel.Error
            : context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal) ? LogEventLevel.Debug
            : LogEventLevel.Information;
        options.EnrichDiagnosticContext = (diagnostics, context) =>
        {
            diagnostics.Set("Tenant", context.RequestServices.GetService<CurrentTenant>()?.TenantOrNone?.Name ?? "no tenant");
            diagnostics.Set("User", context.User.Identity?.Name ?? "anonymous");
            diagnostics.Set("TraceId", Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier);
        };
    });
}
