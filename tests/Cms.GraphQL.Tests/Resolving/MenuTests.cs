namespace Cms.GraphQL.Tests.Resolving;

/// <summary>Menus are asked for as in Orchard Core: items of menus have an interface of their own, and below each may be more.</summary>
public sealed class MenuTests
{
    private const string Definitions = """
        {"name":"ContentDefinition",
         "ContentTypes":[
           {"Name":"Menu","ContentTypePartDefinitionRecords":[{"PartName":"TitlePart","Name":"TitlePart"},{"PartName":"AliasPart","Name":"AliasPart"},{"PartName":"MenuPart","Name":"MenuPart"},{"PartName":"MenuItemsListPart","Name":"MenuItemsListPart"}]},
           {"Name":"LinkMenuItem","Settings":{"ContentTypeSettings":{"Stereotype":"MenuItem"}},"ContentTypePartDefinitionRecords":[{"PartName":"LinkMenuItemPart","Name":"LinkMenuItemPart"}]},
           {"Name":"ContentMenuItem","Settings":{"ContentTypeSettings":{"Stereotype":"MenuItem"}},"ContentTypePartDefinitionRecords":[{"PartName":"ContentMenuItemPart","Name":"ContentMenuItemPart"}]},
           {"Name":"HtmlMenuItem","Settings":{"ContentTypeSettings":{"Stereotype":"MenuItem"}},"ContentTypePartDefinitionRecords":[{"PartName":"HtmlMenuItemPart","Name":"HtmlMenuItemPart"}]},
           {"Name":"Odd","Settings":{"ContentTypeSettings":{"Stereotype":"MenuItem"}},"ContentTypePartDefinitionRecords":[{"PartName":"MenuItemsListPart","Name":"MenuItemsListPart","Settings":{"GraphQLContentTypePartSettings":{"Hidden":true}}}]},
           {"Name":"Page","ContentTypePartDefinitionRecords":[{"PartName":"TitlePart","Name":"TitlePart"}]}
           MORE],
         "ContentParts":[{"Name":"ContentMenuItemPart","ContentPartFieldDefinitionRecords":[{"FieldName":"ContentPickerField","Name":"SelectedContentItem"}]}]}
        """;

    private const string Content = """
        {"name":"content","data":[
          {"ContentItemId":"about","ContentItemVersionId":"v1","Latest":true,"Published":true,"ContentType":"Page","DisplayText":"About us"},
          {"ContentItemId":"main","ContentItemVersionId":"v2","Latest":true,"Published":true,"ContentType":"Menu","DisplayText":"Main","AliasPart":{"Alias":"main-menu"},
           "MenuItemsListPart":{"MenuItems":[
             {"ContentItemId":"m1","ContentType":"LinkMenuItem","DisplayText":"Home","LinkMenuItemPart":{"Url":"~/","Target":"_blank"}},
             {"ContentItemId":"m2","ContentType":"HtmlMenuItem","DisplayText":"More","HtmlMenuItemPart":{"Html":"<b onclick='x()'>More</b>","Url":"#more"},
              "MenuItemsListPart":{"MenuItems":[{"ContentItemId":"m3","ContentType":"ContentMenuItem","DisplayText":"About","ContentMenuItemPart":{"SelectedContentItem":{"ContentItemIds":["about"]}}}]}},
             {"ContentItemId":"m4","ContentType":"Page","DisplayText":"No item of a menu"},{"ContentItemId":"m5","ContentType":"Odd","DisplayText":"Odd"},{"ContentItemId":"m6","ContentType":"Gone"}]}}]}
        """;

    [Fact]
    public async Task A_menu_is_asked_for_with_all_that_is_below_it()
    {
        await using var site = Menus("");

        Assert.Equal(
            """{"menu":[{"displayText":"Main","menuItemsList":{"menuItems":[{"__typename":"LinkMenuItem","displayText":"Home","menuItemsList":{"menuItems":[]},"linkMenuItem":{"url":"~/","target":"_blank"}},{"__typename":"HtmlMenuItem","displayText":"More","menuItemsList":{"menuItems":[{"contentItemId":"m3","contentMenuItem":{"selectedContentItem":{"contentItems":[{"displayText":"About us"}]}}}]},"htmlMenuItem":{"html":"<b>More</b>","url":"#more","target":null}}]}}]}""",
            await site.DataAsync("""
                { menu(where: {alias: {alias: "main-menu"}}) { displayText menuItemsList { menuItems {
                    __typename displayText
                    menuItemsList { menuItems { contentItemId ... on ContentMenuItem { contentMenuItem { selectedContentItem { contentItems { displayText } } } } } }
                    ... on LinkMenuItem { linkMenuItem { url target } }
                    ... on HtmlMenuItem { htmlMenuItem { html url target } } } } } }
                """));
    }

    [Fact]
    public async Task What_a_menu_looks_like_is_shown_safely()
    {
        await using var site = Menus("");

        var html = await site.DataAsync("{ menu { render } }");

        Assert.Contains("<b>More</b>", html, StringComparison.Ordinal);
        Assert.Contains("<h1>About</h1>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("onclick", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_type_that_is_called_MenuItem_keeps_its_name()
    {
        await using var site = Menus(""", {"Name":"MenuItem","ContentTypePartDefinitionRecords":[{"PartName":"TitlePart","Name":"TitlePart"}]}""");

        Assert.Equal("""{"menuItem":[],"menu":[{"menuItemsList":{"menuItems":[{"displayText":"Home"}]}}]}""", await site.DataAsync("{ menuItem { displayText } menu { menuItemsList { menuItems(first: 1) { displayText } } } }"));
        Assert.Contains(site.Log.Lines, line => line.Contains("the name MenuItem belongs to content type MenuItem already", StringComparison.Ordinal));
    }

    private static Site Menus(string more) => Site.OfRecipe($$"""{"steps":[{{Definitions.Replace("MORE", more, StringComparison.Ordinal)}},{{Content}}]}""");
}
