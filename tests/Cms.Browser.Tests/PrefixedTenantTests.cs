using Cms.Site.Tests;
using Microsoft.Playwright;

namespace Cms.Browser.Tests;

public sealed class PrefixedTenantTests(Chromium chromium, RunningSite site) : VisitingTests(chromium, site)
{
    [Fact]
    public async Task A_site_below_a_prefix_has_its_look_its_picture_and_its_links()
    {
        await CreateTenantAsync("Second", "two");

        await using var opened = await OpenAsync("/two/");

        AssertNone(opened.Errors);
        Assert.All(opened.Requests, address => Assert.StartsWith($"{Root}two/", address, StringComparison.Ordinal));
        string[] toOthers = ["tel:988", "https://988lifeline.org/"];
        Assert.All((await opened.ListLinksAsync()).Except(toOthers), link => Assert.StartsWith($"{Root}two/", link, StringComparison.Ordinal));
        Assert.True(await opened.Page.Locator("footer img").EvaluateAsync<bool>("image => image.complete && image.naturalWidth > 0"));
        await Assertions.Expect(opened.Page.Locator("body")).ToHaveCSSAsync("display", "flex");

        await opened.Page.Locator(".guide-row h2 a").First.ClickAsync();
        await Assertions.Expect(opened.Page.Locator("article.guide h1")).ToBeVisibleAsync();
    }
}
