using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cms.Audit;
using Cms.Content;
using Cms.Editing;
using Cms.Editing.Previewing;
using Cms.Site.Tests.Rest;

namespace Cms.Site.Tests;

/// <summary>A site with a second tenant that has the same items, down to the ids.</summary>
public sealed class PreviewSite : RunningSite
{
    public const string Guide = "gv1des1eep0000000000000000", GuidePath = "guides/building-a-steady-sleep-routine", OtherGuide = "gv1debreathe00000000000000";

    /// <summary>What a browser of the administrator sends.</summary>
    public (string, string)[] Admin { get; private set; } = [];

    protected override async Task PrepareAsync()
    {
        await CreateTenantAsync("Second", "two");
        foreach (var tenant in new[] { "Default", "Second" })
            await RunRecipeAsync("""{ "name": "settings", "PreviewSettings": { "Addresses": [{ "ContentType": "GuideArticle", "Name": "Partner", "Url": "https://partner.example.org/{path}?token={token}" }] } }""", tenant);
        Admin = [await this.CookieOfAsync("admin"), ("X-Cms", "1")];
    }
}

/// <summary>What is not published is shown to whoever may see it, as if it were, and to nobody else.</summary>
public sealed partial class PreviewTests(PreviewSite site) : IClassFixture<PreviewSite>
{
    private const string Attack = "<script>alert(1)</script>\\\" onclick=x";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_preview_of_what_is_published_is_its_page_with_marks_and_the_page_itself_never_has_any()
    {
        var before = await site.ReadHtmlAsync("/" + PreviewSite.GuidePath);

        var preview = await GetAsync($"/admin/preview/{PreviewSite.Guide}");
        var after = await site.ReadHtmlAsync("/" + PreviewSite.GuidePath);

        Assert.Equal(HttpStatusCode.OK, preview.Status);
        Assert.Contains(" data-cms-field=\"Sections[0].Bullets[1].Label\"", preview.Text, StringComparison.Ordinal);
        Assert.Equal(before, Mark().Replace(Script().Replace(preview.Text, ""), ""));
        Assert.Equal(before, after);
        Assert.DoesNotContain("data-cms-field", before, StringComparison.Ordinal);
        Assert.DoesNotContain("preview.js", before, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_is_kept_by_nobody_and_framed_by_the_own_site_alone()
    {
        var preview = await GetAsync($"/admin/preview/{PreviewSite.Guide}");
        var script = await GetAsync(SourceOfScript().Match(preview.Text).Groups[1].Value);

        Assert.Equal(("no-store", "no-referrer", "noindex, nofollow"), (preview.Headers["Cache-Control"], preview.Headers["Referrer-Policy"], preview.Headers["X-Robots-Tag"]));
        Assert.Contains("frame-ancestors 'self'", preview.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Contains("script-src 'self'", preview.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, "text/javascript"), (script.Status, script.MediaType));
        Assert.Contains("cms-open", script.Text, StringComparison.Ordinal);
        Assert.Contains("src=\"/admin/preview.js?v=", (await GetAsync("/admin/preview")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_written_and_not_saved_is_shown_where_it_stands_with_what_it_is_short_of_left_out()
    {
        var title = $"Written {Guid.NewGuid():N}";
        var preview = await PostAsync(null, $$"""
            { "TitlePart": { "Title": "{{title}}" },
              "Sections": { "ContentItems": [
                { "ContentType": "GuideSection", "GuideSection": { "Heading": { "Text": "Begin" } } },
                { "ContentType": "GuideSection", "GuideSection": {}, "Bullets": { "ContentItems": [{ "ContentType": "GuideBullet", "GuideBullet": { "Label": { "Text": "Walk" } } }] } }] } }
            """);

        Assert.Equal(HttpStatusCode.OK, preview.Status);
        Assert.Contains($"<h1 data-cms-field=\"TitlePart.Title\">{title}</h1>", preview.Text, StringComparison.Ordinal);
        Assert.Contains("<h2 data-cms-field=\"Sections[0].Heading\">Begin</h2>", preview.Text, StringComparison.Ordinal);
        Assert.Contains("<strong data-cms-field=\"Sections[1].Bullets[0].Label\">Walk</strong>", preview.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await site.StatusAsync($"/guides/{title.ToLowerInvariant().Replace(' ', '-')}"));
        Assert.DoesNotContain(title, await site.ReadHtmlAsync("/"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(null, "{}")).Status);
    }

    [Fact]
    public async Task No_field_of_a_draft_gets_a_script_into_its_preview()
    {
        var preview = await PostAsync(null, $$"""
            { "TitlePart": { "Title": "{{Attack}}" },
              "GuideArticle": { "Introduction": { "Text": "{{Attack}}" }, "Conclusion": { "Text": "{{Attack}}" }, "Summary": { "Text": "{{Attack}}" }, "DateCreated": { "Value": "{{Attack}}" }, "Keywords": { "TagNames": ["{{Attack}}"], "TermContentItemIds": ["{{Attack}}"] } },
              "Sections": { "ContentItems": [{ "ContentType": "GuideSection", "ContentItemId": "{{Attack}}", "GuideSection": { "Number": { "Value": "{{Attack}}" }, "Heading": { "Text": "{{Attack}}" }, "Body": { "Text": "{{Attack}}" } },
                "Bullets": { "ContentItems": [{ "ContentType": "GuideBullet", "GuideBullet": { "Label": { "Text": "{{Attack}}" }, "Text": { "Text": "{{Attack}}" } } }] } }] },
              "Sources": { "ContentItems": [{ "ContentType": "GuideSource", "GuideSource": { "Title": { "Text": "{{Attack}}" }, "Publisher": { "Text": "{{Attack}}" }, "Url": { "Url": "javascript:alert(1)" } } }] } }
            """, displayText: Attack);

        Assert.Equal(HttpStatusCode.OK, preview.Status);
        Assert.DoesNotContain("<script", Script().Replace(preview.Text, ""), StringComparison.Ordinal);
        Assert.DoesNotContain("javascript:", preview.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch("<[^>]*\" onclick", preview.Text);
        Assert.True(Regex.Count(preview.Text, "&lt;script&gt;") > 8);
    }

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("""{ "parts": {} }""", HttpStatusCode.BadRequest)]
    [InlineData("""{ "contentType": "GuideArticle", "parts": 5 }""", HttpStatusCode.BadRequest)]
    [InlineData("""{ "contentType": "GuideArticle", "contentType": "Person", "parts": {} }""", HttpStatusCode.BadRequest)]
    [InlineData("""{ "contentType": "Nothing", "parts": {} }""", HttpStatusCode.BadRequest)]
    [InlineData("""{ "contentType": "GuideArticle", "contentItemId": "nobody", "parts": {} }""", HttpStatusCode.NotFound)]
    [InlineData("""{ "contentType": "GuideArticle", "contentItemId": "a\u0000b", "parts": {} }""", HttpStatusCode.NotFound)]
    [InlineData("""{ "contentType": "GuideArticle", "parts": { "TitlePart": { "Title": "\ud800" } } }""", HttpStatusCode.BadRequest)]
    public async Task What_cannot_be_shown_is_refused_with_a_reason(string body, HttpStatusCode status)
    {
        var answer = await site.RestAsync("POST", "/admin/api/preview", body, headers: site.Admin);

        Assert.Equal((status, "application/problem+json"), (answer.Status, answer.MediaType));
        Assert.NotEmpty(answer.Detail);
    }

    [Fact]
    public async Task A_type_without_a_page_says_so()
    {
        var answer = await PostAsync(null, "{}", type: "Taxonomy");

        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Contains("no pages of items of the type Taxonomy", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shared_link_shows_the_draft_to_whoever_has_it_and_its_token_stands_in_no_list_and_no_trail()
    {
        var (item, path) = await DraftAsync("Shared");
        var shared = await site.RestAsync("POST", $"/admin/api/preview-links/{item}", """{ "hours": 2 }""", headers: site.Admin);
        var link = new Uri(shared["url"]!).AbsolutePath;

        var page = await site.RestAsync("GET", link);
        var listed = await GetAsync($"/admin/api/preview-links/{item}");
        var trail = await site.RunAsync<AuditTrail, IReadOnlyList<AuditEntry>>(trail => trail.ListAsync(new AuditQuery { SubjectId = item }, Cancel));

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("<h1>Shared", page.Text, StringComparison.Ordinal);
        Assert.Matches("<body>\\s*<p class=\"cms-preview-note\" role=\"note\">Preview – not published; valid until <time", page.Text);
        Assert.DoesNotContain("data-cms-field", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page.Text, StringComparison.Ordinal);
        Assert.Equal(("no-store", "no-referrer", "noindex, nofollow"), (page.Headers["Cache-Control"], page.Headers["Referrer-Policy"], page.Headers["X-Robots-Tag"]));
        Assert.Contains("frame-ancestors 'none'", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await site.StatusAsync(path));
        Assert.DoesNotContain(link.Split('/')[^1], listed.Text, StringComparison.Ordinal);
        Assert.Contains("\"createdBy\":\"admin\"", listed.Text, StringComparison.Ordinal);
        Assert.Equal(("PreviewShared", "admin"), (trail[0].Event, trail[0].UserName));
        Assert.DoesNotContain(link.Split('/')[^1], trail[0].Details!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await site.RestAsync("GET", "/two" + link)).Status);
    }

    [Fact]
    public async Task A_link_that_was_taken_back_or_is_over_says_so_with_404()
    {
        var (item, _) = await DraftAsync("Taken back");
        var (one, other) = (await site.RestAsync("POST", $"/admin/api/preview-links/{item}", "{}", headers: site.Admin), await site.RestAsync("POST", $"/admin/api/preview-links/{item}", "{}", headers: site.Admin));
        var revoked = await site.RestAsync("DELETE", $"/admin/api/preview-links/{item}/{one.Json["link"]!["id"]}", headers: site.Admin);

        var page = await site.RestAsync("GET", new Uri(one["url"]!).AbsolutePath);
        await site.RunAsync<Remove, Problem?>(async verb => (await verb.RunAsync(item, Editor.System, evenIfUsed: true, Cancel)).Problem);
        var gone = await site.RestAsync("GET", new Uri(other["url"]!).AbsolutePath);
        var trail = await site.RunAsync<AuditTrail, IReadOnlyList<AuditEntry>>(trail => trail.ListAsync(new AuditQuery { SubjectId = item, Event = "PreviewRevoked" }, Cancel));

        Assert.Equal(HttpStatusCode.OK, revoked.Status);
        Assert.Equal((HttpStatusCode.NotFound, "text/html", "no-store"), (page.Status, page.MediaType, page.Headers["Cache-Control"]));
        Assert.Contains("was taken back", page.Text, StringComparison.Ordinal);
        Assert.Contains("was removed", gone.Text, StringComparison.Ordinal);
        Assert.Contains("Check that the whole link was copied", (await site.RestAsync("GET", "/preview/none")).Text, StringComparison.Ordinal);
        Assert.Equal("admin", Assert.Single(trail).UserName);
        Assert.Equal(HttpStatusCode.BadRequest, (await site.RestAsync("POST", $"/admin/api/preview-links/{PreviewSite.Guide}", """{ "hours": 1000 }""", headers: site.Admin)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await site.RestAsync("POST", $"/admin/api/preview-links/{PreviewSite.Guide}", """{ "hours": "x" }""", headers: site.Admin)).Status);
    }

    [Fact]
    public async Task A_front_end_reads_the_draft_of_its_token_wherever_it_would_stand_and_no_other_draft()
    {
        var ((item, path), (other, otherPath)) = (await DraftAsync("Token"), await DraftAsync("Untold"));
        var query = $$"""
            { byPath: guideArticle(where: { path: "{{path.TrimStart('/')}}" }) { displayText published } byId: contentItem(contentItemId: "{{item}}") { displayText } route(path: "{{path}}") { contentItem { displayText } }
              all: guideArticle(first: 1000) { displayText } other: contentItem(contentItemId: "{{other}}") { displayText } otherRoute: route(path: "{{otherPath}}") { contentItem { displayText } } }
            """;
        var before = await AskAsync(query);

        var seen = await AskAsync(query, await TokenAsync(item));
        var again = await AskAsync(query, await TokenAsync(item));
        var after = await AskAsync(query);

        Assert.Equal("no-store", seen.Headers["Cache-Control"]);
        Assert.False(seen.Headers.ContainsKey("ETag") || seen.Headers.ContainsKey("Surrogate-Key"));
        Assert.StartsWith("Token", (string)Data(seen, "byPath", 0, "displayText")!, StringComparison.Ordinal);
        Assert.True((bool)Data(seen, "byPath", 0, "published")!);
        Assert.Equal(Data(seen, "byPath", 0, "displayText")!.ToString(), Data(seen, "byId", "displayText")!.ToString());
        Assert.NotNull(Data(seen, "route", "contentItem"));
        Assert.Contains(Data(seen, "all")!.AsArray(), one => ((string)one!["displayText"]!).StartsWith("Token", StringComparison.Ordinal));
        Assert.Null(Data(seen, "other"));
        Assert.Null(Data(seen, "otherRoute"));
        Assert.DoesNotContain("Untold", seen.Text, StringComparison.Ordinal);
        Assert.Equal(seen.Text, again.Text);
        Assert.DoesNotContain("Token", before.Text, StringComparison.Ordinal);
        Assert.Equal(before.Text, after.Text);
    }

    [Fact]
    public async Task What_is_kept_for_visitors_neither_answers_a_preview_nor_comes_of_one()
    {
        const string titles = "{ guideArticle(first: 1000, orderBy: { displayText: ASC }) { displayText introduction } }";
        var (item, _) = await DraftAsync("Kept");

        // Once to be validated, then planned and kept.
        for (var time = 0; time < 3; time++)
            Assert.DoesNotContain("Kept", (await AskAsync(titles)).Text, StringComparison.Ordinal);
        var seen = await AskAsync(titles, await TokenAsync(item));
        var got = await site.RestAsync("GET", "/api/graphql?query=" + Uri.EscapeDataString(titles));
        var gotPreview = await site.RestAsync("GET", "/api/graphql?query=" + Uri.EscapeDataString(titles), headers: [(PreviewTokens.Header, await TokenAsync(item)), ("If-None-Match", got.Tag)]);

        Assert.Contains("Kept", seen.Text, StringComparison.Ordinal);
        Assert.Contains(PreviewTokens.Header, got.Headers["Vary"], StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, "no-store"), (gotPreview.Status, gotPreview.Headers["Cache-Control"]));
        Assert.Contains("Kept", gotPreview.Text, StringComparison.Ordinal);
        for (var time = 0; time < 3; time++)
            Assert.DoesNotContain("Kept", (await AskAsync(titles)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_wrong_of_another_tenant_or_was_ended_is_refused_and_says_which()
    {
        var (item, _) = await DraftAsync("Refused");
        var token = await TokenAsync(item);
        const string query = "{ __typename }";

        var made = await AskAsync(query, "made-up");
        var foreign = await AskAsync(query, token, "/two");
        var altered = await AskAsync(query, token[..^3] + "AAA");
        var none = await AskAsync(query, "");
        var good = await AskAsync(query, token);
        await site.RestAsync("DELETE", "/admin/api/preview-tokens", headers: site.Admin);
        var ended = await AskAsync(query, token);

        foreach (var refused in new[] { made, foreign, altered, none })
        {
            Assert.Equal((HttpStatusCode.Unauthorized, "no-store"), (refused.Status, refused.Headers["Cache-Control"]));
            Assert.Contains("is not one of this site", (string)refused.Json["errors"]![0]!["message"]!, StringComparison.Ordinal);
        }

        Assert.Equal("UNAUTHENTICATED", (string?)made.Json["errors"]![0]!["extensions"]!["code"]);
        Assert.Equal(PreviewTokens.Header, made.Headers["WWW-Authenticate"]);
        Assert.Equal(HttpStatusCode.OK, good.Status);
        Assert.Equal(HttpStatusCode.Unauthorized, ended.Status);
        Assert.Contains("was taken back", (string)ended.Json["errors"]![0]!["message"]!, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(query, await TokenAsync(item))).Status);
    }

    private static JsonNode? Data(RestAnswer answer, params object[] path) =>
        path.Aggregate(answer.Json["data"], (json, step) => step is int index ? json?[index] : json?[(string)step]);

    private Task<RestAnswer> GetAsync(string path) => site.RestAsync("GET", path, headers: site.Admin);

    private Task<RestAnswer> PostAsync(string? item, string parts, string type = "GuideArticle", string displayText = "") => site.RestAsync(
        "POST", "/admin/api/preview", $$"""{ "contentItemId": {{(item is null ? "null" : $"\"{item}\"")}}, "contentType": "{{type}}", "displayText": "{{displayText}}", "parts": {{parts}} }""", headers: site.Admin);

    private Task<RestAnswer> AskAsync(string query, string? token = null, string prefix = "") => site.RestAsync(
        "POST", prefix + "/api/graphql", new JsonObject { ["query"] = query }.ToJsonString(), headers: token is null ? [] : [(PreviewTokens.Header, token)]);

    private async Task<string> TokenAsync(string item)
    {
        var addresses = await GetAsync($"/admin/api/preview-addresses/{item}");
        var url = (string)JsonNode.Parse(addresses.Text)![0]!["url"]!;
        return Uri.UnescapeDataString(url[(url.IndexOf("token=", StringComparison.Ordinal) + "token=".Length)..]);
    }

    // A draft that was never published.
    private async Task<(string Item, string Path)> DraftAsync(string title)
    {
        var draft = new ContentDraft
        {
            ContentType = "GuideArticle",
            Parts = JsonNode.Parse($$"""{ "TitlePart": { "Title": "{{title}} {{Guid.NewGuid():N}}" }, "GuideArticle": { "Introduction": { "Text": "Intro." }, "DateCreated": { "Value": "2026-01-02T00:00:00Z" } } }""")!.AsObject(),
        };
        var saved = await site.RunAsync<SaveDraft, Outcome<ContentItem>>(verb => verb.RunAsync(draft, Editor.System, Cancel));
        return (saved.Value.ContentItemId, "/" + saved.Value.Part("AutoroutePart").GetProperty("Path").GetString());
    }

    [GeneratedRegex(" data-cms-field=\"[^\"]*\"")]
    private static partial Regex Mark();

    [GeneratedRegex("<script src=\"/admin/preview.js[^\"]*\" defer></script>\n")]
    private static partial Regex Script();

    [GeneratedRegex("<script src=\"([^\"]+)\"")]
    private static partial Regex SourceOfScript();
}
