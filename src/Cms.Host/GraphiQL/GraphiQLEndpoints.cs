using System.Text.Json;
using Cms.GraphQL.Http;
using Cms.Host.Accounts;
using Cms.Queries;
using Cms.Settings;
using Cms.Tenants;
using Cms.Users;
using Microsoft.AspNetCore.StaticFiles;

namespace Cms.Host.GraphiQL;

/// <summary>The page <c>/graphiql</c>, on which people look at the tenant's schema and try queries. Its files are bundled when the program is built on a machine with Node.</summary>
internal static class GraphiQLEndpoints
{
    private const string Path = "/graphiql";

    // The editor writes style elements and runs its language services as workers; nothing is loaded from elsewhere. The admin shows it inside a page.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private static readonly string Files = System.IO.Path.Combine(AppContext.BaseDirectory, "graphiql");

    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    /// <summary>True when the program has the files of the page.</summary>
    public static bool IsThere => File.Exists(System.IO.Path.Combine(Files, "page.js"));

    /// <summary>Maps the page and its files.</summary>
    public static RouteGroupBuilder MapGraphiQL(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup(Path);
        group.MapGet("", SendPageAsync);
        group.MapMethods("{file}", [HttpMethods.Get, HttpMethods.Head], SendFile);
        return group;
    }

    private static async Task SendPageAsync(HttpContext http)
    {
        var services = http.RequestServices;
        var (tenant, caller) = (services.GetRequiredService<CurrentTenant>().Tenant, services.GetRequiredService<CurrentCaller>().Caller);
        if (caller.Refuse(Permission.ExecuteGraphQL, "ask here") is { } refused)
        {
            if (!caller.IsSignedIn)
            {
                http.SeeOther(ReturnUrl.Add(http.AccountAddress("/sign-in"), http.Request.PathBase + Path));
                return;
            }

            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            await http.Response.SendTextAsync(refused.Message);
            return;
        }

        // What documents ask tells as much as the schema itself.
        var audience = await services.GetRequiredService<PerTenant<GraphQLRules>>().GetAsync(tenant, http.RequestAborted);
        var examples = audience.Refuse(caller.IsSignedIn) is null ? (await services.GetRequiredService<PerTenant<NamedQueries>>().GetAsync(tenant, http.RequestAborted)).All : [];
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentSecurityPolicy = Policy;
        await http.Response.WriteAsync(Html(http.Request.PathBase.Value ?? "", examples), http.RequestAborted);
    }

    private static string Html(string pathBase, IEnumerable<NamedQuery> examples)
    {
        var files = System.Text.Encodings.Web.HtmlEncoder.Default.Encode(pathBase + Path);

        // The serializer escapes what could end the element.
        var site = JsonSerializer.Serialize(new
        {
            endpoint = pathBase + GraphQLEndpoint.Path,
            files = pathBase + Path,
            firstQuery = "# Ask what you like; the documentation is at the left.\n{\n  site {\n    siteName\n  }\n}\n",
            examples = examples.Select(example => new { name = example.Name, document = example.Document }),
        });
        var (head, body) = IsThere
            ? ($"<link rel=\"stylesheet\" href=\"{files}/page.css\">\n<script type=\"application/json\" id=\"site\">{site}</script>\n<script type=\"module\" src=\"{files}/page.js\"></script>", "<div id=\"graphiql\"></div>")
            : ("", $"<main><h1>GraphiQL is not part of this program</h1><p>It was built on a machine without Node.js 20 or newer, or one that could not reach the packages. The API itself answers at <code>{System.Text.Encodings.Web.HtmlEncoder.Default.Encode(pathBase + GraphQLEndpoint.Path)}</code>.</p></main>");
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <link rel="icon" href="data:,">
            <title>GraphiQL</title>
            {head}
            </head>
            <body>
            {body}
            </body>
            </html>

            """;
    }

    // A route's value has no slash, but on Windows a backslash would do.
    private static IResult SendFile(string file, HttpContext http)
    {
        var found = new FileInfo(System.IO.Path.Combine(Files, file));
        if (file.AsSpan().IndexOfAny('/', '\\') >= 0 || !found.Exists)
            return Results.NotFound();

        http.Response.Headers.CacheControl = "no-cache";
        var contentType = ContentTypes.TryGetContentType(file, out var known) ? known : "application/octet-stream";
        return Results.File(found.FullName, contentType, lastModified: found.LastWriteTimeUtc, entityTag: FileTag.Of(found));
    }
}
