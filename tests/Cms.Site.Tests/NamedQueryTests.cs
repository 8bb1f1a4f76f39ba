using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Cms.Content;
using Cms.Tests;

namespace Cms.Site.Tests;

/// <summary>GraphQL documents that a recipe gives a name, and that clients ask for by it.</summary>
public sealed class NamedQueryTests(SiteWithSecondTenant site) : IClassFixture<SiteWithSecondTenant>
{
    private const string Newest = """{"Source":"GraphQL","Name":"Newest","Template":"query Newest($n: Int = 1) { guideArticle(first: $n) { path } }"}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("documentId")]
    [InlineData("namedQuery")]
    public async Task A_document_is_run_by_its_name_over_GET_and_POST(string member)
    {
        await site.RunRecipeAsync(Step(Newest));
        var expected = (await site.QueryAsync("{ guideArticle(first: 2) { path } }")).GetRawText();

        var asked = await GetAsync($"?{member}=Newest&operationName=Newest&variables={Uri.EscapeDataString("{\"n\":2}")}");
        var posted = await PostAsync($$"""{"{{member}}":"Newest","variables":{"n":2} }""");

        Assert.Equal((HttpStatusCode.OK, expected), (asked.Status, asked.Body.GetProperty("data").GetRawText()));
        Assert.Equal((HttpStatusCode.OK, expected), (posted.Status, posted.Body.GetProperty("data").GetRawText()));
        Assert.Equal(1, (await GetAsync($"?{member}=Newest")).Body.GetProperty("data").GetProperty("guideArticle").GetArrayLength());
    }

    [Theory]
    [InlineData("LatestGuides", """{"first":1}""", "\"totalCount\":8", "\"hasNextPage\":true", "\"endCursor\":\"")]
    [InlineData("GuideByPath", """{"path":"/guides/building-a-steady-sleep-routine"}""", "\"displayText\":\"Building a Steady Sleep Routine\"", "\"label\":\"Seven days alike\"", "\"displayText\":\"Example Reviewer Mira Voss\"")]
    [InlineData("SearchGuides", """{"term":"sleep routine"}""", "<mark>Sleep</mark> <mark>Routine</mark>", "\"path\":\"guides/building-a-steady-sleep-routine\"", "\"label\":\"Sleep\"")]
    [InlineData("GuideKeywords", "{}", "\"totalCount\":8", "\"label\":\"Daily Routine\"")]
    [InlineData("GuidesByKeyword", "{}", "\"displayText\":\"Building a Steady Sleep Routine\"", "\"related\":[{\"displayText\":\"")]
    public async Task The_guides_come_with_documents_that_show_what_can_be_asked(string name, string variables, params string[] contained)
    {
        var standard = await GetAsync($"?documentId={name}");
        var asked = await GetAsync($"?documentId={name}&variables={Uri.EscapeDataString(variables)}");
        var data = JsonSerializer.Serialize(asked.Body, ContentItemJson.Options);

        Assert.All([standard, asked], answer => Assert.False(answer.Status != HttpStatusCode.OK || answer.Body.TryGetProperty("errors", out _), answer.Body.ToString()));
        Assert.All(contained, text => Assert.Contains(text, data, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_name_of_another_tenant_is_unknown_and_the_gate_stands_before_names_too()
    {
        await site.CreateTenantAsync("Named", "named");
        await site.RunRecipeAsync(Step(Newest.Replace("\"Newest\"", "\"Theirs\"", StringComparison.Ordinal)), "Named");

        var theirs = await GetAsync("?documentId=Theirs", "/named");
        var ours = await GetAsync("?documentId=Theirs");
        var closed = await GetAsync("?documentId=Theirs", "/closed");

        Assert.Equal(HttpStatusCode.OK, theirs.Status);
        Assert.Equal((HttpStatusCode.BadRequest, "DOCUMENT_NOT_FOUND"), (ours.Status, CodeOf(ours.Body)));
        Assert.Equal((HttpStatusCode.Unauthorized, "UNAUTHENTICATED"), (closed.Status, CodeOf(closed.Body)));
        Assert.Equal(HttpStatusCode.NotFound, await site.StatusAsync("/off/api/graphql?documentId=Theirs"));
    }

    [Fact]
    public async Task A_name_beside_a_query_is_refused()
    {
        var answer = await PostAsync("""{"documentId":"Newest","query":"{ __typename }"}""");

        Assert.Equal((HttpStatusCode.BadRequest, "BAD_REQUEST"), (answer.Status, CodeOf(answer.Body)));
    }

    [Fact]
    public async Task A_name_lifts_no_limit_and_shows_no_drafts()
    {
        await site.RunRecipeAsync(Step(
            Newest,
            """{"Source":"GraphQL","Name":"Drafts","Template":"{ guideArticle(status: DRAFT) { path } }"}""",
            """{"Source":"GraphQL","Name":"Wrong","Template":"{ nothing }"}"""));

        var tooMany = await PostAsync("""{"documentId":"Newest","variables":{"n":5000} }""");
        var drafts = await PostAsync("""{"documentId":"Drafts"}""");
        var wrong = await PostAsync("""{"documentId":"Wrong"}""");
        var tooLong = await PostAsync($$"""{"documentId":"Newest","extensions":{"x":"{{new string('x', 300_000)}}"} }""");

        Assert.Equal(["LIMIT_EXCEEDED", "FORBIDDEN", "FIELDS_ON_CORRECT_TYPE"], new[] { tooMany, drafts, wrong }.Select(answer => CodeOf(answer.Body)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLong.Status);
    }

    [Fact]
    public async Task A_document_that_is_no_query_refuses_the_recipe_with_its_name_and_place()
    {
        var recipe = site.WriteRecipe("broken", """{ "name": "settings", "SiteName": "Never" },""" + Step("""{"Source":"GraphQL","Name":"Broken","Template":"{\n  guideArticle(first: ) { path }\n}"}"""));

        var refused = (await site.RunCommandAsync("recipes", "run", recipe)).Refused();

        Assert.StartsWith("broken.recipe.json, step 2 (Queries): Broken, line 2, column 23: ", refused, StringComparison.Ordinal);
        Assert.NotEqual("Never", (await site.QueryAsync("{ site { siteName } }")).GetProperty("site").GetProperty("siteName").GetString());
    }

    [Fact]
    public async Task What_a_command_stores_and_removes_is_seen_without_a_restart()
    {
        Assert.Equal("DOCUMENT_NOT_FOUND", CodeOf((await GetAsync("?documentId=Beside")).Body));
        var recipe = site.WriteRecipe("beside", Step(Newest.Replace("\"Newest\"", "\"Beside\"", StringComparison.Ordinal)));

        (await site.RunCommandAsync("recipes", "run", recipe)).Succeeded();
        await Eventually.AsyncTrue(async () => (await GetAsync("?documentId=Beside")).Status == HttpStatusCode.OK);
        var listed = (await site.RunCommandAsync("queries", "list")).Succeeded().Output;
        var removed = (await site.RunCommandAsync("queries", "remove", "beside")).Succeeded().Output;

        Assert.Matches(@"Beside +query Newest\(\$n: Int = 1\) \{ guideArticle\(first: \$n\) \{ path \} \}", listed);
        Assert.Equal("Query Beside was removed from tenant Default.", removed.Trim());
        await Eventually.AsyncTrue(async () => (await GetAsync("?documentId=Beside")).Status == HttpStatusCode.BadRequest);
        Assert.StartsWith("There is no query \"Beside\". Queries: ", (await site.RunCommandAsync("queries", "remove", "Beside")).Refused(), StringComparison.Ordinal);
    }

    private static string Step(params string[] entries) => $$"""{ "name": "Queries", "Queries": [{{string.Join(',', entries)}}] }""";

    private static string? CodeOf(JsonElement answer) => answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();

    private async Task<(HttpStatusCode Status, JsonElement Body)> GetAsync(string query, string prefix = "")
    {
        using var response = await site.GetAsync($"{prefix}/api/graphql{query}");
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Cancel));
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string body)
    {
        using var response = await site.Client.PostAsync("/api/graphql", new StringContent(body, null, "application/json"), Cancel);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Cancel));
    }
}
