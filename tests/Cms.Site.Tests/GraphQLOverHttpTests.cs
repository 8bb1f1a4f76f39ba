using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Cms.Site.Tests;

/// <summary>A site with a tenant beside it on which a test may switch things off.</summary>
public class SiteWithSecondTenant : RunningSite
{
    protected override async Task PrepareAsync()
    {
        await CreateTenantAsync("Off", "off");
        await RunRecipeAsync("""{ "name": "feature", "disable": ["OrchardCore.Apis.GraphQL"] }""", "Off");
        await CreateTenantAsync("Closed", "closed");
        await RunRecipeAsync("""{ "name": "Roles", "Roles": [{ "Name": "Anonymous", "Permissions": ["ExecuteGraphQL"], "PermissionBehavior": "Remove" }] }""", "Closed");
    }
}

public abstract class GraphQLOverHttpTests(SiteWithSecondTenant site)
{
    private const string Json = "application/json";
    private const string GraphQL = "application/graphql-response+json";
    private const string Guides = /*lang=json*/ """{"query":"{ guideArticle(first: 2) { displayText } }"}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/graphql")]
    [InlineData("/graphql")]
    public async Task Both_addresses_answer_GET_and_POST_alike(string path)
    {
        var posted = await SendAsync(HttpMethod.Post, path, Guides, Json);
        var asked = await SendAsync(HttpMethod.Get, path + "?query=" + Uri.EscapeDataString("{ guideArticle(first: 2) { displayText } }"));
        var asText = await SendAsync(HttpMethod.Post, path, "{ guideArticle(first: 2) { displayText } }", "application/graphql");

        Assert.Equal((HttpStatusCode.OK, "application/json"), (posted.Status, posted.Type));
        Assert.Equal(2, posted.Body.GetProperty("data").GetProperty("guideArticle").GetArrayLength());
        Assert.Equal(posted.Body.GetRawText(), asked.Body.GetRawText());
        Assert.Equal(posted.Body.GetRawText(), asText.Body.GetRawText());
    }

    [Fact]
    public async Task Variables_and_the_operation_are_read_from_body_and_address()
    {
        const string query = "query A($n: Int) { guideArticle(first: $n) { path } } query B { site { siteName } }";
        var posted = await SendAsync(HttpMethod.Post, "/graphql", JsonSerializer.Serialize(new { query, operationName = "A", variables = new { n = 3 } }), Json);
        var asked = await SendAsync(HttpMethod.Get, $"/graphql?query={Uri.EscapeDataString(query)}&operationName=A&variables={Uri.EscapeDataString("{\"n\":3}")}");

        Assert.Equal(3, posted.Body.GetProperty("data").GetProperty("guideArticle").GetArrayLength());
        Assert.Equal(posted.Body.GetRawText(), asked.Body.GetRawText());
    }

    [Theory]
    [InlineData("{ nothing }", Json, HttpStatusCode.OK)]
    [InlineData("{ nothing }", GraphQL, HttpStatusCode.BadRequest)]
    [InlineData("{ site { siteName } }", GraphQL, HttpStatusCode.OK)]
    public async Task The_answer_has_the_media_type_that_was_asked_for(string query, string accept, HttpStatusCode status)
    {
        var answer = await SendAsync(HttpMethod.Post, "/api/graphql", JsonSerializer.Serialize(new { query }), Json, accept);

        Assert.Equal((status, accept), (answer.Status, answer.Type));
    }

    [Theory]
    [InlineData(HttpStatusCode.UnsupportedMediaType, "query={__typename}", "application/x-www-form-urlencoded")]
    [InlineData(HttpStatusCode.UnsupportedMediaType, "{ __typename }", "text/plain")]
    [InlineData(HttpStatusCode.BadRequest, "{ \"query\": ", Json)]
    [InlineData(HttpStatusCode.BadRequest, "{}", Json)]
    [InlineData(HttpStatusCode.BadRequest, "[]", Json)]
    public async Task A_request_that_holds_no_query_is_refused_as_json(HttpStatusCode status, string body, string type)
    {
        var answer = await SendAsync(HttpMethod.Post, "/api/graphql", body, type);

        Assert.Equal(status, answer.Status);
        Assert.Equal("BAD_REQUEST", CodeOf(answer.Body));
    }

    [Fact]
    public async Task Other_methods_and_mutations_by_GET_are_not_allowed()
    {
        using var put = await site.Client.PutAsync("/api/graphql", new StringContent(Guides, null, Json), Cancel);
        var mutation = await SendAsync(HttpMethod.Get, "/api/graphql?query=" + Uri.EscapeDataString("mutation { x }"));

        Assert.Equal((HttpStatusCode.MethodNotAllowed, "GET, POST"), (put.StatusCode, string.Join(", ", put.Content.Headers.Allow.Order())));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, mutation.Status);
    }

    [Theory]
    [InlineData("DRAFT")]
    [InlineData("LATEST")]
    [InlineData("ALL")]
    public async Task Visitors_may_not_ask_for_drafts(string status)
    {
        var answer = await SendAsync(HttpMethod.Post, "/api/graphql", JsonSerializer.Serialize(new { query = $"{{ guideArticle(status: {status}) {{ displayText }} }}" }), Json);

        Assert.Equal("FORBIDDEN", CodeOf(answer.Body));
        Assert.DoesNotContain("displayText", answer.Body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_5000_is_refused()
    {
        var answer = await SendAsync(HttpMethod.Post, "/api/graphql", """{"query":"{ guideArticle(first: 5000) { displayText } }"}""", Json);

        Assert.Equal("LIMIT_EXCEEDED", CodeOf(answer.Body));
    }

    [Fact]
    public async Task Without_the_feature_there_is_no_GraphQL_but_there_are_pages()
    {
        Assert.Equal(HttpStatusCode.NotFound, await site.StatusAsync("/off/api/graphql?query={__typename}"));
        Assert.Equal(HttpStatusCode.NotFound, await site.StatusAsync("/off/graphql?query={__typename}"));
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync("/off/guides/building-a-steady-sleep-routine"));
    }

    [Fact]
    public async Task Where_visitors_may_not_ask_they_are_told_to_sign_in_and_still_read_the_pages()
    {
        var answer = await SendAsync(HttpMethod.Post, "/closed/api/graphql", Guides, Json);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Equal("UNAUTHENTICATED", CodeOf(answer.Body));
        Assert.Contains("building-a-steady-sleep-routine", await site.ReadHtmlAsync("/closed/"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync("/closed/guides/building-a-steady-sleep-routine"));
    }

    private static string? CodeOf(JsonElement answer) => answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();

    private async Task<(HttpStatusCode Status, string? Type, JsonElement Body)> SendAsync(HttpMethod method, string path, string? body = null, string? type = null, string? accept = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body, null, type!);
        if (accept is not null)
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
        using var response = await site.Client.SendAsync(request, Cancel);
        return (response.StatusCode, response.Content.Headers.ContentType?.MediaType, JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancel)));
    }
}
