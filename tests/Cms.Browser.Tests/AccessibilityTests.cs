using Cms.Site.Tests;
using Microsoft.Playwright;

namespace Cms.Browser.Tests;

public sealed class AccessibilityTests(Chromium chromium, RunningSite site) : VisitingTests(chromium, site)
{
    public static TheoryData<SitePage, int, ColorScheme> EveryPageInEveryLook => new MatrixTheoryData<SitePage, int, ColorScheme>(
        Enum.GetValues<SitePage>(), [Phone, Desk], [ColorScheme.Light, ColorScheme.Dark]);

    [Theory]
    [MemberData(nameof(EveryPageInEveryLook))]
    public async Task Every_page_keeps_WCAG_2_2_AA(SitePage page, int width, ColorScheme colors)
    {
        await using var opened = await OpenAsync(page, width, colors);
        await opened.KeepScreenshotAsync($"{page}-{width}-{colors}");

        AssertNone(await opened.FindBarriersAsync());
    }

    [Fact]
    public async Task A_barrier_is_found_also_in_a_frame()
    {
        await using var opened = await OpenAsync(SitePage.Home);
        await opened.Page.EvaluateAsync("""
            () => {
              document.body.insertAdjacentHTML('beforeend', '<img><iframe title="Framed"></iframe>');
              document.querySelector('iframe').contentDocument.body.innerHTML = '<button></button>';
            }
            """);

        var found = await opened.FindBarriersAsync();

        Assert.Contains(found, barrier => barrier.StartsWith("image-alt", StringComparison.Ordinal));
        Assert.Contains(found, barrier => barrier.StartsWith("button-name", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(SitePage.Home)]
    [InlineData(SitePage.Article)]
    [InlineData(SitePage.Keyword)]
    [InlineData(SitePage.NotFound)]
    public async Task Headings_are_in_order_below_one_main_heading(SitePage page)
    {
        await using var opened = await OpenAsync(page);

        var levels = await opened.Page.EvalOnSelectorAllAsync<int[]>("h1, h2, h3, h4, h5, h6", "headings => headings.map(heading => Number(heading.tagName[1]))");

        Assert.Equal(1, levels[0]);
        Assert.Single(levels, 1);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1, $"h{pair.Second} follows h{pair.First}"));
    }

    [Fact]
    public async Task The_title_of_a_guides_page_names_the_guide()
    {
        var guide = await GetGuideAsync();

        await using var opened = await OpenAsync(SitePage.Article);

        Assert.Contains(guide.GetProperty("displayText").GetString()!, await opened.Page.TitleAsync(), StringComparison.Ordinal);
    }
}
