using System.Buffers;
using Cms.Apps;
using Cms.GraphQL.Keeping;
using Cms.Settings;
using Cms.Tenants;
using Cms.Users;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cms.GraphQL.Http;

/// <summary>
/// Gives visitors the answers that are kept for them, before the rest of the pipeline finds out that they are visitors. It knows what an answer depends on
/// and nothing else: whatever is not kept, and whoever shows who they are, goes on.
/// </summary>
public sealed class KeptAnswersMiddleware(
    RequestDelegate next, TenantRegistry registry, PerTenant<RolePermissions> roles, PerTenant<ReadLimit> readLimits, KeptAnswers kept, GraphQLLimits limits,
    ILogger<KeptAnswersMiddleware> logger)
{
    /// <summary>Bytes of the shortest answer that is worth compressing; shorter ones fit into one packet anyway.</summary>
    public const int LeastCompressed = 1_000;

    // Longer ones are read as always.
    private const int MaxLength = 16 * 1024;

    private int _given;

    /// <summary>Answers, or lets the rest of the pipeline do so.</summary>
    public Task InvokeAsync(HttpContext http) => IsOfVisitor(http.Request) ? FindAsync(http) : next(http);

    // With an origin it is a page of a browser, and what that may read is to be said with the answer.
    private static bool IsOfVisitor(HttpRequest request) =>
        HttpMethods.IsPost(request.Method)
        && request.ContentLength is > 0 and <= MaxLength
        && request.Path.Value!.EndsWith("/graphql", StringComparison.OrdinalIgnoreCase)
        && request.Headers is { Authorization.Count: 0, Cookie.Count: 0, Origin.Count: 0, ContentEncoding.Count: 0 } headers
        && !headers.ContainsKey(ApiKey.Header);

    private async Task FindAsync(HttpContext http)
    {
        var request = http.Request;
        var path = request.Path.Value!;
        if (registry.Resolve(request.Host.Host, path) is not { } tenant || FormOf(request) is not { } form || AnswerMediaType.Choose(request) is not { } mediaType
            || !GraphQLEndpoint.IsAt(path[tenant.PrefixIn(path).Length..])
            || (await readLimits.GetAsync(tenant, http.RequestAborted)).RequestsPerMinute is not null)
        {
            await next(http);
            return;
        }

        var pathBase = request.PathBase.Add(tenant.PrefixIn(path));
        var visitor = (await roles.GetAsync(tenant, http.RequestAborted)).Visitor;
        var body = await request.BodyReader.ReadAsync(http.RequestAborted);
        if (body.Buffer.Length == request.ContentLength)
        {
            var sent = body.Buffer.IsSingleSegment ? body.Buffer.First : body.Buffer.ToArray();
            if (kept.Of(tenant).Find(new AnswerKey(pathBase.Value ?? "", visitor.Reach, form, sent)) is { } answer && IsSentAsItIs(request, answer))
            {
                request.BodyReader.AdvanceTo(body.Buffer.End);
                await GoodAnswer.WriteAsync(http, mediaType, answer, visitor, maxAge: 0);
                LogSome(http, tenant);
                return;
            }
        }

        // Looked at, not taken: the body is read again.
        request.BodyReader.AdvanceTo(body.Buffer.Start, body.Buffer.End);
        await next(http);
    }

    // What is compressed goes through the whole pipeline, which knows what may be.
    private static bool IsSentAsItIs(HttpRequest request, KeptAnswer answer) => answer.Json.Length < LeastCompressed || request.Headers.AcceptEncoding.Count == 0;

    // Thousands a second would fill the disk with lines that say the same.
    private void LogSome(HttpContext http, Tenant tenant)
    {
        if (Interlocked.Increment(ref _given) % limits.KeptAnswersPerLogLine == 0)
        {
            logger.LogInformation(
                "{RequestMethod} {RequestPath} {StatusCode} with a kept answer, one of {Answers} ({Tenant}, anonymous, {TraceId})",
                http.Request.Method, http.Request.Path.Value, http.Response.StatusCode, limits.KeptAnswersPerLogLine, tenant.Name, http.TraceIdentifier);
        }
    }

    private static RequestForm? FormOf(HttpRequest request)
    {
        try
        {
            return request.ContentType == AnswerMediaType.Json ? RequestForm.Json : RequestReader.FormOf(request);
        }
        catch (BadGraphQLRequestException)
        {
            // The endpoint says what is wrong with it.
            return null;
        }
    }
}
