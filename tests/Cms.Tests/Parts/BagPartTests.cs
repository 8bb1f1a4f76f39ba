namespace Cms.Tests.Parts;

public sealed class BagPartTests
{
    [Fact]
    public async Task Items_inside_get_ids_and_keep_those_they_have()
    {
        await using var site = await TestSite.OpenAsync();

        var saved = await site.SaveDraftAsync(TestSite.Article("Rest", """
            "Sections":{"ContentItems":[
              {"ContentItemId":"mine","ContentType":"Section","Section":{"Heading":{"Text":"One"}}},
              {"ContentType":"Section","Section":{"Heading":{"Text":"Two"}},"Bullets":{"ContentItems":[{"ContentType":"Bullet","Bullet":{"Label":{"Text":"a"}}}]}}]}
            """));

        var sections = saved.Value.Json("Sections")["ContentItems"]!;
        Assert.Equal("mine", (string?)sections[0]!["ContentItemId"]);
        Assert.Equal([26, 26], new[] { sections[1]!, sections[1]!["Bullets"]!["ContentItems"]![0]! }.Select(item => ((string)item["ContentItemId"]!).Length));
    }

    [Fact]
    public async Task Ids_inside_one_item_are_used_once()
    {
        await using var site = await TestSite.OpenAsync();

        var saved = await site.SaveDraftAsync(TestSite.Article("Rest", """
            "Sections":{"ContentItems":[
              {"ContentItemId":"one","ContentType":"Section","Section":{"Heading":{"Text":"One"}}},
              {"ContentItemId":"two","ContentType":"Section","Section":{"Heading":{"Text":"Two"}},
               "Bullets":{"ContentItems":[{"ContentItemId":"one","ContentType":"Bullet","Bullet":{"Label":{"Text":"a"}}},{"ContentItemId":"top","ContentType":"Bullet","Bullet":{"Label":{"Text":"b"}}}]}},
              {"ContentItemId":"a b","ContentType":"Section","Section":{"Heading":{"Text":"Three"}}}]}
            """) with { ContentItemId = "top" });

        Assert.Equal(
            [
                "Sections[1].Bullets[0] has the ContentItemId one, which an item before it has too.",
                "Sections[1].Bullets[1] has the ContentItemId top, which an item before it has too.",
                "Sections[2] has the ContentItemId \"a b\"; an id has at most 26 letters and digits.",
            ],
            saved.Complaints());
    }

    [Theory]
    [InlineData("""{"ContentType":"Bullet","Bullet":{"Label":{"Text":"a"}}}""", "Sections[0] must be of type Section, not Bullet.")]
    [InlineData("""{"ContentType":"Nothing"}""", "Sections[0] must be of a content type that exists, not \"Nothing\"; this tenant has Article, Bullet, Page, Section, Tag, Taxonomy.")]
    [InlineData("""{"Section":{}}""", "Sections[0] must be of a content type that exists, not \"\"; this tenant has Article, Bullet, Page, Section, Tag, Taxonomy.")]
    [InlineData("5", "Sections[0] must be a content item.")]
    [InlineData("null", "Sections[0] must be a content item.")]
    public async Task Only_items_of_the_allowed_types_go_into_a_bag(string item, string complaint)
    {
        await using var site = await TestSite.OpenAsync();

        var saved = await site.SaveDraftAsync(TestSite.Article("Rest", $$""" "Sections":{"ContentItems":[{{item}}]} """));

        Assert.Contains(complaint, saved.Complaints());
    }

    [Theory]
    [InlineData("""{"ContentItems":{} }""", "Sections must have a list of content items as ContentItems.")]
    [InlineData("[]", "Sections must be a JSON object.")]
    [InlineData("\"none\"", "Sections must be a JSON object.")]
    public async Task A_bag_of_another_shape_is_refused(string bag, string complaint)
    {
        await using var site = await TestSite.OpenAsync();

        var saved = await site.SaveDraftAsync(TestSite.Article("Rest", $"\"Sections\":{bag}"));

        Assert.Equal([complaint], saved.Complaints());
    }

    [Fact]
    public async Task Items_nested_without_end_are_refused()
    {
        await using var site = await TestSite.WithAsync(RecipeText.Type("Box", RecipeText.Editable, RecipeText.Bag("In", "Box")));
        var inside = Enumerable.Range(0, 20).Aggregate("""{"ContentItems":[]}""", (within, _) => $$$"""{"ContentItems":[{"ContentType":"Box","In":{{{within}}} }]}""");

        var saved = await site.SaveDraftAsync(TestSite.Draft("Box", $$"""{"In":{{inside}} }"""));

        Assert.EndsWith("In is nested deeper than 20 items.", Assert.Single(saved.Complaints()), StringComparison.Ordinal);
    }
}
