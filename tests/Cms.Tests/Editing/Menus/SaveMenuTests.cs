using Cms.Content;
using Cms.Editing;
using Cms.Editing.Menus;
using Cms.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Cms.Tests.Editing.Menus;

public sealed class SaveMenuTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_menu_is_made_read_and_changed_with_its_items_keeping_their_ids_and_what_nobody_sees_here()
    {
        await using var site = await OpenAsync();
        var about = (await site.PublishAsync(TestSite.Article("About us"))).Value.ContentItemId;
        MenuEntry[] items =
        [
            new(ContentId.New(), "LinkMenuItem", " Home ") { Url = " / " },
            new(ContentId.New(), "HtmlMenuItem", "More") { Html = "<b>More</b>", Items = [new(ContentId.New(), "ContentMenuItem", "") { LeadsTo = about }] },
        ];

        var made = await SaveAsync(site, new MenuToSave(null, "Menu", null, "Main menu", "", items));
        var first = await ReadAsync(site, made.Value.ContentItemId);
        await site.PublishAsync(TestSite.Again(made.Value) with { Parts = Spoiled(made.Value) });
        var menu = await ReadAsync(site, made.Value.ContentItemId);
        var changed = await SaveAsync(site, ToSave(menu) with { Items = [menu.Items[1].Items[0], menu.Items[0] with { Url = "/start" }] });
        var after = await ReadAsync(site, made.Value.ContentItemId);

        Assert.Equal(("Main menu", "main-menu", ItemState.Published), (first.Title, first.Alias, first.State));
        Assert.Equal([("Home", "/"), ("More", null)], first.Items.Select(item => (item.Text, item.Url)));
        Assert.Equal((about, "About us"), (first.Items[1].Items[0].LeadsTo, first.Items[1].Items[0].Text));
        Assert.Equal(new MenuTarget("About us", IsPublished: true), first.Targets[about]);
        Assert.Null(changed.Problem);
        Assert.Equal([items[1].Items[0].Id, items[0].Id], after.Items.Select(item => item.Id));
        Assert.Equal("/start", after.Items[1].Url);
        Assert.Contains("\"Kept\":5", changed.Value.PartsJson, StringComparison.Ordinal);
        Assert.DoesNotContain("HtmlMenuItem", changed.Value.PartsJson, StringComparison.Ordinal);

        static System.Text.Json.Nodes.JsonObject Spoiled(ContentItem item) =>
            System.Text.Json.Nodes.JsonNode.Parse(item.PartsJson.Replace("\"Url\":\"/\"", "\"Url\":\"/\",\"Kept\":5", StringComparison.Ordinal))!.AsObject();
    }

    [Fact]
    public async Task What_is_missing_or_leads_nowhere_is_said_of_each_item()
    {
        await using var site = await OpenAsync();
        var deep = new MenuEntry(ContentId.New(), "LinkMenuItem", "Deep") { Url = "/deep" };
        for (var level = 1; level < SaveMenu.Deepest + 1; level++)
            deep = new MenuEntry(ContentId.New(), "LinkMenuItem", "Above") { Url = "/above", Items = [deep] };
        MenuEntry[] items =
        [
            new(ContentId.New(), "LinkMenuItem", "") { Items = [new(ContentId.New(), "ContentMenuItem", "About") { LeadsTo = "nothing" }, new(ContentId.New(), "ContentMenuItem", "")] },
            new(ContentId.New(), "HtmlMenuItem", "Html"),
            deep,
        ];

        var saved = await SaveAsync(site, new MenuToSave(null, "Menu", null, " ", "", items));

        Assert.Equal(
            [
                "Title is required, so that editors find the menu again.",
                "MenuItemsListPart[0].Text must have a text, which visitors read in the menu.",
                "MenuItemsListPart[0].Url must have an address, such as /about, https://example.org or mailto:hello@example.org.",
                "MenuItemsListPart[0].MenuItemsListPart[0].LeadsTo leads to the content item nothing, which is not there or which you may not see; choose another.",
                "MenuItemsListPart[0].MenuItemsListPart[1].Text must have a text, which visitors read in the menu.",
                "MenuItemsListPart[0].MenuItemsListPart[1].LeadsTo must lead to a content item; choose one.",
                "MenuItemsListPart[1].Html must have some HTML; for a text that leads somewhere a link is enough.",
                $"MenuItemsListPart[2]{string.Concat(Enumerable.Repeat(".MenuItemsListPart[0]", SaveMenu.Deepest))} lies 9 levels deep, and 8 are shown at most; move it further out.",
            ],
            saved.Complaints());
        Assert.Empty(await site.ListAsync("Menu"));
    }

    [Fact]
    public async Task An_item_that_led_to_something_hidden_or_gone_stays_and_no_other_may_be_chosen_so()
    {
        await using var site = await OpenAsync();
        var (shown, hidden) = ((await site.PublishAsync(TestSite.Article("Shown"))).Value.ContentItemId, (await site.SaveDraftAsync(TestSite.Article("Hidden"))).Value.ContentItemId);
        var made = await SaveAsync(site, Menu(new MenuEntry(ContentId.New(), "ContentMenuItem", "Hidden") { LeadsTo = hidden }, new MenuEntry(ContentId.New(), "ContentMenuItem", "Shown") { LeadsTo = shown }));
        var editor = Caller.SignedIn("m", "mia", ["Edit_Menu", "Publish_Menu", Permission.ViewContent]);

        var menu = await ReadAsync(site, made.Value.ContentItemId, editor);
        var kept = await SaveAsync(site, ToSave(menu) with { Title = "Renamed" }, editor);
        var again = await ReadAsync(site, made.Value.ContentItemId, editor);
        var chosen = await SaveAsync(site, ToSave(again) with { Items = [again.Items[0], again.Items[1] with { LeadsTo = hidden }] }, editor);

        Assert.Equal([shown], menu.Targets.Keys);
        Assert.Null(kept.Problem);
        Assert.Equal([$"MenuItemsListPart[1].LeadsTo leads to the content item {hidden}, which is not there or which you may not see; choose another."], chosen.Complaints());
    }

    [Fact]
    public async Task Whoever_saves_over_another_version_or_without_permission_is_refused()
    {
        await using var site = await OpenAsync();
        var made = await SaveAsync(site, Menu(new MenuEntry(ContentId.New(), "LinkMenuItem", "Home") { Url = "/" }));
        var menu = await ReadAsync(site, made.Value.ContentItemId);
        var article = (await site.PublishAsync(TestSite.Article("No menu"))).Value;
        await SaveAsync(site, ToSave(menu) with { Title = "Other" });

        var stale = await SaveAsync(site, ToSave(menu) with { Title = "", Items = [] });
        var reader = Caller.SignedIn("r", "rita", [Permission.ViewContent]);
        var forbidden = await SaveAsync(site, ToSave(menu), reader);
        var unread = await site.Cms.InScopeAsync(services => As(services, reader).GetRequiredService<ReadMenu>().RunAsync(menu.ContentItemId!, Cancel));
        var noMenu = await site.Cms.RunAsync<ReadMenu, Outcome<EditedMenu>>(verb => verb.RunAsync(article.ContentItemId, Cancel));

        Assert.Equal((ProblemKind.Conflict, ProblemKind.Forbidden, ProblemKind.Forbidden, ProblemKind.NotFound), (stale.Problem!.Kind, forbidden.Problem!.Kind, unread.Problem!.Kind, noMenu.Problem!.Kind));
        Assert.Contains("was saved by anna", stale.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Menus_are_listed_for_whoever_may_change_them()
    {
        await using var site = await OpenAsync();
        await SaveAsync(site, Menu(new MenuEntry(ContentId.New(), "LinkMenuItem", "Home") { Url = "/" }) with { Title = "Main" });
        await SaveAsync(site, Menu() with { Title = "Footer" }, publish: false);
        await using var without = await TestSite.OpenAsync();

        var all = await site.Cms.RunAsync<ListMenus, ListedMenus>(verb => verb.RunAsync(Cancel));
        var none = await site.Cms.InScopeAsync(services => As(services, Caller.SignedIn("r", "rita", [Permission.ViewContent])).GetRequiredService<ListMenus>().RunAsync(Cancel));
        var nowhere = await without.Cms.RunAsync<ListMenus, ListedMenus>(verb => verb.RunAsync(Cancel));

        Assert.Equal([("Footer", ItemState.Draft), ("Main", ItemState.Published)], all.Menus.Select(menu => (menu.DisplayText, menu.State)));
        Assert.Equal(["Menu"], all.NewTypes.Select(type => type.Name));
        Assert.Empty(none.Menus);
        Assert.Empty(none.NewTypes);
        Assert.Empty(nowhere.NewTypes);
    }

    private static MenuToSave Menu(params MenuEntry[] items) => new(null, "Menu", null, "Main", "", items);

    private static MenuToSave ToSave(EditedMenu menu) => new(menu.ContentItemId, menu.ContentType, menu.VersionId, menu.Title, menu.Alias, menu.Items);

    private static async Task<TestSite> OpenAsync()
    {
        var site = await TestSite.OpenAsync();
        await site.Cms.RunRecipeAsync(RecipeText.Of("""{"name":"feature","enable":["OrchardCore.Menu"]}"""));
        return site;
    }

    private static IServiceProvider As(IServiceProvider services, Caller caller)
    {
        services.GetRequiredService<CurrentCaller>().Caller = caller;
        return services;
    }

    private static async Task<EditedMenu> ReadAsync(TestSite site, string id, Caller? by = null) =>
        (await site.Cms.InScopeAsync(services => (by is null ? services : As(services, by)).GetRequiredService<ReadMenu>().RunAsync(id, Cancel))).Value;

    private static Task<Outcome<ContentItem>> SaveAsync(TestSite site, MenuToSave menu, Caller? by = null, bool publish = true) =>
        site.Cms.InScopeAsync(services => (by is null ? services : As(services, by)).GetRequiredService<SaveMenu>().RunAsync(menu, publish, by is null ? TestSite.Anna : Editor.Of(by), Cancel));
}
