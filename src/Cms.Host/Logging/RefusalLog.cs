using System.Diagnostics;
using Cms.Tenants;
using Cms.Users;

namespace Cms.Host.Logging;

/// <summary>Logs what was refused, one event for each rule: the one place where refusals of all kinds are told apart (OWASP ASVS 5, V16.3).</summary>
public static class RefusalLog
{
    /// <summary>The event, for whoever watches the log: its properties are the rule, the caller, the address as far as the tenant keeps addresses, and the request.</summary>
    public static readonly EventId Refused = new(1, "Refused");

    /// <summary>Logs once the request is answered. Above the tenant in the pipeline.</summary>
    public static void UseRefusalLog(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(RefusalLog).FullName!);
        app.Use(async (context, next) =>
        {
            await next(context);
            var refusals = context.RequestServices.GetRequiredService<Refusals>();
            if (refusals.Rules.Count == 0 && RuleOf(context.Response.StatusCode) is { } rule)
                refusals.Add(rule);
            foreach (var refused in refusals.Rules)
                Write(log, context, refused);
        });
    }

    // Who is refused is no fault of the site, so it stands in the file and does not fill the console.
    private static void Write(ILogger log, HttpContext context, string rule) => log.LogInformation(
        Refused,
        "Refused by {Rule}: {Method} {Path} {Status} ({Tenant}, {User}, {Address}, {TraceId})",
        rule,
        context.Request.Method,
        LoggedPath.Of(context.Request.PathBase.Add(context.Request.Path).Value),
        context.Response.StatusCode,
        context.RequestServices.GetRequiredService<CurrentTenant>().TenantOrNone?.Name ?? "no tenant",
        context.User.Identity?.Name ?? "anonymous",
        context.RequestServices.GetRequiredService<CurrentCaller>().Address,
        Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier);

    // What is missing or changed meanwhile (404, 409, 410, 412) is no refusal.
    private static string? RuleOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest or StatusCodes.Status422UnprocessableEntity => "input",
        StatusCodes.Status401Unauthorized => "sign-in",
        StatusCodes.Status403Forbidden => "permission",
        StatusCodes.Status405MethodNotAllowed => "method",
        StatusCodes.Status413PayloadTooLarge or StatusCodes.Status414UriTooLong or StatusCodes.Status431RequestHeaderFieldsTooLarge => "size",
        StatusCodes.Status406NotAcceptable or StatusCodes.Status415UnsupportedMediaType => "content-type",
        StatusCodes.Status429TooManyRequests => "limit",
        _ => null,
    };
}
