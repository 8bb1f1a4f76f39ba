using System.Text;
using Cms.Editing.Previewing;
using Cms.GraphQL.Keeping;
using Cms.GraphQL.Schemas;
using Cms.Queries;
using Cms.Settings;
using Cms.Tenants;
using Cms.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace Cms.GraphQL.Http;

/// <summary>Answers GraphQL over HTTP (draft specification of the GraphQL foundation).</summary>
public static class GraphQLEndpoint
{
    /// <summary>Orchard Core's path of the endpoint.</summary>
    public const string Path = "/api/graphql";

    private const string SchemaPath = Path + "/schema.graphql";

    private static readonly string[] Paths = [Path, "/graphql"];

    /// <summary>Maps the endpoint under Orchard Core's path and a short one. It expects the request's scope to have its tenant and its caller.</summary>
    public static IEndpointConventionBuilder MapCmsGraphQL(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("");
        foreach (var path in Paths)
            group.Map(path, AnswerAsync);
        group.MapMethods(SchemaPath, [HttpMethods.Get, HttpMethods.Head], TellSchemaAsync);
        return group;
    }

    /// <summary>True for the endpoint's own paths and that of the schema, as routing takes them: with a slash at the end too.</summary>
    public static bool IsAt(PathString path) => Paths.Append(SchemaPath).Any(own => path.StartsWithSegments(own, StringComparison.OrdinalIgnoreCase, out var rest) && (rest.Value is null or "" or "/"));

    /// <summary>Refuses a request that the host does not let through, in the form that its client expects.</summary>
    public static Task RefuseAsync(HttpContext http, int status, string message) => RefuseAsync(
        http, AnswerMediaType.Choose(http.Request) ?? AnswerMediaType.Json, status,
        status == StatusCodes.Status401Unauthorized ? GraphQLErrorCode.Unauthenticated : GraphQLErrorCode.LimitExceeded, message);

    private static async Task AnswerAsync(HttpContext http)
    {
        var services = http.RequestServices;
        var cancel = http.RequestAborted;
        var caller = services.GetRequiredService<CurrentCaller>().Caller;

        // Asked here and not by routing, where a host's fallback for pages would take the other methods.
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsPost(http.Request.Method))
        {
            http.Response.Headers.Allow = "GET, POST";
            http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        http.Response.Headers.Vary = HeaderNames.Accept;
        http.Response.Headers.CacheControl = "no-store";
        if (AnswerMediaType.Choose(http.Request) is not { } mediaType)
        {
            await RefuseAsync(
                http, AnswerMediaType.Json, StatusCodes.Status406NotAcceptable, GraphQLErrorCode.BadRequest,
                $"Accept {AnswerMediaType.GraphQLResponse} or {AnswerMediaType.Json}.");
            return;
        }

        if (caller.Refuse(Permission.ExecuteGraphQL, "ask here") is { } refused)
        {
            await (caller.IsSignedIn
                ? RefuseAsync(http, mediaType, StatusCodes.Status403Forbidden, GraphQLErrorCode.Forbidden, refused.Message)
                : AskToSignInAsync(http, mediaType));
            return;
        }

        try
        {
            var tenant = services.GetRequiredService<CurrentTenant>().Tenant;
            var limits = services.GetRequiredService<GraphQLLimits>();
            var sent = await RequestReader.ReadAsync(http.Request, limits, cancel);
            var maxAge = (await services.GetRequiredService<PerTenant<GraphQLRules>>().GetAsync(tenant, cancel)).MaxAgeSeconds;
            var pathBase = http.Request.PathBase.Value ?? "";
            if (http.Request.Headers.TryGetValue(PreviewTokens.Header, out var token))
            {
                await AnswerPreviewAsync(http, mediaType, token.ToString(), sent, pathBase);
                return;
            }

            var answers = services.GetRequiredService<KeptAnswers>().Of(tenant);
            var key = new AnswerKey(pathBase, caller.Reach, sent.Form, sent.Bytes);
            if (answers.Find(key) is { } kept)
            {
                await GoodAnswer.WriteAsync(http, mediaType, kept, caller, maxAge);
                return;
            }

            // Before anything is read that could change meanwhile.
            var since = answers.Now;
            var queries = await services.GetRequiredService<PerTenant<NamedQueries>>().GetAsync(tenant, cancel);
            var request = RequestReader.Understand(sent, http.Request, queries) with { PathBase = pathBase };
            var answer = await services.GetRequiredService<GraphQLExecutor>().RunAsync(request, caller, cancel);
            if (await answer.FindGoodAsync(since, limits.MaxAnswerBytes, cancel) is { } good)
            {
                if (answer.Tags!.MayBeKept)
                    answers.Keep(key, good);
                await GoodAnswer.WriteAsync(http, mediaType, good, caller, maxAge);
                return;
            }

            await WriteAnswerAsync(http, mediaType, answer);
        }
        catch (BadGraphQLRequestException bad)
        {
            await RefuseAsync(http, mediaType, bad.Status, bad.Code, bad.Message);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Nobody is there to read an answer.
        }
        catch (Exception failure) when (failure is not OperationCanceledException && !http.Response.HasStarted)
        {
            // The host's own error page is for people; who asks here expects JSON.
            services.GetRequiredService<ILogger<GraphQLExecutor>>().LogError(failure, "A GraphQL request failed before it ran.");
            await RefuseAsync(http, mediaType, StatusCodes.Status500InternalServerError, GraphQLErrorCode.Internal, PlainErrors.Generic);
        }
    }

    // Beside what is kept: neither is what it shows kept, nor may it be answered by what was.
    private static async Task AnswerPreviewAsync(HttpContext http, string mediaType, string token, SentRequest sent, string pathBase)
    {
        var (services, cancel) = (http.RequestServices, http.RequestAborted);
        var opened = await services.GetRequiredService<OpenPreviewToken>().RunAsync(token, cancel);
        if (opened.Problem is { } refused)
        {
            services.GetRequiredService<Refusals>().Add("preview-token");
            http.Response.Headers.WWWAuthenticate = PreviewTokens.Header;
            await RefuseAsync(http, mediaType, StatusCodes.Status401Unauthorized, GraphQLErrorCode.Unauthenticated, refused.Message);
            return;
        }

        var queries = await services.GetRequiredService<PerTenant<NamedQueries>>().GetAsync(services.GetRequiredService<CurrentTenant>().Tenant, cancel);
        var request = RequestReader.Understand(sent, http.Request, queries) with { PathBase = pathBase };
        await WriteAnswerAsync(http, mediaType, await services.GetRequiredService<GraphQLExecutor>().RunAsync(request, services.GetRequiredService<CurrentCaller>().Caller, cancel));
    }

    private static Task WriteAnswerAsync(HttpContext http, string mediaType, GraphQLAnswer answer)
    {
        foreach (var rule in answer.Errors.Select(error => RuleOf(error.Code)).OfType<string>())
            http.RequestServices.GetRequiredService<Refusals>().Add(rule);
        return WriteAsync(http, mediaType, StatusOf(http, mediaType, answer), answer);
    }

    // For people and for tools that make code of it; it tells what introspection tells.
    private static async Task TellSchemaAsync(HttpContext http)
    {
        var services = http.RequestServices;
        var (tenant, caller) = (services.GetRequiredService<CurrentTenant>().Tenant, services.GetRequiredService<CurrentCaller>().Caller);
        var audience = await services.GetRequiredService<PerTenant<GraphQLRules>>().GetAsync(tenant, http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        if ((caller.Refuse(Permission.ExecuteGraphQL, "ask here") ?? audience.Refuse(caller.IsSignedIn)) is { } refused)
        {
            await (caller.IsSignedIn
                ? RefuseAsync(http, AnswerMediaType.Json, StatusCodes.Status403Forbidden, GraphQLErrorCode.Forbidden, refused.Message)
                : AskToSignInAsync(http, AnswerMediaType.Json));
            return;
        }

        http.Response.ContentType = "text/plain; charset=utf-8";
        var bytes = Encoding.UTF8.GetBytes((await services.GetRequiredService<PerTenant<TenantSchema>>().GetAsync(tenant, http.RequestAborted)).PrintFor(caller));
        http.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
            await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    // Which rule refused what stands as an error in an answer; null where something else went wrong.
    private static string? RuleOf(string code) => code switch
    {
        GraphQLErrorCode.Forbidden => "permission",
        GraphQLErrorCode.Unauthenticated => "sign-in",
        GraphQLErrorCode.LimitExceeded => "query-limit",
        GraphQLErrorCode.Internal or GraphQLErrorCode.Timeout => null,
        _ => "input",
    };

    private static int StatusOf(HttpContext http, string mediaType, GraphQLAnswer answer)
    {
        if (answer.Executed)
            return StatusCodes.Status200OK;

        if (HttpMethods.IsGet(http.Request.Method) && answer.Errors.Any(error => error.Code == GraphQLErrorCode.OperationNotSupported))
        {
            http.Response.Headers.Allow = HttpMethods.Post;
            return StatusCodes.Status405MethodNotAllowed;
        }

        if (answer.Errors.Any(error => error.Code == GraphQLErrorCode.Internal))
            return StatusCodes.Status500InternalServerError;

        if (answer.Errors.Any(error => error.Code == GraphQLErrorCode.Timeout))
            return StatusCodes.Status503ServiceUnavailable;

        return mediaType == AnswerMediaType.Json ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
    }

    private static Task AskToSignInAsync(HttpContext http, string mediaType)
    {
        // RFC 9110, section 11.6.1: 401 names a way to sign in.
        http.Response.Headers.WWWAuthenticate = "Bearer";
        return RefuseAsync(http, mediaType, StatusCodes.Status401Unauthorized, GraphQLErrorCode.Unauthenticated, "Sign in to ask here.");
    }

    private static Task RefuseAsync(HttpContext http, string mediaType, int status, string code, string message) =>
        WriteAsync(http, mediaType, status, new GraphQLAnswer(GraphQLErrors.Of(code, message)));

    private static async Task WriteAsync(HttpContext http, string mediaType, int status, GraphQLAnswer answer)
    {
        var limits = http.RequestServices.GetRequiredService<GraphQLLimits>();
        using var buffer = new AnswerBuffer(limits.MaxAnswerBytes);
        await answer.WriteAsync(buffer, http.RequestAborted);
        if (buffer.IsTooLong)
        {
            var tooLong = new GraphQLAnswer(GraphQLErrors.AnswerTooBig(limits));
            await WriteAsync(http, mediaType, StatusOf(http, mediaType, tooLong), tooLong);
            return;
        }

        http.Response.StatusCode = status;
        http.Response.ContentType = $"{mediaType}; charset=utf-8";
        http.Response.ContentLength = buffer.Length;
        await http.Response.Body.WriteAsync(buffer.Written, http.RequestAborted);
    }
}
