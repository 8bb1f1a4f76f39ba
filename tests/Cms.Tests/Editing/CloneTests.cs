using Cms.Content;

namespace Cms.Tests.Editing;

public sealed class CloneTests
{
    private const string Sections = """
        "Sections":{"ContentItems":[{"ContentType":"Section","Section":{"Heading":{"Text":"First"}},
          "Bullets":{"ContentItems":[{"ContentType":"Bullet","Bullet":{"Label":{"Text":"Breathe"}}}]}}]}
        """;

    [Fact]
    public async Task The_clone_has_the_same_content_under_new_ids_and_another_path()
    {
        await using var site = await TestSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("Rest", $$""" "Article":{"Summary":{"Text":"Short"} },{{Sections}} """), new("u2", "ben"))).Value;

        var clone = (await site.CloneAsync(item.ContentItemId)).Value;

        Assert.Equal(("Rest", "Short"), (clone.DisplayText, (string?)clone.Json("Article")["Summary"]!["Text"]));
        Assert.Equal(("u1", "anna"), (clone.Owner, clone.Author));
        Assert.Equal("articles/rest-2", clone.Path());
        Assert.Equal(("First", "Breathe"), ((string?)Section(clone)["Section"]!["Heading"]!["Text"], (string?)Bullet(clone)["Bullet"]!["Label"]!["Text"]));
        Assert.Equal(6, new[] { item, clone }.SelectMany(one => new[] { one.ContentItemId, (string)Section(one)["ContentItemId"]!, (string)Bullet(one)["ContentItemId"]! }).Distinct().Count());
    }

    [Fact]
    public async Task Visitors_do_not_see_it_and_the_original_stays_as_it_is()
    {
        await using var site = await TestSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("Rest"))).Value;

        var clone = (await site.CloneAsync(item.ContentItemId)).Value;

        Assert.Null(await site.PublishedAsync(clone.ContentItemId));
        Assert.NotNull(await site.LatestAsync(clone.ContentItemId));
        Assert.Equal("articles/rest", (await site.PublishedAsync(item.ContentItemId))!.Path());
    }

    [Fact]
    public async Task The_newest_draft_is_what_is_cloned()
    {
        await using var site = await TestSite.OpenAsync();
        var item = (await site.PublishAsync(TestSite.Article("Rest"))).Value;
        await site.SaveDraftAsync(TestSite.Retitled(item, "Rest more"));

        Assert.Equal("Rest more", (await site.CloneAsync(item.ContentItemId)).Value.DisplayText);
    }

    [Fact]
    public async Task A_clone_of_a_type_without_drafts_is_not_public_either()
    {
        await using var site = await TestSite.OpenAsync();
        var page = (await site.PublishAsync(TestSite.Draft("Page", """{"TitlePart":{"Title":"About"}}"""))).Value;

        var clone = (await site.CloneAsync(page.ContentItemId)).Value;

        Assert.Null(await site.PublishedAsync(clone.ContentItemId));
        Assert.Null((await site.PublishAsync(clone.ContentItemId)).Problem);
    }

    [Fact]
    public async Task Terms_of_a_cloned_taxonomy_are_new_terms_of_the_new_one()
    {
        await using var site = await TestSite.OpenAsync();

        var clone = (await site.CloneAsync(TestSite.Tags)).Value;

        var earth = clone.Json("TaxonomyPart")["Terms"]![0]!;
        Assert.NotEqual("earth", (string?)earth["ContentItemId"]);
        Assert.NotEqual("sea", (string?)earth["Terms"]![0]!["ContentItemId"]);
        Assert.Equal(clone.ContentItemId, (string?)earth["TermPart"]!["TaxonomyContentItemId"]);
        Assert.Equal("tags/earth-2", (string?)earth["AutoroutePart"]!["Path"]);
    }

    [Fact]
    public async Task What_does_not_exist_cannot_be_cloned()
    {
        await using var site = await TestSite.OpenAsync();

        Assert.Equal("There is no content item nothing.", (await site.CloneAsync("nothing")).Problem?.Message);
    }

    private static System.Text.Json.Nodes.JsonNode Section(ContentItem item) => item.Json("Sections")["ContentItems"]![0]!;

    private static System.Text.Json.Nodes.JsonNode Bullet(ContentItem item) => Section(item)["Bullets"]!["ContentItems"]![0]!;
}
