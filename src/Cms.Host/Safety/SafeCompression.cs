using Cms.GraphQL.Http;
using Cms.OpenId.Http;
using Cms.Users.Sessions;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;

namespace Cms.Host.Safety;

/// <summary>
/// Sends answers compressed to clients that take it, but for those whose length could tell a secret (BREACH): where an answer holds a secret beside what somebody else may write into it,
/// whoever sees how long it is finds the secret out letter by letter. These are forms with their tokens, and what is answered to a sign-in that browsers bring along by themselves. Tokens
/// and keys of apps are sent by the app alone, so nobody else makes it ask.
/// </summary>
internal sealed class SafeCompression(IServiceProvider services, IOptions<ResponseCompressionOptions> options) : ResponseCompressionProvider(services, options)
{
    /// <inheritdoc/>
    public override bool ShouldCompressResponse(HttpContext context) =>
        context.Response.ContentLength is null or >= KeptAnswersMiddleware.LeastCompressed && !MayTellSecrets(context) && base.ShouldCompressResponse(context);

    private static bool MayTellSecrets(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/account") || OpenIdPaths.Contain(context.Request.Path) || SignedInUser.IdOf(context.User) is not null;
}

/// <summary>Puts compression into the program.</summary>
internal static class Compression
{
    private static readonly string[] MediaTypes =
    [
        "application/graphql-response+json", "application/json", "application/problem+json", "application/xml", "image/svg+xml", "text/css", "text/html", "text/javascript", "text/plain",
    ];

    /// <summary>Adds brotli and gzip.</summary>
    public static IServiceCollection AddSafeCompression(this IServiceCollection services) => services.AddSingleton<IResponseCompressionProvider, SafeCompression>().AddResponseCompression(compression =>
    {
        compression.EnableForHttps = true;
        compression.MimeTypes = MediaTypes;
    });

    /// <summary>Compresses answers. Below the tenant in the pipeline, above what answers.</summary>
    public static void UseSafeCompression(this WebApplication app)
    {
        app.UseMiddleware<TagsOfEncodings>();
        app.UseResponseCompression();
    }
}
