using System.Net;
using System.Text.Json.Nodes;

namespace Cms.Site.Tests.Rest;

/// <summary>Lists of the REST content API: conditions as in GraphQL, and pages that neither repeat nor leave out.</summary>
public abstract class RestListTests(RunningSite site)
{
    private const string Guides = "/api/content?type=GuideArticle";

    [Theory]
    [InlineData("")]
    [InlineData("createdUtc_ASC")]
    [InlineData("displayText_ASC")]
    [InlineData("displayText_DESC,createdUtc_ASC")]
    [InlineData("author_ASC")]
    [InlineData("published_DESC,owner_ASC")]
    [InlineData("publishedUtc_DESC")]
    [InlineData("publishedUtc_ASC,displayText_DESC")]
    [InlineData("latest_ASC,contentItemId_DESC")]
    public async Task Pages_together_are_the_list_in_one_piece(string orderBy)
    {
        await site.LetVisitorsAsync("Default", "AccessContentApi", "EditContent");
        await SaveAsync("restdraft1", "Never published", draft: true);
        await SaveAsync("restdraft2", "ácute, „quotes“ and ASCII", draft: true);
        var list = $"{Guides}&status=latest&orderBy={orderBy}";
        var whole = IdsOf(await site.RestAsync("GET", list + "&first=100"));

        var pages = new List<string>();
        string? after = null;
        for (var hasNext = true; hasNext;)
        {
            var page = await site.RestAsync("GET", $"{list}&first=3&after={after}");
            Assert.True(page.Status == HttpStatusCode.OK, page.Text);
            pages.AddRange(IdsOf(page));
            (after, hasNext) = (page["pageInfo.endCursor"], (bool)page.Json["pageInfo"]!["hasNextPage"]!);
        }

        Assert.Equal(whole, pages);
        Assert.True(whole.Count >= 10);
        Assert.Contains("restdraft1", whole);
    }

    [Fact]
    public async Task A_page_goes_on_at_its_place_when_items_came_and_went_before_it()
    {
        await site.LetVisitorsAsync("Default", "SiteOwner");
        foreach (var title in new[] { "AA one", "AA two", "AA three", "AA four" })
            await SaveAsync($"cursor{title[3..]}", title);
        var list = $"{Guides}&orderBy=displayText_ASC&where={Uri.EscapeDataString("""{"displayText_starts_with":"AA "}""")}";
        var first = await site.RestAsync("GET", list + "&first=2");

        await site.RestAsync("DELETE", "/api/content/cursorfour");
        await SaveAsync("cursorzero", "AA eight");
        await SaveAsync("cursorone", "AA one");
        var second = await site.RestAsync("GET", $"{list}&first=2&after={first["pageInfo.endCursor"]}");

        Assert.Equal(["cursorfour", "cursorone"], IdsOf(first));
        Assert.Equal(["cursorthree", "cursortwo"], IdsOf(second));
        Assert.False((bool)second.Json["pageInfo"]!["hasNextPage"]!);
    }

    [Theory]
    [InlineData("""{"displayText_contains":"SLEEP"}""", """{displayText_contains: "SLEEP"}""")]
    [InlineData("""{"displayText_not_contains":"a","author_in":["system",null]}""", """{displayText_not_contains: "a", author_in: ["system", null]}""")]
    [InlineData("""{"keywords":{"contains":"Sleep"}}""", """{keywords: {contains: "Sleep"}}""")]
    [InlineData("""{"keywords":{"contains_any":["Sleep","Stress"]}}""", """{keywords: {contains_any: ["Sleep", "Stress"]}}""")]
    [InlineData("""{"OR":[{"displayText_starts_with":"how"},{"displayText_ends_with":"s"}],"NOT":{"path":null}}""", """{OR: [{displayText_starts_with: "how"}, {displayText_ends_with: "s"}], NOT: {path: null}}""")]
    [InlineData("""{"createdUtc_gt":"2000-01-01","publishedUtc_lte":"2100-01-01T00:00:00Z"}""", """{createdUtc_gt: "2000-01-01T00:00:00Z", publishedUtc_lte: "2100-01-01T00:00:00Z"}""")]
    [InlineData("""{"path_starts_with":"guides/","AND":[]}""", """{path_starts_with: "guides/", AND: []}""")]
    [InlineData("{}", "{}")]
    public async Task A_condition_means_what_it_means_in_GraphQL(string where, string graphQLWhere)
    {
        await site.LetVisitorsAsync("Default", "AccessContentApi", "ViewContent", "ExecuteGraphQL");
        var asked = await site.QueryAsync($"{{ guideArticle(where: {graphQLWhere}) {{ contentItemId }} }}");
        var expected = asked.GetProperty("guideArticle").EnumerateArray().Select(item => item.GetProperty("contentItemId").GetString()!).ToList();

        var answer = await site.RestAsync("GET", $"{Guides}&first=100&where={Uri.EscapeDataString(where)}");

        Assert.Equal(expected, IdsOf(answer));
    }

    [Fact]
    public async Task A_field_is_asked_for_where_its_definition_says_that_it_is_indexed()
    {
        await site.LetVisitorsAsync("Default", "SiteOwner");
        await SaveAsync("fieldolder", "Field older", date: "1999-12-31T00:00:00Z");
        var where = $"{Guides}&where={Uri.EscapeDataString("""{"dateCreated_lt":"2000-01-01"}""")}";
        await MarkAsync("false");
        var before = await site.RestAsync("GET", where);

        await MarkAsync("true");
        var after = await site.RestAsync("GET", where);

        var oldest = await site.RestAsync("GET", $"{Guides}&orderBy=dateCreated_ASC,displayText_DESC&first=1");
        var rest = await site.RestAsync("GET", $"{Guides}&orderBy=dateCreated_ASC,displayText_DESC&first=100&after={oldest["pageInfo.endCursor"]}");
        var whole = await site.RestAsync("GET", $"{Guides}&orderBy=dateCreated_ASC,displayText_DESC&first=100");
        var unknown = await site.RestAsync("GET", $"{Guides}&orderBy=introduction_ASC");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (before.Status, unknown.Status));
        Assert.Contains(", dateCreated", unknown.Detail, StringComparison.Ordinal);
        Assert.Equal(["fieldolder"], IdsOf(after));
        Assert.Equal(IdsOf(whole), [.. IdsOf(oldest), .. IdsOf(rest)]);
        Assert.Equal("fieldolder", IdsOf(whole)[0]);

        Task MarkAsync(string isIndexed) => site.RunRecipeAsync($$"""{ "name": "ContentDefinition", "ContentParts": [{ "Name": "GuideArticle", "Settings": {}, "ContentPartFieldDefinitionRecords": [{ "FieldName": "DateField", "Name": "DateCreated", "Settings": { "ContentIndexSettings": { "Included": {{isIndexed}} } } }] }] }""");
    }

    [Theory]
    [InlineData("", "type", "is missing")]
    [InlineData("type=Nope", "type", "content type that exists")]
    [InlineData("type=GuideArticle&first=101", "first", "from 1 to 100")]
    [InlineData("type=GuideArticle&first=0", "first", "from 1 to 100")]
    [InlineData("type=GuideArticle&first=many", "first", "from 1 to 100")]
    [InlineData("type=GuideArticle&status=all", "status", "published, draft or latest")]
    [InlineData("type=GuideArticle&orderBy=colour_ASC", "orderBy", "createdUtc")]
    [InlineData("type=GuideArticle&orderBy=owner,owner_DESC", "orderBy", "once")]
    [InlineData("type=GuideArticle&after=junk", "after", "endCursor")]
    [InlineData("type=GuideArticle&after=WyJ4Il0", "after", "endCursor")]
    [InlineData("type=GuideArticle&were={}", "were", "known are type")]
    [InlineData("type=GuideArticle&where={\"colour\":1}", "where.colour", "displayText_contains")]
    [InlineData("type=GuideArticle&where={\"OR\":[{\"createdUtc_gt\":\"today\"}]}", "where.OR[0].createdUtc_gt", "2025-11-20")]
    [InlineData("type=GuideArticle&where={\"displayText\":5}", "where.displayText", "text")]
    [InlineData("type=GuideArticle&where={\"keywords\":{\"has\":\"x\"}}", "where.keywords.has", "contains_any")]
    [InlineData("type=GuideArticle&where=[]", "where", "JSON object")]
    [InlineData("type=GuideArticle&where={\"path\":\"a\",\"path\":\"b\"}", null, "name twice")]
    [InlineData("type=GuideArticle&where={", null, "where must be JSON")]
    public async Task What_makes_no_sense_is_refused_with_its_place_and_what_would_be_right(string query, string? place, string right)
    {
        await site.LetVisitorsAsync("Default", "SiteOwner");

        var answer = await site.RestAsync("GET", $"/api/content?{query}");

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.Status, answer.MediaType));
        Assert.Contains(right, answer.Detail, StringComparison.Ordinal);
        Assert.Equal(place is null ? [] : [place], (answer.Json["errors"] as JsonObject ?? []).Select(error => error.Key));
    }

    [Fact]
    public async Task Conditions_have_a_limit_and_a_cursor_belongs_to_its_order()
    {
        await site.LetVisitorsAsync("Default", "SiteOwner");
        var many = $$"""{"OR":[{{string.Join(',', Enumerable.Repeat("""{"path":"x"}""", 201))}}]}""";
        var page = await site.RestAsync("GET", Guides + "&first=1");

        var tooMany = await site.RestAsync("GET", $"{Guides}&where={Uri.EscapeDataString(many)}");
        var otherOrder = await site.RestAsync("GET", $"{Guides}&orderBy=owner_ASC&after={page["pageInfo.endCursor"]}");

        Assert.Equal((HttpStatusCode.BadRequest, "where may have 200 conditions at most."), (tooMany.Status, tooMany.Detail));
        Assert.Equal(HttpStatusCode.BadRequest, otherOrder.Status);
    }

    private static List<string> IdsOf(RestAnswer list) =>
        list.Json["items"] is JsonArray items ? [.. items.Select(item => (string)item!["ContentItemId"]!)] : throw new InvalidOperationException(list.Text);

    private async Task SaveAsync(string id, string title, bool draft = false, string date = "2026-01-02T00:00:00Z")
    {
        var saved = await site.RestAsync(
            "POST", $"/api/content?draft={draft}",
            new JsonObject
            {
                ["ContentItemId"] = id,
                ["ContentType"] = "GuideArticle",
                ["TitlePart"] = new JsonObject { ["Title"] = title },
                ["GuideArticle"] = new JsonObject { ["Introduction"] = new JsonObject { ["Text"] = "Intro." }, ["DateCreated"] = new JsonObject { ["Value"] = date } },
            }.ToJsonString());
        Assert.True(saved.Status == HttpStatusCode.OK, saved.Text);
    }
}

public sealed class RestListOnSqliteTests(RunningSite site) : RestListTests(site), IClassFixture<RunningSite>;

public sealed class RestListOnPostgresTests : RestListTests, IClassFixture<RunningSiteOnPostgres>
{
    public RestListOnPostgresTests(RunningSiteOnPostgres site)
        : base(site) => PostgresDatabase.SkipWithoutServer();
}
