using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cms.Events;
using Cms.GraphQL.Http;
using Cms.Settings;
using Cms.Tenants;
using Cms.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.GraphQL.Tests.Http;

public sealed class KeptAnswersTests : IAsyncLifetime
{
    private const string Titles = "{ sample(first: 2) { contentItemId displayText } }";

    private readonly Site _site = Site.Recorded();
    private readonly HttpClient _client = new();
    private WebApplication? _host;
    private Caller _caller = Caller.Visitor([Permission.ExecuteGraphQL, Permission.ViewContent]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string FirstSample => _site.Content.Items.First(item => item.ContentType == "Sample" && item.Published).ContentItemId;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _site.AddTo(builder.Services, new GraphQLLimits { MaxKeptBytes = 200_000 });
        _host = builder.Build();
        _host.Use((http, next) =>
        {
            http.RequestServices.GetRequiredService<CurrentTenant>().Tenant = Site.Tenant;
            http.RequestServices.GetRequiredService<CurrentCaller>().Caller = _caller;
            return next(http);
        });
        _host.UseRouting();
        _host.MapCmsGraphQL();
        await _host.StartAsync(Cancel);
        _client.BaseAddress = new Uri(_host.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host!.DisposeAsync();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task The_same_question_is_answered_byte_for_byte_without_reading_again()
    {
        var first = await AskAsync(Titles);
        var reads = _site.Content.Reads.Count;

        var second = await AskAsync(Titles);

        Assert.Equal(first, second);
        Assert.Equal(reads, _site.Content.Reads.Count);
    }

    [Theory]
    [InlineData("{ sample { displayText } }", "OTHER", "GuideArticle", true)]
    [InlineData("{ sample { displayText } }", "OTHER", "Sample", false)]
    [InlineData("{ contentItem(contentItemId: \"FIRST\") { displayText } }", "OTHER", "Sample", true)]
    [InlineData("{ contentItem(contentItemId: \"FIRST\") { displayText } }", "FIRST", "Sample", false)]
    [InlineData("{ contentItem(contentItemId: \"nobody\") { displayText } }", "OTHER", "Sample", false)]
    [InlineData("{ siteCultures { culture } }", "FIRST", "Sample", true)]
    [InlineData("{ route(path: \"/sample/sample-1\") { contentItem { displayText } } }", "OTHER", "Sample", true)]
    [InlineData("{ route(path: \"/sample/sample-1\") { contentItem { displayText } } }", "FIRST", "Sample", false)]
    [InlineData("{ route(path: \"/nothing\") { redirectTo } }", "OTHER", "Blog", false)]
    [InlineData("{ blog(where: {displayText: \"My Blog\"}) { list { contentItems { displayText } } } }", "OTHER", "Sample", true)]
    [InlineData("{ blog(where: {displayText: \"My Blog\"}) { list { contentItems { displayText } } } }", "OTHER", "BlogPost", false)]
    [InlineData("{ blog { list { contentItems(first: 1, skip: 1) { displayText } } } }", "OTHER", "Sample", false)]
    [InlineData("{ blog { list { contentItemsConnection(first: 1) { nodes { displayText } pageInfo { hasNextPage } } } } }", "OTHER", "Sample", true)]
    [InlineData("{ blog { list { contentItemsConnection(first: 1) { nodes { displayText } pageInfo { hasNextPage } } } } }", "OTHER", "BlogPost", false)]
    [InlineData("{ blog { list { contentItemsConnection(first: 1) { totalCount } } } }", "OTHER", "Sample", false)]
    [InlineData("{ contentItem(contentItemId: \"FIRST\") { ... on Sample { localization { localizations { displayText } } } } }", "OTHER", "Blog", true)]
    [InlineData("{ contentItem(contentItemId: \"FIRST\") { ... on Sample { localization { localizations { displayText } } } } }", "OTHER", "Sample", false)]
    [InlineData("{ sampleConnection { facets(by: [\"tags\"]) { values { count } } } }", "OTHER", "Blog", true)]
    [InlineData("{ sampleConnection { facets(by: [\"tags\"]) { values { count } } } }", "OTHER", "Sample", false)]
    [InlineData("{ sampleConnection { facets(by: [\"tags\"]) { values { label } } } }", "taxonomytags00000000000000", "Taxonomy", false)]
    [InlineData("{ sample(where: {tags_some: {displayText: \"Earth\"}}) { displayText } }", "taxonomytags00000000000000", "Taxonomy", false)]
    [InlineData("{ sample(where: {related_some: {displayText: \"x\"}}) { displayText } }", "OTHER", "GuideArticle", false)]
    [InlineData("{ sample(where: {related_some: {displayText: \"x\"}}) { displayText } }", "OTHER", "Blog", true)]
    public async Task A_change_ends_the_answers_that_were_made_of_it_and_no_others(string query, string id, string type, bool isKept)
    {
        query = query.Replace("FIRST", FirstSample, StringComparison.Ordinal);
        await AskAsync(query);
        var before = _site.Content.Reads.Count;

        Tell(new ContentPublished(id.Replace("FIRST", FirstSample, StringComparison.Ordinal), type));
        await AskAsync(query);

        Assert.Equal(isKept, _site.Content.Reads.Count == before);
    }

    [Fact]
    public async Task Requests_that_come_once_do_not_drive_out_those_that_come_all_the_time()
    {
        await AskAsync(Titles);
        for (var once = 0; once < 500; once++)
            await AskAsync($"{{ sample(where: {{displayText_not: \"{once}\"}}) {{ contentItemId displayText path }} }}");
        var before = _site.Content.Reads.Count;

        await AskAsync(Titles);

        Assert.Equal(before, _site.Content.Reads.Count);
    }

    [Fact]
    public async Task Whatever_comes_back_from_the_trash_may_be_in_a_list()
    {
        const string list = "{ blog(where: {displayText: \"My Blog\"}) { list { contentItems { displayText } } } }";
        await AskAsync(list);
        var before = _site.Content.Reads.Count;

        Tell(new ContentRestored("other", "Sample"));
        await AskAsync(list);

        Assert.True(_site.Content.Reads.Count > before);
    }

    [Fact]
    public async Task An_answer_with_links_is_made_of_where_they_lead()
    {
        const string question = "{ contentItem(contentItemId: \"sample00000000000000000001\") { ... on Sample { markdownBody { html } } } }";
        Change(FirstSample, parts => parts["MarkdownBodyPart"] = new JsonObject { ["Markdown"] = "[two](content:sample00000000000000000002)" });
        var before = await AskAsync(question);

        Assert.Equal((before, 0), await AgainAsync(new ContentPublished("other", "GuideArticle"), new DraftSaved("sample00000000000000000003", "Sample")));
        Change("sample00000000000000000002", parts => parts["AutoroutePart"]!["Path"] = "moved");
        var moved = await AgainAsync(new ContentPublished("sample00000000000000000002", "Sample"));
        var index = _site.Content.Items.FindIndex(item => item.ContentItemId == "sample00000000000000000002");
        _site.Content.Items[index] = _site.Content.Items[index] with { Published = false };
        var unpublished = await AgainAsync(new ContentUnpublished("sample00000000000000000002", "Sample"));
        _site.Content.Items[index] = _site.Content.Items[index] with { Published = true };
        var published = await AgainAsync(new ContentPublished("sample00000000000000000002", "Sample"));

        Assert.Contains("/sample/sample-2", before, StringComparison.Ordinal);
        Assert.Contains("/moved", moved.Answer, StringComparison.Ordinal);
        Assert.DoesNotContain("href", unpublished.Answer, StringComparison.Ordinal);
        Assert.Equal(moved.Answer, published.Answer);

        async Task<(string Answer, int Reads)> AgainAsync(params TenantEvent[] changes)
        {
            foreach (var change in changes)
                Tell(change);
            var reads = _site.Content.Reads.Count;
            return (await AskAsync(question), _site.Content.Reads.Count - reads);
        }
    }

    [Fact]
    public async Task Every_kind_of_change_of_content_definitions_and_settings_is_heard()
    {
        foreach (var change in new TenantEvent[]
        {
            new DraftSaved("x", "Sample"), new ContentPublished("x", "Sample"), new ContentUnpublished("x", "Sample"), new DraftDiscarded("x", "Sample"), new ContentRemoved("x", "Sample"),
            new ContentRestored("x", "Sample"), new ContentPurged("x", "Sample"), new DefinitionsChanged(), new SettingsChanged(RolePermissions.Section), new SettingsChanged(SiteSettings.Section),
        })
        {
            await AskAsync(Titles);
            var before = _site.Content.Reads.Count;

            Tell(change);
            await AskAsync(Titles);

            Assert.True(_site.Content.Reads.Count > before, $"{change} ended no answer.");
        }
    }

    [Fact]
    public async Task What_changed_while_an_answer_was_made_ends_it_too()
    {
        _site.Content.Wait = _ =>
        {
            Tell(new ContentPublished("x", "Sample"));
            return Task.CompletedTask;
        };
        await AskAsync(Titles);
        _site.Content.Wait = null;
        var before = _site.Content.Reads.Count;

        await AskAsync(Titles);

        Assert.True(_site.Content.Reads.Count > before);
    }

    [Fact]
    public async Task An_answer_that_is_under_way_when_its_tenant_goes_is_given()
    {
        _site.Content.Wait = _ =>
        {
            _host!.Services.GetRequiredService<TenantChanges>().Retire(Site.Tenant);
            return Task.CompletedTask;
        };

        Assert.DoesNotContain("errors", await AskAsync(Titles), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_gets_what_was_made_for_a_caller_with_other_permissions()
    {
        var drafts = "{ sample(status: LATEST) { displayText } }";
        _caller = Caller.SignedIn("u1", "anna", [Permission.SiteOwner]);
        var asOwner = await AskAsync(drafts);

        _caller = Caller.SignedIn("u1", "anna", [Permission.ExecuteGraphQL, Permission.ViewContent]);
        var asReader = await AskAsync(drafts);
        _caller = Caller.Visitor([Permission.ExecuteGraphQL, Permission.ViewContent]);
        var asVisitor = await AskAsync(drafts);
        _caller = Caller.SignedIn("u1", "anna", [Permission.SiteOwner]).LimitedTo([Permission.ExecuteGraphQL, Permission.ViewContent]);
        var limited = await AskAsync(drafts);

        Assert.DoesNotContain("errors", asOwner, StringComparison.Ordinal);
        Assert.All([asReader, asVisitor, limited], answer => Assert.Contains("FORBIDDEN", answer, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_users_with_the_same_permissions_share_nothing()
    {
        _caller = Caller.SignedIn("u1", "anna", [Permission.ExecuteGraphQL, Permission.ViewContent]);
        await AskAsync(Titles);
        var before = _site.Content.Reads.Count;

        _caller = Caller.SignedIn("u2", "ben", [Permission.ExecuteGraphQL, Permission.ViewContent]);
        await AskAsync(Titles);

        Assert.True(_site.Content.Reads.Count > before);
    }

    [Fact]
    public async Task An_answer_with_an_error_is_not_kept()
    {
        _site.Content.Broken = new InvalidOperationException("gone");
        var broken = await AskAsync(Titles);
        _site.Content.Broken = null;

        var whole = await AskAsync(Titles);

        Assert.Contains("errors", broken, StringComparison.Ordinal);
        Assert.DoesNotContain("errors", whole, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Variables_the_chosen_operation_and_the_form_make_other_questions()
    {
        var query = "query A($n: Int) { sample(first: $n) { displayText } } query B { siteCultures { culture } }";

        var one = await PostAsync(JsonSerializer.Serialize(new { query, operationName = "A", variables = new { n = 1 } }));
        var two = await PostAsync(JsonSerializer.Serialize(new { query, operationName = "A", variables = new { n = 2 } }));
        var other = await PostAsync(JsonSerializer.Serialize(new { query, operationName = "B" }));
        var asDocument = await PostAsync("{\"a\":1}", "application/graphql");
        var asJson = await PostAsync("{\"a\":1}");

        Assert.Equal(3, new[] { one, two, other }.Distinct().Count());
        Assert.NotEqual(asDocument, asJson);
    }

    [Fact]
    public async Task Who_has_the_answer_is_told_that_it_is_still_right()
    {
        var address = $"/api/graphql?query={Uri.EscapeDataString(Titles)}";
        var id = FirstSample;
        using var first = await GetAsync(address);
        var etag = first.Headers.ETag!.ToString();
        using var same = await GetAsync(address, etag);
        Tell(new ContentPublished(FirstSample, "Sample"));
        using var unchanged = await GetAsync(address, etag);
        _site.Content.Items.RemoveAll(item => item.ContentType == "Sample");
        Tell(new ContentRemoved(id, "Sample"));
        using var changed = await GetAsync(address, $"\"x\", {etag}");

        Assert.Equal("public, no-cache", first.Headers.NonValidated["Cache-Control"].ToString());
        Assert.Equal(["settings Sample"], first.Headers.GetValues("Surrogate-Key"));
        Assert.Equal((HttpStatusCode.NotModified, HttpStatusCode.NotModified, HttpStatusCode.OK), (same.StatusCode, unchanged.StatusCode, changed.StatusCode));
        Assert.Equal(etag, same.Headers.ETag!.ToString());
        Assert.NotEqual(etag, changed.Headers.ETag!.ToString());
    }

    [Fact]
    public async Task What_is_for_one_user_or_posted_or_wrong_is_kept_by_no_cache()
    {
        _caller = Caller.SignedIn("u1", "anna", [Permission.SiteOwner]);

        using var got = await GetAsync($"/api/graphql?query={Uri.EscapeDataString(Titles)}");
        using var posted = await _client.PostAsync("/api/graphql", new StringContent(Titles, Encoding.UTF8, "application/graphql"), Cancel);
        using var wrong = await GetAsync("/api/graphql?query={nope}");

        Assert.Equal("no-store", got.Headers.NonValidated["Cache-Control"].ToString());
        Assert.Equal("no-store", posted.Headers.NonValidated["Cache-Control"].ToString());
        Assert.Equal("no-store", wrong.Headers.NonValidated["Cache-Control"].ToString());
    }

    [Fact]
    public async Task A_tenant_may_let_visitors_answers_be_a_little_old()
    {
        _site.Change(SiteSettings.Section, """{"GraphQLSettings":{"MaxAgeSeconds":60}}""", new SettingsChanged(SiteSettings.Section));
        Tell(new SettingsChanged(SiteSettings.Section));
        var address = $"/api/graphql?query={Uri.EscapeDataString(Titles)}";

        using var visitors = await GetAsync(address);
        _caller = Caller.SignedIn("u1", "anna", [Permission.SiteOwner]);
        using var annas = await GetAsync(address);

        Assert.Equal("public, max-age=60", visitors.Headers.NonValidated["Cache-Control"].ToString());
        Assert.Equal(["Accept", "Authorization", "Cookie", "X-Api-Key", "X-Cms-Preview"], visitors.Headers.Vary);
        Assert.Equal("no-store", annas.Headers.NonValidated["Cache-Control"].ToString());
    }

    [Fact]
    public async Task An_id_that_no_item_can_have_is_no_header()
    {
        using var answer = await GetAsync($"/api/graphql?query={Uri.EscapeDataString("query ($id: String!) { contentItem(contentItemId: $id) { displayText } }")}&variables={Uri.EscapeDataString("{\"id\":\"a\\r\\nSet-Cookie: b\"}")}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["settings *"], answer.Headers.GetValues("Surrogate-Key"));
    }

    [Fact]
    public async Task Many_questions_do_not_fill_the_memory()
    {
        // 200,000 bytes are kept here at most, each answer takes some thousand.
        var queries = Enumerable.Range(0, 400).Select(index => $"{{ sample(where: {{displayText_not: \"{index}\"}}) {{ contentItemId displayText createdUtc modifiedUtc owner author }} }}").ToArray();
        foreach (var query in queries)
            await AskAsync(query);
        var before = _site.Content.Reads.Count;

        foreach (var query in queries)
            await AskAsync(query);

        Assert.InRange(_site.Content.Reads.Count - before, 200, 400);
    }

    private void Change(string id, Action<JsonObject> change)
    {
        var index = _site.Content.Items.FindIndex(item => item.ContentItemId == id);
        var parts = JsonNode.Parse(_site.Content.Items[index].PartsJson)!.AsObject();
        change(parts);
        _site.Content.Items[index] = _site.Content.Items[index] with { PartsJson = parts.ToJsonString() };
    }

    private void Tell(TenantEvent happened) => _host!.Services.GetRequiredService<TenantChanges>().Publish(Site.Tenant, happened);

    private Task<string> AskAsync(string query) => PostAsync(JsonSerializer.Serialize(new { query }));

    private async Task<string> PostAsync(string body, string contentType = "application/json")
    {
        using var answer = await _client.PostAsync("/api/graphql", new StringContent(body, Encoding.UTF8, contentType), Cancel);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    private async Task<HttpResponseMessage> GetAsync(string address, string? ifNoneMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (ifNoneMatch is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        return await _client.SendAsync(request, Cancel);
    }
}
