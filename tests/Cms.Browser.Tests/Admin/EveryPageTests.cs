using Cms.Admin;
using Cms.Site.Tests;
using Cms.Users.Sessions;
using Microsoft.Playwright;

namespace Cms.Browser.Tests.Admin;

/// <summary>What every page of the admin keeps, whatever it is for.</summary>
public sealed class EveryPageTests(Chromium chromium, RunningSite site) : AdminTests(chromium, site)
{
    [Theory]
    [InlineData(Phone, ColorScheme.Light)]
    [InlineData(Desk, ColorScheme.Dark)]
    public async Task Every_page_of_the_menu_keeps_WCAG_2_2_AA_and_fits_the_window(int width, ColorScheme colors)
    {
        await using var opened = await OpenAdminAsync("/admin", width: width, colors: colors);
        foreach (var path in AdminMenu.Pages.Where(page => page.About.Group is not null).Select(page => "/" + page.Path))
        {
            await GoToAsync(opened, path);
            await opened.KeepScreenshotAsync($"{path[1..].Replace('/', '-')}-{width}-{colors}");
            AssertNone([.. (await opened.FindBarriersAsync()).Select(barrier => $"{path}: {barrier}")]);
            AssertNone([.. (await opened.FindWhatScrollsSidewaysAsync()).Select(wide => $"{path}: {wide}")]);
            Assert.Equal(1, await opened.Page.Locator("h1").CountAsync());
        }

        AssertNone(opened.Errors);
    }

    [Fact]
    public async Task The_keys_are_listed_where_nobody_writes_and_a_question_mark_is_pressed()
    {
        await using var opened = await OpenAdminAsync("/admin/content");
        await opened.WaitUntilLiveAsync();
        var shortcuts = opened.Page.GetByRole(AriaRole.Heading, new() { Name = "Keyboard shortcuts" });

        await opened.Page.Keyboard.PressAsync("/");
        await opened.Page.Keyboard.PressAsync("?");
        await Assertions.Expect(opened.Page.Locator("#cl-text")).ToHaveValueAsync("?");
        await Assertions.Expect(shortcuts).ToBeHiddenAsync();
        await opened.Page.Locator("h1").FocusAsync();
        await opened.Page.Keyboard.PressAsync("?");
        await Assertions.Expect(shortcuts).ToBeFocusedAsync();
        await opened.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(shortcuts).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_menu_shows_to_somebody_only_what_they_may_see()
    {
        await using var opened = await OpenAdminAsync("/admin", role: "Contributor");

        var shown = await opened.Page.Locator("#menu a").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");
        Assert.Contains("admin", shown);
        Assert.DoesNotContain(AdminMenu.Pages.Where(page => page.About.Permission is not null).Select(page => page.Path), shown.Contains);
    }

    [Fact]
    public async Task A_page_that_stays_open_does_nothing_more_once_the_sign_in_has_ended_elsewhere()
    {
        var name = $"leaver-{Guid.NewGuid():N}";
        var user = await Site.AddUserAsync(name, ["Administrator"]);
        await using var opened = await OpenAsync("/account/sign-in?returnUrl=%2Fadmin");
        await SignInAsync(opened, name, "/admin");
        await opened.WaitUntilLiveAsync();

        await Site.RunAsync<UserSessionStore, bool>(async sessions =>
        {
            await sessions.EndAllAsync(user.Id, exceptSessionId: null, Cancel);
            return true;
        });
        await opened.Page.Locator("#menu a[href='admin/content']").ClickAsync();

        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Heading, new() { Name = "Your sign-in has ended" })).ToBeVisibleAsync();
    }
}
