using Cms.Site.Tests;
using Microsoft.Playwright;

namespace Cms.Browser.Tests;

public sealed class KeyboardTests(Chromium chromium, RunningSite site) : VisitingTests(chromium, site)
{
    [Fact]
    public async Task The_first_link_skips_to_the_main_content()
    {
        await using var opened = await OpenAsync(SitePage.Article);
        await opened.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(opened.Page.GetByText("Skip to main content")).ToBeInViewportAsync();

        await opened.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(opened.Page.Locator("main")).ToBeFocusedAsync();
        await Assertions.Expect(opened.Page.Locator("h1")).ToBeInViewportAsync();
    }

    [Theory]
    [InlineData(Phone)]
    [InlineData(Desk)]
    public async Task The_keyboard_jumps_to_the_bottom_and_back_to_the_top(int width)
    {
        await using var opened = await OpenAsync(SitePage.Article, width);

        await FollowAsync(opened.Page, "bottom of page");
        await Assertions.Expect(opened.Page.GetByText("top of page", new() { Exact = true })).ToBeInViewportAsync();
        await Assertions.Expect(opened.Page.Locator("#bottom")).ToBeFocusedAsync();

        await FollowAsync(opened.Page, "top of page");
        await Assertions.Expect(opened.Page.GetByText("bottom of page")).ToBeInViewportAsync();
        Assert.Equal(0, await opened.Page.EvaluateAsync<int>("() => window.scrollY"));

        // Reading goes on from there, too: the next link is the first of the page.
        await opened.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(opened.Page.GetByText("Skip to main content")).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData(SitePage.Home, ColorScheme.Light)]
    [InlineData(SitePage.Home, ColorScheme.Dark)]
    [InlineData(SitePage.Article, ColorScheme.Light)]
    [InlineData(SitePage.Article, ColorScheme.Dark)]
    [InlineData(SitePage.Keyword, ColorScheme.Light)]
    [InlineData(SitePage.NotFound, ColorScheme.Light)]
    public async Task The_keyboard_reaches_every_link_in_order_and_shows_where_it_is(SitePage page, ColorScheme colors)
    {
        await using var opened = await OpenAsync(page, colors: colors);

        foreach (var link in await opened.Page.Locator("a[href]").AllAsync())
        {
            await opened.Page.Keyboard.PressAsync("Tab");

            await Assertions.Expect(link).ToBeFocusedAsync();
            await Assertions.Expect(link).ToBeInViewportAsync();
            var outline = await link.EvaluateAsync<string>("link => { const style = getComputedStyle(link); return `${style.outlineStyle} ${style.outlineWidth}`; }");
            Assert.Equal("solid 3px", outline);
        }
    }

    /// <summary>Goes with Tab to the link of this text and presses Enter.</summary>
    private static async Task FollowAsync(IPage page, string text)
    {
        var links = await page.Locator("a[href]").CountAsync();
        for (var press = 0; press < links; press++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<string>("() => document.activeElement.textContent") == text)
            {
                await page.Keyboard.PressAsync("Enter");
                return;
            }
        }

        Assert.Fail($"Tab never came to the link \"{text}\".");
    }
}
