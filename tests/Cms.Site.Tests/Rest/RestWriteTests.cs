using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Cms.Site.Tests.Rest;

/// <summary>Items are made, changed and removed over REST.</summary>
public abstract class RestWriteTests(RunningSite site) : IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await site.LetVisitorsAsync("Default", "SiteOwner");

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_patch_removes_what_is_null_and_leaves_the_rest_alone()
    {
        var id = await CreateAsync("Patched");

        await site.PatchAsync($"/api/content/{id}?draft=true", """{"GuideArticle":{"Conclusion":{"Text":"The end."}}}""");
        var patched = await site.PatchAsync($"/api/content/{id}", """{"GuideArticle":{"Introduction":null,"Conclusion":{"Text":"The very end.","Nothing":null}}}""");

        Assert.Equal((HttpStatusCode.OK, true), (patched.Status, (bool)patched.Json["Published"]!));
        Assert.Equal(["Conclusion", "DateCreated"], patched.Json["GuideArticle"]!.AsObject().Select(field => field.Key).Order());
        Assert.Equal("""{"Text":"The very end."}""", patched.Json["GuideArticle"]!["Conclusion"]!.ToJsonString());
        Assert.Equal("Patched", patched["TitlePart.Title"]);
    }

    [Fact]
    public async Task A_merge_joins_objects_replaces_lists_and_passes_over_null()
    {
        var id = await CreateAsync("Merged");

        var merged = await site.RestAsync("POST", "/api/content?draft=true", $$$"""
            {"ContentItemId":"{{{id}}}","ModifiedUtc":"1999-01-01T00:00:00Z","GuideArticle":{"Introduction":null,"Conclusion":{"Text":"The end."} },"Sections":{"ContentItems":[{"ContentType":"GuideSection","GuideSection":{"Heading":{"Text":"One"} } }] } }
            """);
        var emptied = await site.RestAsync("POST", "/api/content?draft=true", $$$"""{"ContentItemId":"{{{id}}}","Sections":{"ContentItems":[]}}""");

        Assert.Equal(("Intro.", "The end.", false), (merged["GuideArticle.Introduction.Text"], merged["GuideArticle.Conclusion.Text"], (bool)merged.Json["Published"]!));
        Assert.Single(merged.Json["Sections"]!["ContentItems"]!.AsArray());
        Assert.Empty(emptied.Json["Sections"]!["ContentItems"]!.AsArray());
        Assert.Equal("The end.", emptied["GuideArticle.Conclusion.Text"]);
    }

    [Fact]
    public async Task A_whole_item_may_be_sent_back_as_it_came()
    {
        var id = await CreateAsync("There and back");
        var read = await site.RestAsync("GET", $"/api/content/{id}");

        var sent = await site.RestAsync("POST", "/api/content", read.Text, headers: ("If-Match", read.Tag));

        Assert.Equal(HttpStatusCode.OK, sent.Status);
        foreach (var json in new[] { read.Json, sent.Json })
            Assert.Equal("There and back", (string?)json["DisplayText"]);
        Assert.NotEqual(read["ContentItemVersionId"], sent["ContentItemVersionId"]);
    }

    [Fact]
    public async Task A_patch_does_not_say_what_only_the_site_says()
    {
        var id = await CreateAsync("Kept");

        var answer = await site.PatchAsync($"/api/content/{id}", """{"CreatedUtc":"1999-01-01T00:00:00Z","Latest":false,"ContentType":"Taxonomy","Id":5,"contentType":"x","Note":"x","Owner":7}""");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(["ContentType", "CreatedUtc", "Id", "Latest", "Note", "Owner", "contentType"], answer.Json["errors"]!.AsObject().Select(error => error.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_entity_tag_is_answered_304_until_the_item_changes_in_any_way()
    {
        var id = await CreateAsync("Tagged");
        var read = await site.RestAsync("GET", $"/api/content/{id}");

        var same = await site.RestAsync("GET", $"/api/content/{id}", headers: ("If-None-Match", $"\"other\", W/{read.Tag}"));
        await site.RestAsync("POST", $"/api/content/{id}/unpublish");
        await site.RestAsync("POST", $"/api/content/{id}/publish");
        var republished = await site.RestAsync("GET", $"/api/content/{id}", headers: ("If-None-Match", read.Tag));
        var head = await site.RestAsync("HEAD", $"/api/content/{id}");

        Assert.Equal((HttpStatusCode.NotModified, "", read.Tag), (same.Status, same.Text, same.Tag));
        Assert.Contains("no-cache", same.Headers["Cache-Control"], StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, read["ContentItemVersionId"]), (republished.Status, republished["ContentItemVersionId"]));
        Assert.Equal((HttpStatusCode.OK, "", republished.Tag), (head.Status, head.Text, head.Tag));
    }

    [Fact]
    public async Task A_change_to_an_older_version_says_who_saved_when()
    {
        var id = await CreateAsync("Raced");
        var read = await site.RestAsync("GET", $"/api/content/{id}");
        var newer = await site.PatchAsync($"/api/content/{id}?draft=true", """{"GuideArticle":{"Introduction":{"Text":"Newer."}}}""", ("If-Match", read.Tag));

        var stale = new[]
        {
            await site.PatchAsync($"/api/content/{id}", "{}", ("If-Match", read.Tag)),
            await site.RestAsync("POST", "/api/content", $$"""{"ContentItemId":"{{id}}"}""", headers: ("If-Match", read.Tag)),
            await site.RestAsync("DELETE", $"/api/content/{id}", headers: ("If-Match", read.Tag)),
            await site.RestAsync("POST", $"/api/content/{id}/publish", headers: ("If-Match", read.Tag)),
            await site.RestAsync("DELETE", $"/api/content/{id}", headers: ("If-Match", "W/" + newer.Tag)),
        };
        var removed = await site.RestAsync("DELETE", $"/api/content/{id}", headers: ("If-Match", $"\"x\", {newer.Tag}"));

        Assert.All(stale, answer => Assert.Equal(HttpStatusCode.PreconditionFailed, answer.Status));
        Assert.All(stale, answer => Assert.Contains($"{newer["ContentItemVersionId"]}, saved by somebody at {newer["ModifiedUtc"]![..10]}", answer.Detail, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, removed.Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await site.RestAsync("POST", "/api/content", Article("New"), headers: ("If-Match", "*"))).Status);
    }

    [Fact]
    public async Task Changes_that_arrive_together_are_all_kept()
    {
        var id = await CreateAsync("Busy");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => number % 2 == 0
            ? site.PatchAsync($"/api/content/{id}", $$$"""{"Part{{{number}}}":{"Text":"x"} }""")
            : site.RestAsync("POST", "/api/content", $$$"""{"ContentItemId":"{{{id}}}","Part{{{number}}}":{"Text":"x"} }""")));
        var kept = await site.RestAsync("GET", $"/api/content/{id}");

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Equal(8, kept.Json.Count(part => part.Key.StartsWith("Part", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_is_in_the_trash_is_no_new_item_and_what_is_used_stays()
    {
        var id = await CreateAsync("Thrown away");
        var term = (await site.RestAsync("GET", "/api/content?type=Taxonomy&first=1")).Json["items"]![0]!["ContentItemId"]!.ToString();

        var removed = await site.RestAsync("DELETE", $"/api/content/{id}");
        var again = await site.RestAsync("DELETE", $"/api/content/{id}");
        var made = await site.RestAsync("POST", "/api/content", Article("Thrown away", id));
        var used = await site.RestAsync("DELETE", $"/api/content/{term}");

        Assert.Equal(("Thrown away", false, false), (removed["DisplayText"], (bool)removed.Json["Latest"]!, (bool)removed.Json["Published"]!));
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.Conflict, HttpStatusCode.Conflict], new[] { again.Status, made.Status, used.Status });
        Assert.Contains("trash", made.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_verbs_of_an_editor_lead_through_the_life_of_an_item()
    {
        var id = await CreateAsync("Alive");
        var old = (await site.RestAsync("GET", $"/api/content/{id}"))["ContentItemVersionId"];
        await site.PatchAsync($"/api/content/{id}?draft=true", """{"TitlePart":{"Title":"Alive and well"}}""");

        var draft = await site.RestAsync("GET", $"/api/content/{id}?status=draft");
        var discarded = await site.RestAsync("POST", $"/api/content/{id}/discard-draft");
        await site.PatchAsync($"/api/content/{id}", """{"TitlePart":{"Title":"Alive again"}}""");
        var versions = await site.RestAsync("GET", $"/api/content/{id}/versions");
        var first = await site.RestAsync("GET", $"/api/content/{id}/versions/{old}");
        var restored = await site.RestAsync("POST", $"/api/content/{id}/restore", $$"""{"ContentItemVersionId":"{{old}}"}""");
        var published = await site.RestAsync("POST", $"/api/content/{id}/publish");
        var clone = await site.RestAsync("POST", $"/api/content/{id}/clone");
        var unpublished = await site.RestAsync("POST", $"/api/content/{id}/unpublish");
        var hidden = await site.RestAsync("GET", $"/api/content/{id}");
        var wrong = await site.RestAsync("POST", $"/api/content/{id}/restore", """{"ContentItemVersionId":"nope"}""");
        var unsaid = await site.RestAsync("POST", $"/api/content/{id}/restore", "{}");

        Assert.Equal(("Alive and well", old), (draft["DisplayText"], discarded["ContentItemVersionId"]));
        Assert.Equal("Alive again", (string?)versions.Json["items"]![0]!["DisplayText"]);
        Assert.False(versions.Json["items"]![0]!.AsObject().ContainsKey("TitlePart"));
        Assert.Equal(("Alive", "Alive", "Alive", false), (first["TitlePart.Title"], restored["DisplayText"], published["DisplayText"], (bool)restored.Json["Published"]!));
        Assert.Equal((HttpStatusCode.Created, $"/api/content/{clone["ContentItemId"]}"), (clone.Status, clone.Headers["Location"]));
        Assert.Equal((false, HttpStatusCode.NotFound), ((bool)unpublished.Json["Published"]!, hidden.Status));
        Assert.Contains("?status=latest", hidden.Detail, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.BadRequest), (wrong.Status, unsaid.Status));
    }

    [Fact]
    public async Task Of_many_items_each_is_saved_or_refused_for_itself()
    {
        var answer = await site.RestAsync("POST", "/api/content/bulk?draft=true", $$"""[{{Article("Bulk one", "bulkone")}}, {"ContentType":"Nope"}, 5, {{Article("Bulk two", "bulktwo")}}, {"ContentItemId":"bulkone","GuideArticle":{"DateCreated":{"Value":"x"} } }]""");

        var results = answer.Json["results"]!.AsArray();
        Assert.Equal((HttpStatusCode.OK, "200 400 400 200 400"), (answer.Status, string.Join(' ', results.Select(result => result!["status"]))));
        Assert.Equal("Bulk two", (string?)results[3]!["item"]!["DisplayText"]);
        Assert.Contains("Nope", (string?)results[1]!["problem"]!["detail"], StringComparison.Ordinal);
        Assert.Equal("Bulk one", (await site.RestAsync("GET", "/api/content/bulkone?status=latest"))["DisplayText"]);
        Assert.Equal(HttpStatusCode.BadRequest, (await site.RestAsync("POST", "/api/content/bulk", $"[{string.Join(',', Enumerable.Repeat("{}", 101))}]")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await site.RestAsync("POST", "/api/content/bulk", "[]", headers: ("If-Match", "*"))).Status);
    }

    [Theory]
    [InlineData("""{"ContentType":"GuideArticle","ContentType":"GuideArticle"}""", "name twice")]
    [InlineData("""{"ContentType":"GuideArticle","GuideArticle":{"a":1,"a":2}}""", "name twice")]
    [InlineData("""{"ContentType":"GuideArticle","TitlePart":{"Title":"\ud800"}}""", "half a character")]
    [InlineData("""{"ContentType":"GuideArticle","\udc00":{}}""", "half a character")]
    [InlineData("""{"ContentType":"GuideArticle","TitlePart":{"Title":"a\u0000b"}}""", "U+0000")]
    [InlineData("""{"ContentType":"GuideArticle",}""", "line 1")]
    [InlineData("[]", "JSON object")]
    [InlineData("", "JSON")]
    [InlineData("""{"ContentItemId":5,"ContentType":"GuideArticle"}""", "ContentItemId must be a text")]
    [InlineData("""{"ContentItemId":"no id!","ContentType":"GuideArticle"}""", "letters and digits")]
    [InlineData("""{"contentItemId":"x","ContentType":"GuideArticle"}""", "ContentItemId")]
    [InlineData("""{"ContentType":"GuideArticle","TitlePart":"Title"}""", "object")]
    public async Task A_body_that_makes_no_sense_is_refused(string body, string right)
    {
        var answer = await site.RestAsync("POST", "/api/content", body);

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.Status, answer.MediaType));
        Assert.Contains(right, answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_too_deep_too_long_or_of_another_kind_is_refused()
    {
        var deep = $$"""{"ContentType":"GuideArticle","Note":{{string.Concat(Enumerable.Repeat("{\"a\":", 64))}}1{{new string('}', 64)}}}""";
        var tooDeep = await site.RestAsync("POST", "/api/content", deep);
        var tooLong = await site.RestAsync("POST", "/api/content", $$"""{"x":"{{new string('x', 10 * 1024 * 1024)}}"}""");
        var form = await site.RestAsync("POST", "/api/content", "a=b", "application/x-www-form-urlencoded");
        var patch = await site.RestAsync("PATCH", "/api/content/x", "{}");
        using var latin = new StringContent(Article("Latin"), Encoding.Latin1, "application/json");
        using var other = await site.Client.PostAsync("/api/content", latin, TestContext.Current.CancellationToken);
        var unread = await site.RestAsync("POST", "/api/content?drafts=true", Article("Slip"));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.RequestEntityTooLarge), (tooDeep.Status, tooLong.Status));
        Assert.Equal([HttpStatusCode.UnsupportedMediaType, HttpStatusCode.UnsupportedMediaType, HttpStatusCode.UnsupportedMediaType], new[] { form.Status, patch.Status, other.StatusCode });
        Assert.Equal("application/merge-patch+json", patch.Headers["Accept-Patch"]);
        Assert.Equal((HttpStatusCode.BadRequest, "drafts"), (unread.Status, unread.Json["errors"]!.AsObject().Single().Key));
    }

    [Fact]
    public async Task An_unknown_address_is_404_and_another_method_405_also_where_pages_are()
    {
        var nowhere = await site.RestAsync("GET", "/api/content/x/y");
        var put = await site.RestAsync("PUT", "/api/content/x", "{}");
        var get = await site.RestAsync("GET", "/api/content/x/publish");
        var asked = await site.RestAsync("OPTIONS", "/api/content", headers: ("Origin", "https://x.example"));

        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json", 404), (nowhere.Status, nowhere.MediaType, (int)nowhere.Json["status"]!));
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "DELETE, GET, HEAD, PATCH"), (put.Status, put.Headers["Allow"]));
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "POST"), (get.Status, get.Headers["Allow"]));
        Assert.DoesNotContain(asked.Headers.Keys, header => header.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
        Assert.All(new[] { nowhere, put, get, asked }, answer => Assert.Equal("no-store", answer.Headers["Cache-Control"]));
    }

    private static string Article(string title, string? id = null) => new JsonObject
    {
        ["ContentItemId"] = id,
        ["ContentType"] = "GuideArticle",
        ["TitlePart"] = new JsonObject { ["Title"] = title },
        ["GuideArticle"] = new JsonObject { ["Introduction"] = new JsonObject { ["Text"] = "Intro." }, ["DateCreated"] = new JsonObject { ["Value"] = "2026-01-02T00:00:00Z" } },
    }.ToJsonString();

    private async Task<string> CreateAsync(string title)
    {
        var made = await site.RestAsync("POST", "/api/content", Article(title));
        Assert.True(made.Status == HttpStatusCode.OK, made.Text);
        return made["ContentItemId"]!;
    }
}

public sealed class RestWriteOnSqliteTests(RunningSite site) : RestWriteTests(site), IClassFixture<RunningSite>;

public sealed class RestWriteOnPostgresTests : RestWriteTests, IClassFixture<RunningSiteOnPostgres>
{
    public RestWriteOnPostgresTests(RunningSiteOnPostgres site)
        : base(site) => PostgresDatabase.SkipWithoutServer();
}
