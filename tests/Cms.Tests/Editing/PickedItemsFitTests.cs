using Cms.Editing;
using static Cms.Tests.TestSite;

namespace Cms.Tests.Editing;

/// <summary>What the settings of pickers and term fields let an editor name.</summary>
public sealed class PickedItemsFitTests
{
    [Fact]
    public async Task A_picker_takes_only_items_of_the_types_that_it_offers()
    {
        await using var site = await SiteAsync(""" "DisplayedContentTypes":["Person"] """);
        var person = (await site.PublishAsync(Draft("Person", """{"TitlePart":{"Title":"Ann"} }"""))).Value.ContentItemId;
        var page = (await site.PublishAsync(Draft("Page", """{"TitlePart":{"Title":"P"} }"""))).Value.ContentItemId;

        var saved = await site.SaveDraftAsync(Text(person));
        var refused = await site.SaveDraftAsync(Text(page));

        Assert.Null(saved.Problem);
        Assert.Equal([$"By must name items of type Person, and \"P\" ({page}) is of type Page."], refused.Complaints());
    }

    [Fact]
    public async Task A_picker_inside_a_bag_is_asked_too()
    {
        await using var site = await SiteAsync(""" "DisplayedContentTypes":["Person"] """);
        var page = (await site.PublishAsync(Draft("Page", """{"TitlePart":{"Title":"P"} }"""))).Value.ContentItemId;

        var refused = await site.SaveDraftAsync(Draft("Book", $$"""{"Texts":{"ContentItems":[{"ContentType":"Text","Text":{"By":{"ContentItemIds":["{{page}}"]} } }]} }"""));

        Assert.Equal([$"Texts[0].By must name items of type Person, and \"P\" ({page}) is of type Page."], refused.Complaints());
    }

    [Fact]
    public async Task A_picker_that_offers_a_stereotype_takes_items_of_all_its_types()
    {
        await using var site = await SiteAsync(""" "DisplayedStereotypes":["Human"] """);
        var person = (await site.PublishAsync(Draft("Person", """{"TitlePart":{"Title":"Ann"} }"""))).Value.ContentItemId;
        var page = (await site.PublishAsync(Draft("Page", """{"TitlePart":{"Title":"P"} }"""))).Value.ContentItemId;

        Assert.Null((await site.SaveDraftAsync(Text(person))).Problem);
        Assert.Single((await site.SaveDraftAsync(Text(page))).Complaints());
    }

    [Theory]
    [InlineData("")]
    [InlineData(""" "DisplayAllContentTypes":true,"DisplayedContentTypes":["Person"] """)]
    public async Task A_picker_that_offers_all_takes_any_item(string settings)
    {
        await using var site = await SiteAsync(settings);
        var page = (await site.PublishAsync(Draft("Page", """{"TitlePart":{"Title":"P"} }"""))).Value.ContentItemId;

        Assert.Null((await site.SaveDraftAsync(Text(page))).Problem);
    }

    [Fact]
    public async Task An_item_that_is_not_there_yet_may_be_named()
    {
        await using var site = await SiteAsync(""" "DisplayedContentTypes":["Person"] """);

        Assert.Null((await site.SaveDraftAsync(Text("later"))).Problem);
    }

    [Fact]
    public async Task A_field_for_leaves_takes_no_term_that_has_terms_inside()
    {
        await using var site = await OpenAsync(RecipeText.Definitions(
            RecipeText.Part("Article", RecipeText.Field("TaxonomyField", "Tags", $""" "TaxonomyContentItemId":"{Tags}","LeavesOnly":true """))));

        var leaf = await site.SaveDraftAsync(Article("Sea", """ "Article":{"Tags":{"TermContentItemIds":["sea","space"]} } """));
        var refused = await site.SaveDraftAsync(Article("Earth", """ "Article":{"Tags":{"TermContentItemIds":["earth"]} } """));

        Assert.Null(leaf.Problem);
        Assert.Equal(["Tags must name terms without terms inside, and \"Earth\" has some."], refused.Complaints());
    }

    private static Task<TestSite> SiteAsync(string settings) => WithAsync(
        RecipeText.Type("Person", "\"Stereotype\":\"Human\"", RecipeText.Attach("TitlePart")),
        RecipeText.Type("Page", "", RecipeText.Attach("TitlePart")),
        RecipeText.Type("Text", RecipeText.Editable, RecipeText.Attach("Text")),
        RecipeText.Type("Book", RecipeText.Editable, RecipeText.Bag("Texts", "Text")),
        RecipeText.Part("Text", RecipeText.Field("ContentPickerField", "By", settings)));

    private static ContentDraft Text(string id) => Draft("Text", $$"""{"Text":{"By":{"ContentItemIds":["{{id}}"]} } }""");
}
