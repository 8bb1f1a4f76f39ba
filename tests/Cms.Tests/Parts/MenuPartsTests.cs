using Cms.Content;
using Cms.Editing;
using Cms.Editing.Versions;
using Cms.Linking;

namespace Cms.Tests.Parts;

/// <summary>Menus as the feature <c>OrchardCore.Menu</c> brings them along: items of menus, and items below them, live inside the menu.</summary>
public sealed class MenuPartsTests
{
    private const string Items = """
        {"MenuItemsListPart":{"MenuItems":[
          {"ContentItemId":"home","ContentType":"LinkMenuItem","DisplayText":"Home","LinkMenuItemPart":{"Url":"~/","Target":"_self"}},
          {"ContentItemId":"more","ContentType":"HtmlMenuItem","DisplayText":"More","HtmlMenuItemPart":{"Html":"<b onclick=\"x()\">More</b> <a href=\"content:terms\">terms</a>","Url":"#more"},
           "MenuItemsListPart":{"MenuItems":[{"ContentType":"ContentMenuItem","DisplayText":"About us","ContentMenuItemPart":{"SelectedContentItem":{"ContentItemIds":["about"]}}}]}}]}}
        """;

    [Fact]
    public async Task Items_of_menus_keep_their_ids_and_titles_and_are_known_where_they_lead()
    {
        await using var site = await MenusAsync();

        var saved = (await site.SaveDraftAsync(TestSite.Draft("Menu", Items) with { DisplayText = "Main" })).Value;
        var items = saved.Json("MenuItemsListPart")["MenuItems"]!;
        var below = items[1]!["MenuItemsListPart"]!["MenuItems"]![0]!;

        Assert.Equal(["home", "more"], items.AsArray().Select(item => (string)item!["ContentItemId"]!));
        Assert.Equal(26, ((string)below["ContentItemId"]!).Length);
        Assert.Equal(["Home", "About us"], new[] { items[0]!, below }.Select(item => (string)item["DisplayText"]!));
        Assert.Equal("<b>More</b> <a href=\"content:terms\">terms</a>", (string)items[1]!["HtmlMenuItemPart"]!["Html"]!);
        Assert.Equal(
            [
                new(ReferenceKind.Link, "terms", "MenuItemsListPart[1].HtmlMenuItemPart"),
                new(ReferenceKind.Item, "about", "MenuItemsListPart[1].MenuItemsListPart[0].ContentMenuItemPart.SelectedContentItem"),
            ],
            References.In(saved, await site.DefinitionsAsync()));
    }

    [Fact]
    public async Task A_change_of_an_item_below_another_is_told_where_it_stands()
    {
        await using var site = await MenusAsync();
        var saved = (await site.SaveDraftAsync(TestSite.Draft("Menu", Items))).Value;

        var changed = saved with { PartsJson = saved.PartsJson.Replace("\"about\"", "\"contact\"", StringComparison.Ordinal) };

        Assert.Equal(
            ["MenuItemsListPart[1].MenuItemsListPart[0].ContentMenuItemPart.SelectedContentItem"],
            VersionDifferences.Between(saved, changed, await site.DefinitionsAsync()).Select(difference => difference.Path));
    }

    [Theory]
    [InlineData("""{"MenuItems":{} }""", "MenuItemsListPart must have a list of content items as MenuItems.")]
    [InlineData("""{"MenuItems":[5]}""", "MenuItemsListPart[0] must be a content item.")]
    [InlineData("""{"MenuItems":[{"ContentType":"LinkMenuItem","LinkMenuItemPart":{"Url":"javascript:x"}}]}""", "MenuItemsListPart[0].LinkMenuItemPart.Url must be a path of this site or an address with http, https, mailto or tel, not \"javascript:x\".")]
    [InlineData("""{"MenuItems":[{"ContentType":"HtmlMenuItem","HtmlMenuItemPart":{"Url":"data:x","Target":5}}]}""", "MenuItemsListPart[0].HtmlMenuItemPart must have a text as Target, not 5.", "MenuItemsListPart[0].HtmlMenuItemPart.Url must be a path of this site or an address with http, https, mailto or tel, not \"data:x\".")]
    [InlineData("""{"MenuItems":[{"ContentType":"LinkMenuItem","MenuItemsListPart":{"MenuItems":[{"ContentType":"Nothing"}]}}]}""", "MenuItemsListPart[0].MenuItemsListPart[0] must be of a content type that exists, not \"Nothing\"; this tenant has ContentMenuItem, HtmlMenuItem, LinkMenuItem, Menu.")]
    public async Task Items_that_are_none_and_links_that_run_something_are_refused(string list, params string[] complaints)
    {
        await using var site = await MenusAsync();

        var saved = await site.SaveDraftAsync(TestSite.Draft("Menu", $$"""{"MenuItemsListPart":{{list}} }"""));

        Assert.Equal(complaints, saved.Complaints());
    }

    private static async Task<TestSite> MenusAsync()
    {
        var site = await TestSite.WithAsync();
        await site.Cms.RunRecipeAsync(RecipeText.Of("""{"name":"feature","enable":["OrchardCore.Menu"]}"""));
        return site;
    }
}
