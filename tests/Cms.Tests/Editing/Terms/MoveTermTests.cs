using Cms.Editing.Terms;

namespace Cms.Tests.Editing.Terms;

public sealed class MoveTermTests
{
    [Fact]
    public async Task A_keyword_goes_into_another_one_and_back_with_those_inside_it()
    {
        await using var site = await KeywordSite.OpenAsync();

        await site.MoveAsync("earth", "space");
        var inside = await ShapeAsync(site);
        await site.MoveAsync("sea", null, place: 0);

        Assert.Equal("Space(Earth(Sea))", inside);
        Assert.Equal("Sea Space(Earth)", await ShapeAsync(site));
    }

    [Fact]
    public async Task A_keyword_changes_its_place_among_its_siblings()
    {
        await using var site = await KeywordSite.OpenAsync();
        await site.AddTermsAsync("Fire", "Air");

        await site.MoveAsync("space", null, place: 2);
        var down = await ShapeAsync(site);
        await site.MoveAsync("space", null, place: 99);
        var last = await ShapeAsync(site);
        await site.MoveAsync("space", null, place: -1);

        Assert.Equal(["Earth(Sea) Fire Space Air", "Earth(Sea) Fire Air Space", "Space Earth(Sea) Fire Air"], [down, last, await ShapeAsync(site)]);
    }

    [Fact]
    public async Task A_keyword_cannot_lie_inside_itself()
    {
        await using var site = await KeywordSite.OpenAsync();

        var refused = await site.MoveAsync("earth", "sea");

        Assert.Equal("\"Earth\" cannot lie inside itself; choose another keyword, or the first level.", refused.Problem!.Message);
        Assert.Equal(ProblemKind.NotFound, (await site.MoveAsync("earth", "nothing")).Problem!.Kind);
    }

    [Fact]
    public async Task Nothing_is_put_into_a_keyword_that_items_have_where_only_leaves_are_taken()
    {
        await using var site = await KeywordSite.OpenAsync(RecipeText.Definitions(
            RecipeText.Type("Leaflet", RecipeText.Editable, RecipeText.Attach("TitlePart"), RecipeText.Attach("Leaflet")),
            RecipeText.Part("Leaflet", RecipeText.Field("TaxonomyField", "Leaf", $""" "TaxonomyContentItemId":"{TestSite.Tags}","LeavesOnly":true """))));
        await site.PublishAsync(TestSite.Draft("Leaflet", """{"TitlePart":{"Title":"One"},"Leaflet":{"Leaf":{"TermContentItemIds":["space"]} } }"""));

        var moved = await site.MoveAsync("sea", "space");
        var added = await site.SaveAsync(new TermWish(TestSite.Tags, null, "Moon") { ParentContentItemId = "space" });
        var merged = await site.MergeAsync("earth", "space");

        Assert.All([moved.Problem, added.Problem, merged.Problem], problem => Assert.Equal(ProblemKind.Conflict, problem!.Kind));
        Assert.Equal("Earth(Sea) Space", await ShapeAsync(site));
    }

    private static async Task<string> ShapeAsync(TestSite site)
    {
        var terms = (await site.TermsAsync()).Value.Terms;
        return Write(0, "");

        string Write(int depth, string parent) => string.Join(' ', terms.Where(term => term.Parents.Count == depth && (depth == 0 || term.Parents[^1].DisplayText == parent))
            .Select(term => term.Term.DisplayText + (term.Children == 0 ? "" : $"({Write(depth + 1, term.Term.DisplayText)})")));
    }
}
