using Cms.Content;
using Cms.Editing.Terms;

namespace Cms.Tests.Editing.Terms;

public sealed class RemoveTermTests
{
    [Fact]
    public async Task A_removed_keyword_is_taken_off_its_items_and_its_page_is_gone()
    {
        await using var site = await KeywordSite.OpenAsync();
        var item = await site.TaggedAsync("Tides", "sea", "space");
        var link = (await site.PublishAsync(TestSite.Article("Link", """ "Article":{"Summary":{"Text":"At [the *sea*](content:sea#top)."}} """))).Value;

        Assert.Null((await site.RemoveTermAsync("sea", null)).Problem);

        Assert.Equal(("space", "was space"), ((await site.PublishedAsync(item.ContentItemId))!.Tags(), (await site.PublishedAsync(item.ContentItemId))!.TagNames()));
        Assert.Equal("At the *sea*.", (await site.PublishedAsync(link.ContentItemId))!.Json("Article")["Summary"]!["Text"]!.GetValue<string>());
        Assert.Equal(new FormerRoute("tags/sea", null, IsRemoved: true), await site.FormerRouteAsync("tags/sea"));
        Assert.Equal(["Earth", "Space"], (await site.TermsAsync()).Value.Terms.Select(term => term.Term.DisplayText));
    }

    [Fact]
    public async Task Another_keyword_takes_its_place_and_its_names_are_not_kept()
    {
        await using var site = await KeywordSite.OpenAsync();
        var item = await site.TaggedAsync("Tides", "sea");

        Assert.Null((await site.RemoveTermAsync("sea", "space")).Problem);

        Assert.Equal("space", (await site.PublishedAsync(item.ContentItemId))!.Tags());
        Assert.Equal("tags/space", (await site.FormerRouteAsync("tags/sea"))!.Now);
        Assert.Empty((await site.TermsAsync("Sea")).Value.Terms);
    }

    [Fact]
    public async Task Keywords_inside_a_removed_one_stay_in_its_place()
    {
        await using var site = await KeywordSite.OpenAsync();
        await site.SaveAsync(new TermWish(TestSite.Tags, null, "Lake") { ParentContentItemId = "earth" });

        await site.RemoveTermAsync("earth", null);

        Assert.Equal([("Sea", 0), ("Lake", 0), ("Space", 0)], (await site.TermsAsync()).Value.Terms.Select(term => (term.Term.DisplayText, term.Parents.Count)));
    }

    [Fact]
    public async Task A_keyword_without_which_an_item_would_be_wrong_stays_until_another_one_takes_its_place()
    {
        await using var site = await KeywordSite.OpenAsync(RecipeText.Definitions(
            RecipeText.Type("Leaflet", RecipeText.Editable, RecipeText.Attach("TitlePart"), RecipeText.Attach("Leaflet")),
            RecipeText.Part("Leaflet", RecipeText.Field("TaxonomyField", "Subject", $""" "TaxonomyContentItemId":"{TestSite.Tags}","Required":true """), RecipeText.Field("TaxonomyField", "Leaf", $""" "TaxonomyContentItemId":"{TestSite.Tags}","LeavesOnly":true """))));
        await site.PublishAsync(TestSite.Draft("Leaflet", """{"TitlePart":{"Title":"One"},"Leaflet":{"Subject":{"TermContentItemIds":["sea"]},"Leaf":{"TermContentItemIds":["sea"]} } }"""));

        var takenOff = await site.RemoveTermAsync("sea", null);
        var unfit = await site.RemoveTermAsync("space", null);
        await site.SaveAsync(new TermWish(TestSite.Tags, null, "Lake") { ParentContentItemId = "earth" });
        var notALeaf = await site.RemoveTermAsync("sea", "earth");

        Assert.Equal((ProblemKind.Invalid, "Nothing was changed, as what refers to it could not all be changed. \"One\": Subject is required."), (takenOff.Problem!.Kind, takenOff.Problem.Message));
        Assert.Null(unfit.Problem);
        Assert.Contains("\"One\": Leaf must name terms without terms inside", notALeaf.Problem!.Message, StringComparison.Ordinal);
    }
}
