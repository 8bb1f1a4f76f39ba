using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cms.Site.Tests.Rest;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Site.Tests.Permissions;

/// <summary>
/// Who is answered what at every address and every field of the GraphQL root. Whatever is new there needs its row in <see cref="HttpRows"/>, <see cref="AccountRows"/> or <see cref="GraphQLRows"/>.
/// </summary>
public sealed partial class PermissionTableTests(PermissionSite site) : IClassFixture<PermissionSite>
{
    // What answers before routing and in no list of the server.
    private static readonly string[] BeforeRouting = ["/health/live", "/health/ready", "/.well-known/openid-configuration"];

    private static readonly PermissionRow[] Rows = [.. HttpRows.All, .. AccountRows.All, .. AdminRows.All];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_endpoint_has_its_row_and_every_row_its_endpoint()
    {
        var endpoints = await EndpointsAsync();
        var rows = Rows.Select(row => row.Endpoint).ToHashSet(StringComparer.Ordinal);

        Assert.Equal([], endpoints.Where(endpoint => !rows.Contains(endpoint) && !IsReadAlong(endpoint, rows)));
        Assert.Equal([], rows.Except(endpoints, StringComparer.Ordinal));
        Assert.True(endpoints.Count > 100, $"Only {endpoints.Count} endpoints were found.");
    }

    [Fact]
    public async Task Every_caller_is_answered_at_every_endpoint_as_its_row_says()
    {
        var endpoints = await EndpointsAsync();
        var asked = from row in Rows
                    from method in MethodsOf(row, endpoints)
                    from column in Enumerable.Range(0, site.Callers.Count)
                    select (Row: row, Method: method, Caller: site.Callers[column], Expected: row.ExpectedFor(column, site.Callers.Count));

        await CompareAsync(asked, one => $"{one.Method} {one.Row.Path} by {one.Caller.Name}", one => one.Expected, one => AskAsync(one.Row, one.Method, one.Caller, one.Expected));
    }

    [Fact]
    public async Task Who_comes_with_a_token_a_key_or_a_cookie_of_another_tenant_is_refused_or_a_visitor()
    {
        var asked = from row in Rows
                    from caller in site.Foreigners
                    let visitors = row.ExpectedFor(0, site.Callers.Count)
                    select (Row: row, Caller: caller, Expected: caller.Bearer is null ? visitors : row.LooksAtTokens ? "401" : visitors);

        await CompareAsync(asked, one => $"{one.Row.Method} {one.Row.Path} by {one.Caller.Name}", one => one.Expected, one => AskAsync(one.Row, one.Row.Method, one.Caller, one.Expected));
    }

    [Fact]
    public async Task Every_field_of_the_GraphQL_root_has_its_row_and_every_row_its_field()
    {
        var answer = await site.RestAsync("POST", "/api/graphql", """{ "query": "{ __schema { queryType { fields { name } } mutationType { fields { name } } subscriptionType { fields { name } } } }" }""", headers: site.Callers[1].Headers);
        var fields = answer.Json["data"]!["__schema"]!.AsObject().SelectMany(root => root.Value?["fields"]?.AsArray() ?? []).Select(field => (string)field!["name"]!).Order(StringComparer.Ordinal);

        Assert.Equal(fields, GraphQLRows.All.Select(row => row.Field).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_caller_is_answered_at_every_field_of_the_GraphQL_root_as_its_row_says()
    {
        var asked = from row in GraphQLRows.All
                    from column in Enumerable.Range(0, site.Callers.Count)
                    select (Query: $"{{ {row.Field}{row.Query} }}", Caller: site.Callers[column], Expected: new PermissionRow(row.Field, row.Query, row.Expected).ExpectedFor(column, site.Callers.Count));

        await CompareAsync(asked, one => $"{one.Query} by {one.Caller.Name}", one => one.Expected, one => QueryAsync(one.Query, one.Caller, "", site.Articles));
    }

    [Fact]
    public async Task A_permission_for_one_type_opens_nothing_else_over_GraphQL()
    {
        var asked = from row in OneTypeRows.GraphQL
                    from column in Enumerable.Range(0, site.OfSecond.Count)
                    select (row.Query, Caller: site.OfSecond[column], Expected: new PermissionRow("", row.Query, row.Expected).ExpectedFor(column, site.OfSecond.Count));

        await CompareAsync(asked, one => $"{one.Query} by {one.Caller.Name}", one => one.Expected, one => QueryAsync(one.Query, one.Caller, "/two", site.ArticlesOfSecond));
    }

    [Fact]
    public async Task A_permission_for_one_type_opens_nothing_else_over_REST()
    {
        var asked = from row in OneTypeRows.Rest
                    from column in Enumerable.Range(0, site.OfSecond.Count)
                    select (Row: row, Caller: site.OfSecond[column], Expected: row.ExpectedFor(column, site.OfSecond.Count));

        await CompareAsync(
            asked,
            one => $"{one.Row.Method} {one.Row.Path} {one.Row.Body} by {one.Caller.Name}",
            one => one.Expected,
            one => SendAsync(one.Row.Method, "/two" + Fill(one.Row.Path, site.ArticlesOfSecond), Fill(one.Row.Body, site.ArticlesOfSecond), one.Row.MediaType, one.Caller));
    }

    // All differences at once, as one mistake shows in many places.
    private static async Task CompareAsync<T>(IEnumerable<T> asked, Func<T, string> name, Func<T, string> expected, Func<T, Task<string>> ask)
    {
        var differences = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(asked, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Cancel }, async (one, _) =>
        {
            var answered = await ask(one);
            if (answered != expected(one))
                differences.Add($"{name(one)}: expected {expected(one)}, answered {answered}");
        });

        Assert.True(differences.IsEmpty, string.Join(Environment.NewLine, differences.Order(StringComparer.Ordinal)));
    }

    private async Task<string> AskAsync(PermissionRow row, string method, PermissionCaller caller, string expected)
    {
        // Who is refused changes nothing, so that there the items will do that are there for all.
        var isRefused = expected[0] != '2';
        var owner = site.Callers[1];
        if (row.EndsSignIn && caller.UserId is not null)
            caller = await site.AddAsync(caller.Name);

        var path = Fill(row.Path, site.Articles);
        var body = Fill(row.Body, site.Articles);
        var made = Made().Match(path).Value switch
        {
            "$new" when isRefused => site.Articles.Draft,
            "$own" when isRefused => caller.OwnDraft ?? site.Articles.Draft,
            "$live" or "$edited" when isRefused => site.Articles.Shown,
            "$new" => await site.MakeAsync(owner, draft: true),
            "$own" => await site.MakeAsync(owner, draft: true, caller),
            "$live" or "$edited" => await site.MakeAsync(owner, draft: false),
            _ => null,
        };
        if (made is null)
            return await SendAsync(method, path, body, row.MediaType, caller);

        var item = $"/api/content/{made}";
        if ((path + body).Contains("$version", StringComparison.Ordinal))
        {
            var version = (await site.RestAsync("GET", $"{item}?status=latest", headers: owner.Headers))["ContentItemVersionId"]!;
            (path, body) = (path.Replace("$version", version, StringComparison.Ordinal), body?.Replace("$version", version, StringComparison.Ordinal));
        }

        if (path.Contains("$edited", StringComparison.Ordinal) && !isRefused)
            await site.PatchAsync($"{item}?draft=true", """{ "GuideArticle": { "Introduction": { "Text": "Later." } } }""", owner.Headers);
        return await SendAsync(method, Made().Replace(path, made), body, row.MediaType, caller);
    }

    private async Task<string> SendAsync(string method, string path, string? body, string mediaType, PermissionCaller caller)
    {
        if (path.StartsWith("/account", StringComparison.Ordinal) && method == "POST")
            body += $"&form-token={Uri.EscapeDataString(caller.FormToken)}";

        // Without it nobody gets as far as to be asked who they are.
        var answer = await site.RestAsync(method, path, body, mediaType, path.StartsWith("/admin/api/preview", StringComparison.Ordinal) ? [.. caller.Headers, ("X-Cms", "1")] : caller.Headers);

        // Each item of many is answered for itself.
        return path.EndsWith("/bulk", StringComparison.Ordinal) && answer.Status == HttpStatusCode.OK
            ? answer.Json["results"]![0]!["status"]!.ToString()
            : ((int)answer.Status).ToString(CultureInfo.InvariantCulture);
    }

    private async Task<string> QueryAsync(string query, PermissionCaller caller, string prefix, (string Shown, string Draft) articles)
    {
        var answer = await site.RestAsync("POST", $"{prefix}/api/graphql", new JsonObject { ["query"] = Fill(query, articles) }.ToJsonString(), headers: caller.Headers);
        if (answer.Status != HttpStatusCode.OK)
            return ((int)answer.Status).ToString(CultureInfo.InvariantCulture);

        if (answer.Json["errors"] is { } errors)
            return (string?)errors[0]!["extensions"]?["code"] == "FORBIDDEN" ? "no" : answer.Text;

        return answer.Json["data"]!.AsObject().Single().Value switch
        {
            null or JsonArray { Count: 0 } => "none",
            JsonObject page when page["nodes"] is JsonArray { Count: 0 } => "none",
            _ => "yes",
        };
    }

    [return: NotNullIfNotNull(nameof(text))]
    private static string? Fill(string? text, (string Shown, string Draft) articles) => text?
        .Replace("$shown", articles.Shown, StringComparison.Ordinal).Replace("$draft", articles.Draft, StringComparison.Ordinal).Replace("$article", PermissionRow.Article(), StringComparison.Ordinal);

    // Where a page may be read without its body it is asked for so too, and answered the same.
    private static IEnumerable<string> MethodsOf(PermissionRow row, HashSet<string> endpoints)
    {
        yield return row.Method;
        var head = "HEAD" + row.Endpoint[3..];
        if (row.Endpoint.StartsWith("GET ", StringComparison.Ordinal) && endpoints.Contains(head) && Rows.All(other => other.Endpoint != head))
            yield return "HEAD";
    }

    private static bool IsReadAlong(string endpoint, HashSet<string> rows) => endpoint.StartsWith("HEAD ", StringComparison.Ordinal) && rows.Contains("GET" + endpoint[4..]);

    // Method and pattern of all that the server answers.
    private async Task<HashSet<string>> EndpointsAsync()
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var endpoint in site.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Where(endpoint => !AdminRows.IsFile(endpoint)))
        {
            var pattern = "/" + endpoint.RoutePattern.RawText!.Trim('/');
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? await MethodsAsync(pattern))
                found.Add($"{method} {pattern}");
        }

        var discovery = await site.RestAsync("GET", "/.well-known/openid-configuration");
        var tokenServer = discovery.Json.Where(member => member.Key.EndsWith("_endpoint", StringComparison.Ordinal) || member.Key == "jwks_uri").Select(member => new Uri((string)member.Value!).AbsolutePath);
        foreach (var path in BeforeRouting.Concat(tokenServer).Where(path => !found.Any(endpoint => endpoint.EndsWith($" {path}", StringComparison.Ordinal))).ToList())
            found.Add($"{(path is "/connect/token" or "/connect/introspect" or "/connect/revoke" ? "POST" : "GET")} {path}");
        return found;
    }

    // Endpoints that tell methods apart themselves say in the refusal of one that nobody takes which ones they take.
    private async Task<IEnumerable<string>> MethodsAsync(string pattern)
    {
        var answer = await site.RestAsync("PROPFIND", CatchAll().Replace(Value().Replace(pattern, "x"), "x/y/z/u"), headers: site.Callers[1].Headers);
        return answer.Headers.TryGetValue("Allow", out var allowed) ? allowed.Split(", ") : ["*"];
    }

    [GeneratedRegex(@"\$(new|own|live|edited)")]
    private static partial Regex Made();

    [GeneratedRegex(@"\{[^*}]+\}")]
    private static partial Regex Value();

    // Deeper than anything that is there.
    [GeneratedRegex(@"\{\*\*[^}]+\}")]
    private static partial Regex CatchAll();
}
