using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Cms.Editing;
using Cms.Tests;

namespace Cms.Site.Tests;

/// <summary>Answers are kept, and nobody ever notices but by the speed.</summary>
public sealed class KeptAnswersTests(SiteWithSecondTenant site) : IClassFixture<SiteWithSecondTenant>
{
    private const string Paths = "{ guideArticle(first: 1000, orderBy: {displayText: ASC}) { contentItemId path displayText keywords { tagNames } } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_very_next_request_sees_what_was_published_changed_or_taken_away()
    {
        await KeepAsync(Paths);

        var path = await site.ImportAsync(Articles.Brief("Kept and published"));
        var published = await ItemAsync(path);
        await KeepAsync(Paths);
        await site.RunAsync<Unpublish, Problem?>(async verb => (await verb.RunAsync(published!.Value.GetProperty("contentItemId").GetString()!, Cancel)).Problem);
        var unpublished = await ItemAsync(path);
        await KeepAsync(Paths);
        await site.RunAsync<Publish, Problem?>(async verb => (await verb.RunAsync(published!.Value.GetProperty("contentItemId").GetString()!, Cancel)).Problem);
        var again = await ItemAsync(path);

        Assert.Equal("Kept and published", published!.Value.GetProperty("displayText").GetString());
        Assert.Null(unpublished);
        Assert.NotNull(again);
    }

    [Fact]
    public async Task What_another_process_wrote_is_seen_within_moments()
    {
        await KeepAsync(Paths);
        var file = site.Write("beside.txt", Articles.Brief("Written beside the server"));

        var imported = await site.RunCommandAsync("content", "import", file, "--type", "GuideArticle", "--publish");

        Assert.Equal(0, imported.ExitCode);
        await Eventually.AsyncTrue(async () => (await KeepAsync(Paths)).Contains("Written beside the server", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_role_that_loses_its_permission_is_refused_at_once()
    {
        await site.CreateTenantAsync("Losing", "losing");
        var before = await PostAsync(Paths, "/losing");
        var kept = await PostAsync(Paths, "/losing");

        await site.RunRecipeAsync("""{ "name": "Roles", "Roles": [{ "Name": "Anonymous", "PermissionBehavior": "Replace", "Permissions": [] }] }""", "Losing");
        var after = await PostAsync(Paths, "/losing");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Unauthorized), (before.Status, kept.Status, after.Status));
    }

    [Fact]
    public async Task A_feature_that_is_switched_off_answers_nothing_any_more()
    {
        await site.CreateTenantAsync("Switched", "switched");
        await PostAsync(Paths, "/switched");
        await PostAsync(Paths, "/switched");

        await site.RunRecipeAsync("""{ "name": "feature", "disable": ["OrchardCore.Apis.GraphQL"] }""", "Switched");
        var after = await PostAsync(Paths, "/switched");

        Assert.Equal(HttpStatusCode.NotFound, after.Status);
    }

    [Fact]
    public async Task Tenants_with_the_same_question_keep_their_own_answers()
    {
        await site.CreateTenantAsync("Kept", "kept");
        await site.ImportAsync(Articles.Brief("Only in the other tenant"), "Kept");

        var (ours, theirs) = (await KeepAsync(Paths), (await PostAsync(Paths, "/kept")).Body);
        var (oursAgain, theirsAgain) = (await KeepAsync(Paths), (await PostAsync(Paths, "/kept")).Body);

        Assert.DoesNotContain("Only in the other tenant", ours, StringComparison.Ordinal);
        Assert.Contains("Only in the other tenant", theirs, StringComparison.Ordinal);
        Assert.Equal((ours, theirs), (oursAgain, theirsAgain));
    }

    [Fact]
    public async Task A_page_with_links_is_made_of_the_pages_that_they_lead_to()
    {
        await site.CreateTenantAsync("Linking", "linking");
        const string page = """{ "name": "content", "data": [{ "ContentItemId": "linkingpage", "ContentType": "LinkingPage", "MarkdownBodyPart": { "Markdown": "[guide](content:gv1des1eep0000000000000000) [term](content:terms1eep00000000000000000) [later](content:laterguide)" } }] }""";
        const string later = """{ "name": "content", "data": [{ "ContentItemId": "laterguide", "ContentType": "GuideArticle", "TitlePart": { "Title": "Later" }, "AutoroutePart": { "Path": "guides/later" } }] }""";
        await site.RunRecipeAsync("""{ "name": "ContentDefinition", "ContentTypes": [{ "Name": "LinkingPage", "ContentTypePartDefinitionRecords": [{ "PartName": "MarkdownBodyPart", "Name": "MarkdownBodyPart" }] }] },""" + page, "Linking");

        var before = await PageAsync();
        await site.RunRecipeAsync(later, "Linking");
        var after = await PageAsync();
        var again = await PageAsync();
        await site.RunRecipeAsync(later.Replace("guides/later", "guides/sooner", StringComparison.Ordinal), "Linking");
        var moved = await PageAsync();
        await site.RunAsync<Unpublish, Problem?>(async verb => (await verb.RunAsync("gv1des1eep0000000000000000", Cancel)).Problem, "Linking");
        var unpublished = await PageAsync();

        Assert.Equal(("sleep-routine sleep", "settings * gv1des1eep0000000000000000 keyw0rds000000000000000000 linkingpage terms1eep00000000000000000"), (LinksIn(before), before.Tags));
        Assert.Equal(("sleep-routine sleep later", "settings gv1des1eep0000000000000000 keyw0rds000000000000000000 laterguide linkingpage terms1eep00000000000000000"), (LinksIn(after), after.Tags));
        Assert.Equal(after, again);
        Assert.Equal("sleep-routine sleep sooner", LinksIn(moved));
        Assert.Equal("sleep sooner", LinksIn(unpublished));

        async Task<(string Html, string Tags)> PageAsync()
        {
            using var answer = await site.GetAsync("/linking/api/graphql?query=" + Uri.EscapeDataString("{ contentItem(contentItemId: \"linkingpage\") { ... on LinkingPage { markdownBody { html } } } }"));
            return (await answer.Content.ReadAsStringAsync(Cancel), answer.Headers.GetValues("Surrogate-Key").Single());
        }

        static string LinksIn((string Html, string Tags) page) => string.Join(' ', new[] { "sleep-routine", "sleep", "later", "sooner" }.Where(path => page.Html.Contains($"{path}\\u0022", StringComparison.Ordinal) || page.Html.Contains($"{path}\\\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_kept_answer_has_all_headers_that_a_new_one_has()
    {
        var query = "{ guideArticle(first: 1) { displayText } site { siteName } }";
        using var first = await SendAsync(query);
        using var second = await SendAsync(query);

        Assert.Equal(Names(first), Names(second));
        Assert.Contains("X-Content-Type-Options: nosniff", Names(second));

        static string[] Names(HttpResponseMessage answer) =>
            [.. answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key != "Date").SelectMany(header => header.Value.Select(value => $"{header.Key}: {value}")).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task A_key_that_is_wrong_is_refused_also_where_a_visitor_would_get_a_kept_answer()
    {
        await KeepAsync(Paths);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/graphql") { Content = JsonContent.Create(new { query = Paths }) };
        request.Headers.Add("X-Api-Key", "nobodys");

        using var answer = await site.Client.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private async Task<JsonElement?> ItemAsync(string path)
    {
        using var answer = JsonDocument.Parse(await KeepAsync(Paths));
        foreach (var item in answer.RootElement.GetProperty("data").GetProperty("guideArticle").EnumerateArray())
        {
            if ("/" + item.GetProperty("path").GetString() == path)
                return item.Clone();
        }

        return null;
    }

    // Twice: the second time it is kept, unless something changed.
    private async Task<string> KeepAsync(string query)
    {
        await PostAsync(query);
        return (await PostAsync(query)).Body;
    }

    private async Task<(HttpStatusCode Status, string Body)> PostAsync(string query, string prefix = "")
    {
        using var answer = await SendAsync(query, prefix);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    private async Task<HttpResponseMessage> SendAsync(string query, string prefix = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, prefix + "/api/graphql") { Content = new StringContent(JsonSerializer.Serialize(new { query }), Encoding.UTF8, "application/json") };
        return await site.Client.SendAsync(request, Cancel);
    }
}
