using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Editing;
using Cms.Events;

namespace Cms.Tests.Editing;

public sealed class SaveDraftTests
{
    private static readonly string GuideType = RecipeText.Type(
        "Guide", RecipeText.Editable, RecipeText.Attach("TitlePart", settings: """ "TitlePartSettings":{"Options":"EditableRequired"} """), RecipeText.Attach("Guide"));

    private static readonly string GuidePart = RecipeText.Part("Guide", RecipeText.Field("TextField", "Lead", """ "Required":true """), RecipeText.Field("LinkField", "Source"));

    [Fact]
    public async Task A_draft_is_the_latest_version_and_visitors_see_none()
    {
        await using var site = await TestSite.OpenAsync();
        var before = site.Cms.Data.Events.Count;

        var saved = (await site.SaveDraftAsync(TestSite.Article("Rest"))).Value;

        Assert.Equal((true, false, null), (saved.Latest, saved.Published, saved.PublishedUtc));
        Assert.Equal(("anna", "u1"), (saved.Author, saved.Owner));
        Assert.Equal(saved.ContentItemVersionId, (await site.LatestAsync(saved.ContentItemId))!.ContentItemVersionId);
        Assert.Null(await site.PublishedAsync(saved.ContentItemId));
        Assert.Equal([new DraftSaved(saved.ContentItemId, "Article")], site.EventsAfter(before));
    }

    [Fact]
    public async Task A_draft_of_a_published_item_leaves_what_visitors_see()
    {
        await using var site = await TestSite.OpenAsync();
        var published = (await site.PublishAsync(TestSite.Article("Rest"))).Value;

        var draft = (await site.SaveDraftAsync(TestSite.Retitled(published, "Rest more"), new Editor("u2", "bert"))).Value;

        Assert.Equal("Rest", (await site.PublishedAsync(published.ContentItemId))!.DisplayText);
        Assert.Equal("Rest more", (await site.LatestAsync(published.ContentItemId))!.DisplayText);
        Assert.Equal((published.CreatedUtc, published.PublishedUtc, "u1", "bert"), (draft.CreatedUtc, draft.PublishedUtc, draft.Owner, draft.Author));
    }

    [Fact]
    public async Task A_stale_save_is_refused_with_who_and_when()
    {
        await using var site = await TestSite.OpenAsync();
        var first = (await site.SaveDraftAsync(TestSite.Article("Rest"))).Value;
        var second = (await site.SaveDraftAsync(TestSite.Retitled(first, "Rest by Bert"), new Editor("u2", "bert"))).Value;

        var outcome = await site.SaveDraftAsync(TestSite.Retitled(first, "Rest by Anna"));

        Assert.Equal(ProblemKind.Conflict, outcome.Problem?.Kind);
        Assert.Equal(
            $"\"Rest by Bert\" was saved by bert at {second.ModifiedUtc:yyyy-MM-dd HH:mm:ss} UTC (version {second.ContentItemVersionId}), "
            + $"after the version that these changes were made to ({first.ContentItemVersionId}).",
            outcome.Problem?.Message);
        Assert.Equal("Rest by Bert", (await site.LatestAsync(first.ContentItemId))!.DisplayText);
    }

    [Fact]
    public async Task A_new_item_cannot_take_the_id_of_one_that_exists()
    {
        await using var site = await TestSite.OpenAsync();
        var existing = (await site.SaveDraftAsync(TestSite.Article("Rest"))).Value;

        var outcome = await site.SaveDraftAsync(TestSite.Article("Sleep") with { ContentItemId = existing.ContentItemId });

        Assert.Equal(ProblemKind.Conflict, outcome.Problem?.Kind);
        Assert.EndsWith("(none: it was to be a new item).", outcome.Problem?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_to_a_removed_item_are_refused_and_may_be_saved_as_a_new_one()
    {
        await using var site = await TestSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("Rest"))).Value;
        await site.RemoveAsync(item.ContentItemId);

        var refused = await site.SaveDraftAsync(TestSite.Retitled(item, "Sleep"));
        var again = await site.SaveDraftAsync(TestSite.Retitled(item, "Sleep") with { BasedOn = null });

        Assert.Equal($"Content item {item.ContentItemId} was removed meanwhile; take it out of the trash first, or save it as a new item to keep the changes.", refused.Problem?.Message);
        Assert.Equal((item.ContentItemId, "articles/rest"), (again.Value.ContentItemId, again.Value.Path()));
        Assert.Equal([2, 1], (await site.VersionsAsync(item.ContentItemId)).Select(version => version.Number));
    }

    [Fact]
    public async Task An_items_type_never_changes()
    {
        await using var site = await TestSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("Rest"))).Value;

        var outcome = await site.PublishAsync(TestSite.Again(item) with { ContentType = "Page" });

        Assert.Equal($"Content item {item.ContentItemId} is of type Article and cannot become Page.", outcome.Problem?.Message);
    }

    [Fact]
    public async Task A_type_without_drafts_has_none()
    {
        await using var site = await TestSite.OpenAsync();

        var outcome = await site.SaveDraftAsync(TestSite.Draft("Page", """{"TitlePart":{"Title":"About"}}"""));

        Assert.Equal((ProblemKind.Invalid, "Items of type Page have no drafts; publish it instead."), (outcome.Problem?.Kind, outcome.Problem?.Message));
        Assert.Empty(await site.ListAsync("Page"));
    }

    [Fact]
    public async Task A_type_that_does_not_exist_is_named_with_those_that_do()
    {
        await using var site = await TestSite.WithAsync(RecipeText.Type("Note", ""), RecipeText.Type("Page", ""));

        var outcome = await site.SaveDraftAsync(TestSite.Draft("Nothing", "{}"));

        Assert.Equal("There is no content type \"Nothing\"; this tenant has Note, Page.", outcome.Problem?.Message);
    }

    [Theory]
    [InlineData("has space")]
    [InlineData("toolongforanidofacontentitem")]
    [InlineData("a/b")]
    public async Task An_id_of_another_form_is_refused(string id)
    {
        await using var site = await TestSite.OpenAsync();

        var outcome = await site.SaveDraftAsync(TestSite.Article("Rest") with { ContentItemId = id });

        Assert.Equal($"\"{id}\" is no id of a content item; an id has at most 26 letters and digits.", outcome.Problem?.Message);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once_with_its_place()
    {
        await using var site = await TestSite.OpenAsync();
        var before = site.Cms.Data.Events.Count;

        var outcome = await site.SaveDraftAsync(TestSite.Article("", """
            "Article":{"Summary":{"Text":"This summary is a good deal longer than forty characters."},"Price":{"Value":-1},"Tags":{"TermContentItemIds":[5]}},
            "AutoroutePart":{"Path":"media/x"},
            "Sections":{"ContentItems":[
              {"ContentType":"Section","Section":{"Heading":{"Text":"Fine"}}},
              {"ContentType":"Section","Section":{"Heading":5},"Bullets":{"ContentItems":[{"ContentType":"Bullet","Bullet":{"Label":{"Text":""}}}]}}]}
            """));

        Assert.Equal(
            [
                "TitlePart.Title is required.",
                "AutoroutePart.Path must not begin with media, which the site itself answers.",
                "Summary must have at most 40 characters, not 57.",
                "Price must be 0 or more, not -1.",
                "Tags must have a list of texts as TermContentItemIds, not a list with 5.",
                "Sections[1].Heading must be a JSON object such as {\"Text\": ...}, not 5.",
                "Sections[1].Bullets[0].Label is required.",
            ],
            outcome.Complaints());
        Assert.StartsWith("Article \"\" was not saved: TitlePart.Title is required.", outcome.Problem!.Message, StringComparison.Ordinal);
        Assert.Empty(site.EventsAfter(before));
    }

    [Fact]
    public async Task What_Cms_does_not_know_is_kept_as_it_is()
    {
        await using var site = await TestSite.WithAsync(
            RecipeText.Type("Note", RecipeText.Editable, RecipeText.Attach("Note"), RecipeText.Attach("HtmlBodyPart")),
            RecipeText.Part("Note", RecipeText.Field("GeoPointField", "Place")));

        var saved = await site.SaveDraftAsync(TestSite.Draft("Note", """{"Note":{"Place":{"Latitude":50.10,"Extra":[1,null]},"Gone":5},"HtmlBodyPart":{"Html":"<p>ü</p>"},"Other":"x"}"""));

        Assert.Equal("""{"Note":{"Place":{"Latitude":50.10,"Extra":[1,null]},"Gone":5},"HtmlBodyPart":{"Html":"<p>ü</p>"},"Other":"x"}""", saved.Value.PartsJson);
    }

    [Fact]
    public async Task The_draft_that_was_handed_in_is_not_changed()
    {
        await using var site = await TestSite.OpenAsync();
        var draft = TestSite.Article("Rest", """ "Sections":{"ContentItems":[{"ContentType":"Section","Section":{"Heading":{"Text":"One"}}}]} """);
        var before = draft.Parts.ToJsonString();

        await site.SaveDraftAsync(draft);

        Assert.Equal(before, draft.Parts.ToJsonString());
    }

    [Fact]
    public async Task A_type_without_history_keeps_only_the_published_version_and_the_draft()
    {
        await using var site = await TestSite.WithAsync(RecipeText.Type("Note", "\"Draftable\":true", RecipeText.Attach("TitlePart")));
        var first = (await site.PublishAsync(TestSite.Draft("Note", """{"TitlePart":{"Title":"1"}}"""))).Value;
        var second = (await site.SaveDraftAsync(TestSite.Retitled(first, "2"))).Value;
        var third = (await site.SaveDraftAsync(TestSite.Retitled(second, "3"))).Value;

        var withDraft = (await site.VersionsAsync(first.ContentItemId)).Select(version => version.DisplayText).ToList();
        await site.PublishAsync(third.ContentItemId);

        Assert.Equal(["3", "1"], withDraft);
        Assert.Equal(["3"], (await site.VersionsAsync(first.ContentItemId)).Select(version => version.DisplayText));
    }

    [Fact]
    public async Task Metadata_that_is_given_is_kept()
    {
        await using var site = await TestSite.OpenAsync();
        var (created, modified, published) = (Day(1), Day(2), Day(3));

        var saved = (await site.PublishAsync(TestSite.Article("Rest") with
        {
            ContentItemId = "mine",
            Given = new GivenMetadata { ContentItemVersionId = "minev1", CreatedUtc = created, ModifiedUtc = modified, PublishedUtc = published, Owner = "o", Author = "a" },
        })).Value;

        Assert.Equal(("mine", "minev1", "o", "a"), (saved.ContentItemId, saved.ContentItemVersionId, saved.Owner, saved.Author));
        Assert.Equal((created, modified, published), (saved.CreatedUtc, saved.ModifiedUtc, saved.PublishedUtc!.Value));
    }

    private static DateTime Day(int day) => new(2025, 1, day, 8, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task A_draft_that_is_not_finished_is_kept_and_not_published()
    {
        await using var site = await TestSite.WithAsync(GuideType, GuidePart);

        var refused = await site.SaveDraftAsync(Of("", "", "/tea"));
        var kept = (await site.SaveDraftAsync(Of("", "", "/tea") with { IsUnfinished = true })).Value;
        var published = await site.PublishAsync(kept.ContentItemId);

        Assert.Equal(["TitlePart.Title is required.", "Lead is required."], refused.Problem!.Complaints.Select(complaint => complaint.ToString()));
        Assert.Equal(["TitlePart.Title is required.", "Lead is required."], published.Problem!.Complaints.Select(complaint => complaint.ToString()));
        Assert.Null(await site.PublishedAsync(kept.ContentItemId));
    }

    [Fact]
    public async Task What_could_do_harm_is_in_no_draft_either()
    {
        await using var site = await TestSite.WithAsync(GuideType, GuidePart);

        var outcome = await site.SaveDraftAsync(Of("Rest", "", "javascript:alert(1)") with { IsUnfinished = true });

        Assert.Equal(["Source"], outcome.Problem!.Complaints.Select(complaint => complaint.Path));
    }

    [Fact]
    public async Task Saves_of_one_stretch_of_writing_are_one_version_in_the_end()
    {
        await using var site = await TestSite.OpenAsync();
        var published = (await site.PublishAsync(TestSite.Article("Rest"))).Value;
        var first = (await site.SaveDraftAsync(TestSite.Retitled(published, "Rest m"))).Value;
        var since = first.ModifiedUtc;

        var second = (await site.SaveDraftAsync(TestSite.Retitled(first, "Rest mo") with { WrittenSinceUtc = since })).Value;
        site.Cms.Clock.Advance(TimeSpan.FromMinutes(4));
        var third = (await site.SaveDraftAsync(TestSite.Retitled(second, "Rest more") with { WrittenSinceUtc = since })).Value;
        site.Cms.Clock.Advance(TimeSpan.FromMinutes(2));
        var late = (await site.SaveDraftAsync(TestSite.Retitled(third, "Rest even more") with { WrittenSinceUtc = since })).Value;
        var others = (await site.SaveDraftAsync(TestSite.Retitled(late, "Rest by Bert") with { WrittenSinceUtc = late.ModifiedUtc }, new Editor("u2", "bert"))).Value;

        Assert.Equal(
            [others.ContentItemVersionId, late.ContentItemVersionId, third.ContentItemVersionId, published.ContentItemVersionId],
            (await site.VersionsAsync(published.ContentItemId)).Select(version => version.ContentItemVersionId));
    }

    private static ContentDraft Of(string title, string lead, string source) => new()
    {
        ContentType = "Guide",
        Parts = new JsonObject { ["TitlePart"] = new JsonObject { ["Title"] = title }, ["Guide"] = new JsonObject { ["Lead"] = new JsonObject { ["Text"] = lead }, ["Source"] = new JsonObject { ["Url"] = source } } },
    };
}
