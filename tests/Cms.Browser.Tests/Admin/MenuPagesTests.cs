using Cms.Recipes;
using Cms.Site.Tests;
using Microsoft.Playwright;

namespace Cms.Browser.Tests.Admin;

/// <summary>An editor makes a menu.</summary>
public sealed class MenuPagesTests(Chromium chromium, RunningSite site) : DeskTests(chromium, site)
{
    [Fact]
    public async Task A_menu_is_built_by_keyboard_and_apps_see_it()
    {
        await using var opened = await OpenInTenantAsync("Menued", "/admin/menus");
        var (page, keys) = (opened.Page, opened.Page.Keyboard);
        await SeeAsync(opened, "This page needs a feature that is switched off");
        await Site.RunAsync<SwitchFeatures, Outcome<IReadOnlyList<string>>>(verb => verb.RunAsync(["OrchardCore.Menu"], [], Cancel), "Menued");
        await GoToAsync(opened, "/menued/admin/menus");
        await AssertFitAsync(opened, "admin-menus-none");

        await page.GetByRole(AriaRole.Link, new() { Name = "New menu" }).PressAsync("Enter");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Main menu");
        foreach (var (text, address) in new[] { ("Home", "/"), ("Guides", ""), ("Elsewhere", "https://example.org/") })
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "+ Link" }).PressAsync("Enter");
            await Assertions.Expect(page.GetByLabel("Text", new() { Exact = true }).Last).ToBeFocusedAsync();
            await keys.TypeAsync(text);
            await keys.PressAsync("Tab");
            await keys.TypeAsync(address);
            await keys.PressAsync("Tab");
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "+ Page of this site" }).PressAsync("Enter");
        await Assertions.Expect(page.GetByLabel("Text", new() { Exact = true }).Last).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Searchbox).FillAsync("planning");
        await keys.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Planning for a Hard Day", Exact = true }).First.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".mn-text").GetByText("Planning for a Hard Day")).ToBeVisibleAsync();

        // Up by one, then into the item above: below "Guides".
        var grip = page.GetByRole(AriaRole.Button, new() { Name = "Move Planning for a Hard Day" }).First;
        await grip.FocusAsync();
        await keys.PressAsync("Alt+ArrowUp");
        await Assertions.Expect(page.Locator("#mn-announced")).ToHaveTextAsync("Planning for a Hard Day: 3 of 4.");
        await Assertions.Expect(grip).ToBeFocusedAsync();
        await keys.PressAsync("Alt+ArrowRight");
        await Assertions.Expect(page.Locator("#mn-announced")).ToHaveTextAsync("Planning for a Hard Day: 1 of 1 in Guides, level 2.");
        await keys.PressAsync("Alt+ArrowRight");
        await Assertions.Expect(page.Locator("#mn-announced")).ToContainTextAsync("There is nothing above Planning for a Hard Day");

        // What is wrong is said at the item.
        await PressAsync(opened, "Save and publish");
        await SeeAsync(opened, "Nothing was saved. Mend what is marked below (1).");
        await SeeAsync(opened, "Must have an address, such as /about");
        await AssertFitAsync(opened, "admin-menu-refused");
        await page.GetByLabel("Address").Nth(1).FillAsync("/guides");
        await PressAsync(opened, "Save and publish");
        await SeeAsync(opened, "Saved. Visitors see it now.");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Main menu");
        await Assertions.Expect(page.GetByLabel("Alias")).ToHaveValueAsync("main-menu");

        // Removed, and back.
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove Guides" }).PressAsync("Enter");
        await SeeAsync(opened, "Guides was removed, with what lay in it (1).");
        await PressAsync(opened, "Undo");
        await Assertions.Expect(page.Locator(".mn-row")).ToHaveCountAsync(4);

        // Whoever leaves is asked.
        await page.Locator("#menu").GetByRole(AriaRole.Link, new() { Name = "Trash" }).ClickAsync();
        await SeeAsync(opened, "What you changed in this menu is lost.");
        await AnswerAsync(opened, "Cancel");
        await DragAsync(page, "Elsewhere", above: "Home");
        await Assertions.Expect(page.Locator(".mn-text").First).ToHaveTextAsync("Elsewhere");
        await PressAsync(opened, "Save and publish");
        await Assertions.Expect(page.GetByText("Not saved yet.")).ToHaveCountAsync(0);
        await opened.KeepScreenshotAsync("admin-menu-1440-light");
        await page.GetByRole(AriaRole.Button, new() { Name = "Switch to dark" }).ClickAsync();
        await page.Locator("[data-open]").First.ClickAsync();
        await AssertFitAsync(opened, "admin-menu-1440-dark");
        await page.SetViewportSizeAsync(360, 800);
        await AssertFitAsync(opened, "admin-menu-360-dark");
        await page.GetByRole(AriaRole.Button, new() { Name = "Switch to light" }).ClickAsync();
        await AssertFitAsync(opened, "admin-menu-360-light");

        var answer = await Site.QueryAsync(
            """{ menu(where: {alias: {alias: "main-menu"}}) { menuItemsList { menuItems { displayText menuItemsList { menuItems { displayText ... on ContentMenuItem { contentItemId } } } ... on LinkMenuItem { linkMenuItem { url } } } } } }""", "/menued");
        var items = answer.GetProperty("menu")[0].GetProperty("menuItemsList").GetProperty("menuItems");
        Assert.Equal(["Elsewhere", "Home", "Guides"], items.EnumerateArray().Select(item => item.GetProperty("displayText").GetString()));
        Assert.Equal("/guides", items[2].GetProperty("linkMenuItem").GetProperty("url").GetString());
        Assert.Equal("Planning for a Hard Day", items[2].GetProperty("menuItemsList").GetProperty("menuItems")[0].GetProperty("displayText").GetString());
        AssertNone(opened.Errors);
    }

    private static async Task DragAsync(IPage page, string name, string above)
    {
        await page.Locator(".mn-row").Nth(1).EvaluateAsync("row => row.scrollIntoView({ block: 'center' })");
        var (from, to) = ((await page.GetByRole(AriaRole.Button, new() { Name = $"Move {name}" }).First.BoundingBoxAsync())!, (await page.Locator(".mn-row").Filter(new() { HasText = above }).First.BoundingBoxAsync())!);
        await page.Mouse.MoveAsync(from.X + (from.Width / 2), from.Y + (from.Height / 2));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(from.X + (from.Width / 2), to.Y + 2, new() { Steps = 5 });
        await page.Mouse.UpAsync();
    }
}
