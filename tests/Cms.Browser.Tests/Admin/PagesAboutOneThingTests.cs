using Cms.Admin;
using Cms.Recipes;
using Cms.Site.Tests;
using Microsoft.Playwright;

namespace Cms.Browser.Tests.Admin;

/// <summary>What the pages keep that are not in the menu, as they are about one thing. A page without an example here fails the test.</summary>
public sealed class PagesAboutOneThingTests(Chromium chromium, PagesAboutOneThingTests.OwnSite site) : AdminTests(chromium, site), IClassFixture<PagesAboutOneThingTests.OwnSite>
{
    [Theory]
    [InlineData(Phone, ColorScheme.Light)]
    [InlineData(Desk, ColorScheme.Dark)]
    public async Task Every_page_about_one_thing_keeps_WCAG_2_2_AA_and_fits_the_window(int width, ColorScheme colors)
    {
        var examples = await ExamplesAsync();
        await using var opened = await OpenAdminAsync("/admin", width: width, colors: colors);
        foreach (var template in AdminMenu.Pages.Where(page => page.About.Group is null).Select(page => page.Path))
        {
            var path = examples.GetValueOrDefault(template) ?? (template.Contains('{', StringComparison.Ordinal) ? null : template);
            Assert.True(path is not null, $"{template} has no example in {nameof(ExamplesAsync)}.");
            await ShowAsync(opened, "/" + path);
            await opened.KeepScreenshotAsync($"{path.Replace('/', '-')}-{width}-{colors}");
            AssertNone([.. (await opened.FindBarriersAsync()).Select(barrier => $"{path}: {barrier}")]);
            AssertNone([.. (await opened.FindWhatScrollsSidewaysAsync()).Select(wide => $"{path}: {wide}")]);
        }

        AssertNone(opened.Errors);
    }

    // The editor runs in the browser and says nothing of being live.
    private async Task ShowAsync(OpenedPage opened, string path)
    {
        if (!path.EndsWith("/edit", StringComparison.Ordinal) && !path.Contains("/content/new/", StringComparison.Ordinal))
        {
            await GoToAsync(opened, path);
            return;
        }

        await opened.Page.GotoAsync(new Uri(Root, path).ToString());
        await Assertions.Expect(opened.Page.Locator("#title")).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }

    private async Task<Dictionary<string, string>> ExamplesAsync()
    {
        var site = await Site.QueryAsync("""{ guideArticle(where: {path: "guides/planning-for-a-hard-day"}) { contentItemId } taxonomy { contentItemId taxonomy { contentItems { contentItemId } } } }""");
        var guide = site.GetProperty("guideArticle")[0].GetProperty("contentItemId").GetString();
        var taxonomy = site.GetProperty("taxonomy")[0];
        var keywords = taxonomy.GetProperty("contentItemId").GetString();
        var keyword = taxonomy.GetProperty("taxonomy").GetProperty("contentItems")[0].GetProperty("contentItemId").GetString();
        var user = await Site.AddUserAsync($"shown-{Guid.NewGuid():N}", ["Editor"]);
        return new()
        {
            ["admin/{*path}"] = "admin/no-such-page",
            ["admin/apps/scopes/{name}"] = "admin/apps/scopes/content.read",
            ["admin/apps/{clientId}"] = "admin/apps/new",
            ["admin/content/new/{NewType}"] = "admin/content/new/GuideArticle",
            ["admin/content/{ContentItemId}/edit"] = $"admin/content/{guide}/edit",
            ["admin/content/{ContentItemId}/history"] = $"admin/content/{guide}/history",
            ["admin/content/{Id}/uses"] = $"admin/content/{guide}/uses",
            ["admin/definitions/parts/{name}"] = "admin/definitions/parts/GuideArticle",
            ["admin/definitions/types/{name}"] = "admin/definitions/types/GuideArticle",
            ["admin/keywords/{Taxonomy}"] = $"admin/keywords/{keywords}",
            ["admin/keywords/{Taxonomy}/{Id}"] = $"admin/keywords/{keywords}/{keyword}",
            ["admin/media/file/{*target}"] = "admin/media/file/acknowledgement.png",
            ["admin/menus/{id}"] = $"admin/menus/{OwnSite.MenuId}",
            ["admin/recipes/run"] = "admin/recipes/run?name=guides",
            ["admin/roles/{name}"] = "admin/roles/Editor",
            ["admin/settings/{type}"] = "admin/settings/GuideSite",
            ["admin/tenants/{name}"] = "admin/tenants/Default",
            ["admin/users/{id}"] = $"admin/users/{user.Id}",
        };
    }

    /// <summary>A site with a menu.</summary>
    public sealed class OwnSite : RunningSite
    {
        internal const string MenuId = "menu00000000000000000000aa";

        protected override async Task PrepareAsync()
        {
            await RunAsync<SwitchFeatures, Outcome<IReadOnlyList<string>>>(verb => verb.RunAsync(["OrchardCore.Menu"], [], TestContext.Current.CancellationToken));
            await RunRecipeAsync($$$"""
                {"name":"content","data":[{"ContentItemId":"{{{MenuId}}}","ContentType":"Menu","DisplayText":"Main menu","Latest":true,"Published":true,"TitlePart":{"Title":"Main menu"},"AliasPart":{"Alias":"main-menu"},
                  "MenuItemsListPart":{"MenuItems":[{"ContentItemId":"menuitem00000000000000000a","ContentType":"LinkMenuItem","DisplayText":"Home","LinkMenuItemPart":{"Name":"Home","Url":"~/"}}]}}]}
                """);
        }
    }
}
