using Cms.Content;
using Cms.Search;

namespace Cms.Tests.Search;

public sealed class IndexRowsTests
{
    [Fact]
    public async Task An_item_is_found_by_its_path_and_by_terms_anywhere_inside_it()
    {
        await using var site = await TestSite.WithAsync(
            RecipeText.Type("Note", "", RecipeText.Attach("AutoroutePart"), RecipeText.Attach("Note"), RecipeText.Bag("Inside", "Note")),
            RecipeText.Part("Note", RecipeText.Field("TaxonomyField", "Tags", "\"TaxonomyContentItemId\":\"tags\"")));

        var rows = await RowsAsync(site, "Note", """
            {"AutoroutePart":{"Path":"a"},"Note":{"Tags":{"TermContentItemIds":["one","two","one"]}},
             "Inside":{"ContentItems":[{"ContentItemId":"in","ContentType":"Note","AutoroutePart":{"Path":"b"},
               "Note":{"Tags":{"TaxonomyContentItemId":"other","TermContentItemIds":["three"]}}}]}}
            """);

        Assert.Equal([new Route("a", "item", null)], rows.Routes);
        Assert.Equal([new TermUse("tags", "one"), new TermUse("tags", "two"), new TermUse("other", "three")], rows.Terms);
    }

    [Fact]
    public async Task Every_term_of_a_taxonomy_has_its_own_route()
    {
        await using var site = await TestSite.OpenAsync();

        var rows = IndexRows.Of((await site.LatestAsync(TestSite.Tags))!, await site.DefinitionsAsync());

        Assert.Equal(
            [("tags/earth", "earth"), ("tags/sea", "sea"), ("tags/space", "space")],
            rows.Routes.Select(route => (route.Path, route.ContainedItemId!)));
        Assert.All(rows.Routes, route => Assert.Equal(TestSite.Tags, route.ContentItemId));
    }

    [Theory]
    [InlineData("""{"AutoroutePart":{"Path":5},"Note":{"Tags":{"TermContentItemIds":[5,null]}}}""")]
    [InlineData("""{"AutoroutePart":[],"Note":{"Tags":5},"Inside":{"ContentItems":[5,{"ContentType":5},{"ContentType":"Nothing"}]}}""")]
    [InlineData("""{"AutoroutePart":{"Path":""},"Note":null,"Terms":[7]}""")]
    public async Task What_is_no_path_and_no_term_gives_no_rows(string parts)
    {
        await using var site = await TestSite.WithAsync(
            RecipeText.Type("Note", "", RecipeText.Attach("AutoroutePart"), RecipeText.Attach("Note"), RecipeText.Bag("Inside")),
            RecipeText.Part("Note", RecipeText.Field("TaxonomyField", "Tags", "\"TaxonomyContentItemId\":\"tags\"")));

        var rows = await RowsAsync(site, "Note", parts);

        Assert.Empty(rows.Routes);
        Assert.Empty(rows.Terms);
    }

    private static async Task<IndexedVersion> RowsAsync(TestSite site, string type, string parts) => IndexRows.Of(
        new ContentItem { ContentItemId = "item", ContentItemVersionId = "v1", ContentType = type, PartsJson = parts },
        await site.DefinitionsAsync());
}
