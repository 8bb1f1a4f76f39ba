using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Cms.Events;
using Cms.Queries;
using Cms.Settings;
using Cms.Users;

namespace Cms.GraphQL.Tests.Http;

public sealed class GraphQLEndpointTests : IAsyncLifetime
{
    private const string TypeName = """{"data":{"__typename":"Query"}}""";

    private readonly Site _site = Site.Recorded();
    private readonly GraphQLHost _host;
    private Caller _caller = Caller.Visitor([Permission.ExecuteGraphQL, Permission.ViewContent]);

    public GraphQLEndpointTests() => _host = new GraphQLHost(_site, new GraphQLLimits(), () => _caller);

    public ValueTask InitializeAsync() => _host.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _site.DisposeAsync();
    }

    [Theory]
    [InlineData("/api/graphql")]
    [InlineData("/graphql")]
    public async Task A_query_may_come_as_JSON_as_a_document_or_in_the_address(string path)
    {
        Assert.Equal((200, TypeName), await PostAsync("""{"query":"query A { __typename }","operationName":"A","variables":null}""", path: path));
        Assert.Equal((200, TypeName), await PostAsync("{ __typename }", "application/graphql; charset=utf-8", path: path));
        Assert.Equal((200, TypeName), await GetAsync($"{path}?query={{__typename}}"));
        Assert.Equal((200, """{"data":{"sample":[{"displayText":"Sample 4"}]}}"""), await GetAsync($"{path}?query=query($n:Int){{sample(first:$n){{displayText}}}}&variables={{\"n\":1}}"));
    }

    [Theory]
    [InlineData(null, "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("application/*;q=0.5, text/html", "application/json")]
    [InlineData("application/json", "application/json")]
    [InlineData("application/graphql-response+json", "application/graphql-response+json")]
    [InlineData("application/graphql-response+json, application/json;q=0.9", "application/graphql-response+json")]
    [InlineData("application/json;q=0.1, application/graphql-response+json;charset=utf-8", "application/graphql-response+json")]
    public async Task The_client_chooses_the_media_type(string? accept, string expected)
    {
        using var answer = await SendAsync(HttpMethod.Post, "/api/graphql", """{"query":"{__typename}"}""", "application/json", accept);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal($"{expected}; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
    }

    [Fact]
    public async Task A_client_that_takes_neither_media_type_is_told_so()
    {
        using var answer = await SendAsync(HttpMethod.Post, "/api/graphql", """{"query":"{__typename}"}""", "application/json", "text/html");

        Assert.Equal(HttpStatusCode.NotAcceptable, answer.StatusCode);
    }

    [Theory]
    [InlineData("{ nope }", 400, 200)]
    [InlineData("{ sample(first: ", 400, 200)]
    [InlineData("{ sample { displayText } drafts: sample(status: DRAFT) { displayText } }", 200, 200)]
    [InlineData("mutation { x }", 400, 200)]
    public async Task Errors_of_a_query_follow_the_media_type(string query, int asGraphQL, int asJson)
    {
        var body = System.Text.Json.JsonSerializer.Serialize(new { query });

        using var graphQL = await SendAsync(HttpMethod.Post, "/api/graphql", body, "application/json", "application/graphql-response+json");
        using var json = await SendAsync(HttpMethod.Post, "/api/graphql", body, "application/json", "application/json");

        Assert.Equal((asGraphQL, asJson), ((int)graphQL.StatusCode, (int)json.StatusCode));
    }

    [Theory]
    [InlineData("""{"query":""", "The body must be JSON; it breaks off or goes wrong at line 1, byte 10.")]
    [InlineData("""[{"query":"{__typename}"}]""", "Send one request at a time; lists of requests are not answered.")]
    [InlineData("\"{__typename}\"", "The body must be a JSON object such as {\\\"query\\\": \\\"{ __typename }\\\"}.")]
    [InlineData("{}", "Send a query, or as documentId the name of a document that this site keeps.")]
    [InlineData("""{"query":5}""", "query must be a text.")]
    [InlineData("""{"query":"{ \ud800 }"}""", "The body has a text with half a character (a surrogate alone) before byte 22.")]
    [InlineData("""{"documentId":["First"]}""", "documentId must be a text.")]
    [InlineData("""{"namedQuery":1}""", "namedQuery must be a text.")]
    [InlineData("""{"documentId":"First","query":"{__typename}"}""", "Send one of query, documentId and namedQuery, not several of them.")]
    [InlineData("""{"documentId":"First","namedQuery":"First"}""", "Send one of query, documentId and namedQuery, not several of them.")]
    [InlineData("""{"query":"{__typename}","variables":"{}"}""", "variables must be a JSON object.")]
    [InlineData("""{"query":"{__typename}","variables":[1]}""", "variables must be a JSON object.")]
    [InlineData("""{"query":"{__typename}","operationName":{}}""", "operationName must be a text.")]
    [InlineData("""{"query":"{__typename}","extensions":1}""", "extensions must be a JSON object.")]
    public async Task A_body_that_is_no_request_is_told_what_would_be_right(string body, string message)
    {
        Assert.Equal((400, $$$"""{"errors":[{"message":"{{{message}}}","extensions":{"code":"BAD_REQUEST"}}]}"""), await PostAsync(body));
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("text/plain")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("application/graphql; charset=utf-16")]
    [InlineData(null)]
    public async Task Other_content_types_are_refused(string? contentType)
    {
        Assert.Equal(415, (await PostAsync("""{"query":"{__typename}"}""", contentType)).Status);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_also_when_its_length_is_not_told()
    {
        var body = $$$"""{"query":"{__typename}","variables":{"a":"{{{new string('x', 300_000)}}}"}}""";

        using var chunked = new HttpRequestMessage(HttpMethod.Post, "/api/graphql") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        chunked.Headers.TransferEncodingChunked = true;
        using var answer = await _host.Client.SendAsync(chunked, TestContext.Current.CancellationToken);

        Assert.Equal(413, (await PostAsync(body)).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task The_schema_is_a_text_in_a_stable_order()
    {
        var (status, text) = await GetAsync("/api/graphql/schema.graphql");
        var again = await GetAsync("/api/graphql/schema.graphql/");

        Assert.Equal((200, text), again);
        Assert.Equal(200, status);
        Assert.Contains("\ntype Sample implements ContentItem", text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        string[] types = [.. text.Split('\n').Where(line => line.StartsWith("type ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1])];
        Assert.Equal(types.Order(StringComparer.Ordinal), types);
    }

    [Fact]
    public async Task The_schema_is_told_to_those_who_may_ask_and_to_whom_the_tenant_tells_it()
    {
        _site.Change(SiteSettings.Section, """{"GraphQLSettings":{"Introspection":"Nobody"}}""", new SettingsChanged(SiteSettings.Section));
        var closed = await GetAsync("/api/graphql/schema.graphql");
        _caller = Caller.SignedIn("u1", "anna", []);
        var without = await GetAsync("/api/graphql/schema.graphql");

        Assert.Equal(401, closed.Status);
        Assert.Contains("UNAUTHENTICATED", closed.Body, StringComparison.Ordinal);
        Assert.Equal(403, without.Status);
        Assert.Contains("FORBIDDEN", without.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_is_not_UTF_8_is_refused()
    {
        using var content = new ByteArrayContent([0x7B, 0xFF, 0x7D]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/graphql");

        using var answer = await _host.Client.PostAsync(new Uri("/graphql", UriKind.Relative), content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task GET_answers_queries_only()
    {
        using var mutation = await SendAsync(HttpMethod.Get, "/api/graphql?query=mutation{x}", null, null, null);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, mutation.StatusCode);
        Assert.Equal(["POST"], mutation.Content.Headers.Allow);
        Assert.Equal(400, (await GetAsync("/api/graphql")).Status);
        Assert.Equal(400, (await GetAsync("/api/graphql?query={__typename}&variables={bad")).Status);
        Assert.Equal(400, (await GetAsync("/api/graphql?query={__typename}&query={__typename}")).Status);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Other_methods_are_not_allowed(string method)
    {
        using var answer = await SendAsync(new HttpMethod(method), "/api/graphql", """{"query":"{__typename}"}""", "application/json", null);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    [Fact]
    public async Task A_caller_without_permission_is_refused_before_the_body_is_read()
    {
        _caller = Caller.Visitor([]);

        var visitor = await PostAsync("no JSON at all");
        _caller = Caller.SignedIn("u1", "anna", []);
        var user = await PostAsync("no JSON at all");

        Assert.Equal((401, """{"errors":[{"message":"Sign in to ask here.","extensions":{"code":"UNAUTHENTICATED"}}]}"""), visitor);
        Assert.Equal((403, """{"errors":[{"message":"You may not ask here; it needs the permission ExecuteGraphQL.","extensions":{"code":"FORBIDDEN"}}]}"""), user);
    }

    [Fact]
    public async Task Addresses_of_files_begin_where_the_site_begins()
    {
        var answer = await GetAsync("/base/api/graphql?query={sample(first:1){images{urls}}}");

        Assert.Equal((200, """{"data":{"sample":[{"images":{"urls":["/base/media/about.jpg"]}}]}}"""), answer);
    }

    [Theory]
    [InlineData("documentId")]
    [InlineData("namedQuery")]
    public async Task A_document_that_the_tenant_keeps_is_run_by_its_name(string member)
    {
        _site.Change(NamedQueries.Section, """{"First":{"Template":"query First($n: Int = 1) { sample(first: $n) { displayText } }"}}""", new SettingsChanged(NamedQueries.Section));
        const string One = """{"data":{"sample":[{"displayText":"Sample 4"}]}}""";

        Assert.Equal((200, One), await PostAsync($$"""{"{{member}}":"First"}"""));
        Assert.Equal((200, One), await PostAsync($$$"""{"query":null,"{{{member}}}":"first","operationName":"First","variables":{"n":1}}"""));
        Assert.Equal((200, One), await GetAsync($"/api/graphql?{member}=First&operationName=First&variables=%7B\"n\":1%7D"));
        Assert.Equal((200, """{"data":{"sample":[{"displayText":"Sample 4"},{"displayText":"Sample 3"}]}}"""), await GetAsync($"/graphql?{member}=First&variables=%7B\"n\":2%7D"));
        Assert.Contains("LIMIT_EXCEEDED", (await GetAsync($"/graphql?{member}=First&variables=%7B\"n\":1001%7D")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Nowhere", "This site keeps no document named Nowhere.")]
    [InlineData("sha256:00", "This site keeps no document of this name; a name has 1 to 128 letters from A to Z, digits, - and _.")]
    public async Task A_name_that_the_tenant_does_not_know_is_told_so(string name, string message)
    {
        var answer = (400, $$$"""{"errors":[{"message":"{{{message}}}","extensions":{"code":"DOCUMENT_NOT_FOUND"}}]}""");

        Assert.Equal(answer, await PostAsync($$"""{"documentId":"{{name}}"}"""));
        Assert.Equal(answer, await GetAsync($"/api/graphql?documentId={name}"));
        Assert.Equal(answer, await GetAsync($"/api/graphql?namedQuery={name}"));
    }

    [Theory]
    [InlineData("documentId=First&query={__typename}", "Send one of query, documentId and namedQuery, not several of them.")]
    [InlineData("documentId=First&namedQuery=First", "Send one of query, documentId and namedQuery, not several of them.")]
    [InlineData("documentId=First&documentId=First", "The query string must have one documentId.")]
    [InlineData("documentId=", "Send a query, or as documentId the name of a document that this site keeps.")]
    public async Task An_address_that_asks_for_nothing_or_for_several_documents_is_refused(string query, string message)
    {
        Assert.Equal((400, $$$"""{"errors":[{"message":"{{{message}}}","extensions":{"code":"BAD_REQUEST"}}]}"""), await GetAsync($"/api/graphql?{query}"));
    }

    [Fact]
    public async Task A_client_that_hangs_up_stops_the_work()
    {
        var began = new TaskCompletionSource();
        var stopped = new TaskCompletionSource();
        _site.Content.Wait = async cancel =>
        {
            cancel.Register(stopped.SetResult);
            began.SetResult();
            await Task.Delay(Timeout.Infinite, cancel);
        };
        using var hangUp = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        var asking = _host.Client.GetAsync(new Uri("/graphql?query={sample{displayText}}", UriKind.Relative), hangUp.Token);
        await began.Task;
        await hangUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_tenant_whose_schema_cannot_be_built_answers_in_JSON_and_tells_no_details()
    {
        _site.BreakDefinitions("secret");

        var answer = await PostAsync("""{"query":"{__typename}"}""");

        Assert.Equal((500, """{"errors":[{"message":"Something went wrong on the server; its log says what.","extensions":{"code":"INTERNAL_ERROR"}}]}"""), answer);
        Assert.Contains(_site.Log.Lines, line => line.Contains("secret", StringComparison.Ordinal));
    }

    private Task<(int Status, string Body)> PostAsync(string body, string? contentType = "application/json", string path = "/api/graphql") =>
        ReadAsync(SendAsync(HttpMethod.Post, path, body, contentType, null));

    private Task<(int Status, string Body)> GetAsync(string address) => ReadAsync(SendAsync(HttpMethod.Get, address, null, null, null));

    private static async Task<(int Status, string Body)> ReadAsync(Task<HttpResponseMessage> sending)
    {
        using var answer = await sending;
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, string? body, string? contentType, string? accept)
    {
        using var request = new HttpRequestMessage(method, new Uri(address, UriKind.Relative));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            if (contentType is not null)
                request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        }

        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        return await _host.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
