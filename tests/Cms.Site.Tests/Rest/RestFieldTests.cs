using System.Net;

namespace Cms.Site.Tests.Rest;

/// <summary>The guides with a field that only some may see, <c>Source</c>, and one of the bullets that only some may change.</summary>
public sealed class GuardedFieldsSite : RunningSite
{
    protected override Task PrepareAsync() => RunRecipeAsync("""
        { "name": "ContentDefinition", "ContentParts": [
          { "Name": "GuideArticle", "ContentPartFieldDefinitionRecords": [
            { "FieldName": "TextField", "Name": "Source", "Settings": { "FieldAccessSettings": { "ViewPermission": true, "EditPermission": true }, "ContentIndexSettings": { "Included": true } } }] },
          { "Name": "GuideBullet", "ContentPartFieldDefinitionRecords": [
            { "FieldName": "TextField", "Name": "Reviewer", "Settings": { "FieldAccessSettings": { "EditPermission": true } } }] }] }
        """);
}

/// <summary>Over HTTP nobody reads, guesses, changes or loses what a field says that is not theirs.</summary>
public sealed class RestFieldTests(GuardedFieldsSite site) : IClassFixture<GuardedFieldsSite>
{
    private static readonly string[] Writer = ["AccessContentApi", "ExecuteGraphQL", "PublishContent", "DeleteContent"];
    private static readonly string[] Chief = [.. Writer, "EditField_GuideArticle.Source", "EditField_GuideBullet.Reviewer"];

    [Fact]
    public async Task A_field_that_one_may_not_see_is_in_no_answer_and_survives_every_save()
    {
        var (id, chiefs) = await CreateAsync("first1", "Told by Ann.");

        await site.LetVisitorsAsync("Default", Writer);
        var seen = await site.RestAsync("GET", $"/api/content/{id}");
        var posted = await site.RestAsync("POST", "/api/content", seen.Text);
        var patched = await site.PatchAsync($"/api/content/{id}", """{"GuideArticle":null}""");
        var filled = await site.PatchAsync($"/api/content/{id}", """{"GuideArticle":{"Introduction":{"Text":"Intro."},"DateCreated":{"Value":"2026-01-02T00:00:00Z"}}}""");
        var bulk = await site.RestAsync("POST", "/api/content/bulk", $"[{seen.Text}]");
        var versions = await site.RestAsync("GET", $"/api/content/{id}/versions");
        var old = await site.RestAsync("GET", $"/api/content/{id}/versions/{seen["ContentItemVersionId"]}");
        var list = await site.RestAsync("GET", "/api/content?type=GuideArticle&first=100");
        var cloned = await site.RestAsync("POST", $"/api/content/{id}/clone");
        var restored = await site.RestAsync("POST", $"/api/content/{id}/restore", $$"""{"ContentItemVersionId":"{{seen["ContentItemVersionId"]}}"}""");
        var published = await site.RestAsync("POST", $"/api/content/{id}/publish");
        await site.LetVisitorsAsync("Default", Chief);
        var whole = await site.RestAsync("GET", $"/api/content/{id}");
        var copy = await site.RestAsync("GET", $"/api/content/{cloned["ContentItemId"]}?status=latest");
        var removed = await site.RestAsync("DELETE", $"/api/content/{cloned["ContentItemId"]}");

        RestAnswer[] all = [seen, posted, filled, bulk, versions, old, list, cloned, restored, published];
        Assert.All(all, answer => Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Created, answer.Text));
        Assert.All([patched, .. all], answer => Assert.DoesNotContain("Told by", answer.Text, StringComparison.Ordinal));
        Assert.All([patched, .. all], answer => Assert.DoesNotContain("\"Source\"", answer.Text, StringComparison.Ordinal));
        Assert.Equal(("Told by Ann.", "Rita"), (whole["GuideArticle.Source.Text"], ReviewerOf(whole)));
        Assert.Null(copy["GuideArticle.Source.Text"]);
        Assert.Equal(HttpStatusCode.OK, removed.Status);
        Assert.Equal("Told by Ann.", chiefs["GuideArticle.Source.Text"]);
    }

    [Fact]
    public async Task A_hidden_field_orders_no_list_and_is_described_to_nobody_who_may_not_see_it()
    {
        await site.LetVisitorsAsync("Default", Writer);
        var ordered = await site.RestAsync("GET", "/api/content?type=GuideArticle&orderBy=source_ASC");
        var described = await site.RestAsync("GET", "/api/openapi.json");
        await site.LetVisitorsAsync("Default", Chief);
        var chiefs = await site.RestAsync("GET", "/api/content?type=GuideArticle&orderBy=source_ASC");
        var whole = await site.RestAsync("GET", "/api/openapi.json");

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (ordered.Status, chiefs.Status));
        Assert.Contains("You may not ask by the field Source of GuideArticle", ordered.Text, StringComparison.Ordinal);
        Assert.Contains("\"Introduction\"", described.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"Source\"", described.Text, StringComparison.Ordinal);
        Assert.Contains("\"Source\"", whole.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_list_can_be_ordered_by_is_told_without_the_fields_that_one_may_not_see()
    {
        const string Unknown = "/api/content?type=GuideArticle&orderBy=nothing_ASC";

        await site.LetVisitorsAsync("Default", Writer);
        var writers = await site.RestAsync("GET", Unknown);
        var both = await site.RestAsync("GET", "/api/content?type=GuideArticle&orderBy=source_ASC,nothing_ASC");
        await site.LetVisitorsAsync("Default", Chief);
        var chiefs = await site.RestAsync("GET", Unknown);

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest], new[] { writers.Status, both.Status, chiefs.Status });
        Assert.Equal(writers.Text, both.Text);
        Assert.Contains(", source", chiefs.Detail, StringComparison.Ordinal);
        Assert.Equal(chiefs.Detail.Replace(", source", "", StringComparison.Ordinal), writers.Detail);
    }

    [Fact]
    public async Task A_change_that_one_may_not_make_is_403_with_its_place_and_nothing_is_saved()
    {
        var (id, chiefs) = await CreateAsync("second", "Told by Ben.");

        await site.LetVisitorsAsync("Default", Writer);
        var right = await site.PatchAsync($"/api/content/{id}", """{"GuideArticle":{"Source":{"Text":"Told by Ben."}}}""");
        var wrong = await site.PatchAsync($"/api/content/{id}", """{"GuideArticle":{"Source":{"Text":"Told by me."}}}""");
        var sections = chiefs.Json["Sections"]!.DeepClone();
        sections["ContentItems"]![0]!["Bullets"]!["ContentItems"]![0]!["GuideBullet"]!["Reviewer"]!["Text"] = "Me";
        var inside = await site.PatchAsync($"/api/content/{id}?draft=true", $$"""{"Sections":{{sections.ToJsonString()}}}""");
        await site.LetVisitorsAsync("Default", Chief);
        var now = await site.RestAsync("GET", $"/api/content/{id}?status=latest");

        Assert.Equal((HttpStatusCode.Forbidden, right.Text), (right.Status, wrong.Text));
        Assert.Equal(
            (HttpStatusCode.Forbidden, """{"Sections[0].Bullets[0].Reviewer":["may not be changed by you, which needs the permission EditField_GuideBullet.Reviewer"]}"""),
            (inside.Status, inside.Json["errors"]!.ToJsonString()));
        Assert.Equal(chiefs.Text, now.Text);
    }

    [Fact]
    public async Task Entity_tags_and_filters_answer_no_guess()
    {
        var (one, _) = await CreateAsync("third1", "Told by Cleo.");
        await site.LetVisitorsAsync("Default", Writer);
        var before = await site.RestAsync("GET", $"/api/content/{one}");
        var saved = await site.PatchAsync($"/api/content/{one}", "{}", ("If-Match", before.Tag));
        var filters = new List<RestAnswer>();
        foreach (var where in new[] { """{"source":"Told by Cleo."}""", """{"source":"nobody"}""", """{"NOT":[{"source_starts_with":"T"}]}""" })
            filters.Add(await site.RestAsync("GET", $"/api/content?type=GuideArticle&where={Uri.EscapeDataString(where)}"));
        var unknown = await site.RestAsync("GET", $"/api/content?type=GuideArticle&where={Uri.EscapeDataString("""{"sourcery":"x"}""")}");
        await site.LetVisitorsAsync("Default", Chief);
        var chiefs = await site.RestAsync("GET", $"/api/content/{one}");
        var found = await site.RestAsync("GET", $"/api/content?type=GuideArticle&where={Uri.EscapeDataString("""{"source":"Told by Cleo."}""")}");

        Assert.Equal(HttpStatusCode.OK, saved.Status);
        Assert.All(filters, answer => Assert.Equal((HttpStatusCode.Forbidden, filters[0].Text), (answer.Status, answer.Text)));
        Assert.Equal("You may not ask by the field Source of GuideArticle; it needs the permission ViewField_GuideArticle.Source.", filters[0].Detail);
        Assert.Equal(HttpStatusCode.BadRequest, unknown.Status);
        Assert.DoesNotContain("source_", unknown.Text, StringComparison.Ordinal);
        Assert.NotEqual(saved.Tag, chiefs.Tag);
        Assert.Equal(one, (string?)found.Json["items"]![0]!["ContentItemId"]);
    }

    [Fact]
    public async Task Pages_and_GraphQL_show_it_to_visitors_as_if_it_were_empty()
    {
        await CreateAsync("fourth", "Told by Dora.");
        await site.LetVisitorsAsync("Default", Writer);

        var asked = await site.QueryAsync("""{ guideArticle(where: {displayText: "fourth"}) { source introduction sections { bullets { reviewer } } } }""");

        Assert.Equal(
            """[{"source":null,"introduction":"Intro.","sections":[{"bullets":[{"reviewer":"Rita"}]}]}]""",
            asked.GetProperty("guideArticle").GetRawText());
    }

    private async Task<(string Id, RestAnswer Answer)> CreateAsync(string title, string source)
    {
        await site.LetVisitorsAsync("Default", Chief);
        var made = await site.RestAsync("POST", "/api/content", $$"""
            { "ContentType": "GuideArticle", "TitlePart": { "Title": "{{title}}" },
              "GuideArticle": { "Introduction": { "Text": "Intro." }, "DateCreated": { "Value": "2026-01-02T00:00:00Z" }, "Source": { "Text": "{{source}}" } },
              "Sections": { "ContentItems": [{ "ContentType": "GuideSection", "GuideSection": { "Number": { "Value": 1 }, "Heading": { "Text": "H" } },
                "Bullets": { "ContentItems": [{ "ContentType": "GuideBullet", "GuideBullet": { "Label": { "Text": "L" }, "Text": { "Text": "T" }, "Reviewer": { "Text": "Rita" } } }] } }] } }
            """);
        Assert.True(made.Status == HttpStatusCode.OK, made.Text);
        return (made["ContentItemId"]!, made);
    }

    private static string? ReviewerOf(RestAnswer answer) =>
        (string?)answer.Json["Sections"]!["ContentItems"]![0]!["Bullets"]!["ContentItems"]![0]!["GuideBullet"]!["Reviewer"]!["Text"];
}
