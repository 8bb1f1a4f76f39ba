using System.Buffers;
using System.Diagnostics;
using Cms.Apps;
using Cms.Editing.Previewing;
using Cms.Features;
using Cms.GraphQL.Keeping;
using Cms.Queries;
using Cms.Settings;
using Cms.Tenants;
using Cms.Users;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cms.GraphQL.Http;

/// <summary>
/// Gives visitors the answers that are kept for them, and those that a plan makes, before the rest of the pipeline finds out that they are visitors. It knows what an answer depends on
/// and nothing else: whatever else is asked, and whoever shows who they are, goes on.
/// </summary>
public sealed class KeptAnswersMiddleware(
    RequestDelegate next, TenantRegistry registry, TenantScopes scopes, PerTenant<RolePermissions> roles, PerTenant<ReadLimit> readLimits, PerTenant<TenantFeatures> features,
    PerTenant<NamedQueries> queries, KeptAnswers kept, GraphQLLimits limits, IResponseCompressionProvider compression, ILogger<KeptAnswersMiddleware> logger)
{
    /// <summary>Bytes of the shortest answer that is worth compressing; shorter ones fit into one packet anyway.</summary>
    public const int LeastCompressed = 1_000;

    // Longer ones are read as always.
    private const int MaxLength = 16 * 1024;

    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(500);

    private int _given;

    /// <summary>Answers, or lets the rest of the pipeline do so.</summary>
    public Task InvokeAsync(HttpContext http) => IsOfVisitor(http.Request) ? AnswerAsync(http) : next(http);

    // With an origin it is a page of a browser, and what that may read is to be said with the answer.
    private static bool IsOfVisitor(HttpRequest request) =>
        HttpMethods.IsPost(request.Method)
        && request.ContentLength is > 0 and <= MaxLength
        && request.Path.Value!.EndsWith("/graphql", StringComparison.OrdinalIgnoreCase)
        && request.Headers is { Authorization.Count: 0, Cookie.Count: 0, Origin.Count: 0, ContentEncoding.Count: 0 } headers
        && !headers.ContainsKey(ApiKey.Header) && !headers.ContainsKey(PreviewTokens.Header);

    private async Task AnswerAsync(HttpContext http)
    {
        var began = Stopwatch.GetTimestamp();
        if (await FindAsync(http) is not { } found)
        {
            await next(http);
            return;
        }

        await GoodAnswer.WriteAsync(http, found.MediaType, found.Answer, found.Visitor, maxAge: 0, compression);
        LogSome(http, found.Tenant, Stopwatch.GetElapsedTime(began));
    }

    private async Task<Found?> FindAsync(HttpContext http)
    {
        try
        {
            var request = http.Request;
            var path = request.Path.Value!;
            if (registry.Resolve(request.Host.Host, path) is not { } tenant || FormOf(request) is not { } form || AnswerMediaType.Choose(request) is not { } mediaType
                || !GraphQLEndpoint.IsAt(path[tenant.PrefixIn(path).Length..])
                || (await readLimits.GetAsync(tenant, http.RequestAborted)).RequestsPerMinute is not null)
            {
                return null;
            }

            var pathBase = request.PathBase.Add(tenant.PrefixIn(path));
            var visitor = (await roles.GetAsync(tenant, http.RequestAborted)).Visitor;

            // Only what has come already: whoever sends slowly is waited for where that has a limit.
            if (!request.BodyReader.TryRead(out var body))
                return null;

            KeptAnswer? answer = null;
            try
            {
                var sent = body.Buffer.IsSingleSegment ? body.Buffer.First : body.Buffer.ToArray();
                if (sent.Length == request.ContentLength)
                    answer = await FindAsync(http, tenant, visitor, new AnswerKey(pathBase.Value ?? "", visitor.Reach, form, sent));
            }
            finally
            {
                // Looked at and not taken, where the body is read again.
                request.BodyReader.AdvanceTo(answer is not null ? body.Buffer.End : body.Buffer.Start, body.Buffer.End);
            }

            return answer is not null ? new Found(answer, mediaType, visitor, tenant) : null;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The rest of the pipeline meets the same failure, where it is logged and told.
            return null;
        }
    }

    private async ValueTask<KeptAnswer?> FindAsync(HttpContext http, Tenant tenant, Caller visitor, AnswerKey key)
    {
        var (answers, cancel) = (kept.Of(tenant), http.RequestAborted);
        if (answers.Find(key) is { } known)
            return known;

        // Nothing is kept of a tenant without the feature, so it is asked here only.
        if (!(await features.GetAsync(tenant, cancel)).Has(Feature.GraphQL) || visitor.Refuse(Permission.ExecuteGraphQL, "ask here") is not null)
            return null;

        var since = answers.Now;
        var request = RequestReader.Understand(new SentRequest(key.Form, key.Request), http.Request, await queries.GetAsync(tenant, cancel)) with { PathBase = key.PathBase };
        await using var scope = scopes.Open(tenant);
        scope.ServiceProvider.GetRequiredService<CurrentCaller>().Caller = visitor;
        if (await scope.ServiceProvider.GetRequiredService<GraphQLExecutor>().FindPlannedAsync(request, visitor, cancel) is not { } answer
            || await answer.FindGoodAsync(since, limits.MaxAnswerBytes, cancel) is not { } good)
        {
            return null;
        }

        if (answer.Tags!.MayBeKept)
            answers.Keep(key, good);
        return good;
    }

    // Thousands a second would fill the disk with lines that say the same; what took long is always worth one.
    private void LogSome(HttpContext http, Tenant tenant, TimeSpan took)
    {
        if (took >= Slow || Interlocked.Increment(ref _given) % limits.KeptAnswersPerLogLine == 0)
        {
            logger.LogInformation(
                "{RequestMethod} {RequestPath} {StatusCode} in {Elapsed:0.0} ms with a kept or planned answer, of which one in {Answers} is logged ({Tenant}, anonymous, {TraceId})",
                http.Request.Method, http.Request.Path.Value, http.Response.StatusCode, took.TotalMilliseconds, limits.KeptAnswersPerLogLine, tenant.Name,
                Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier);
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

    private sealed record Found(KeptAnswer Answer, string MediaType, Caller Visitor, Tenant Tenant);
}
