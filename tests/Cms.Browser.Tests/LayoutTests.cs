using Cms.Site.Tests;
using Cms.Tests;
using Microsoft.Playwright;

namespace Cms.Browser.Tests;

public sealed class LayoutTests(Chromium chromium, RunningSite site) : VisitingTests(chromium, site)
{
    private static readonly string LongWord = string.Concat(Enumerable.Repeat("pneumonoultramicroscopic", 4));

    private static readonly string ArticleOfLongWords = $"""
        {LongWord}

        {LongWord} and https://example.org/{LongWord}

        1. {LongWord}:
        `{LongWord}`

        • {LongWord}: {LongWord}

        Conclusion: {LongWord}

        Keywords: {LongWord}, sleep
        """;

    public static TheoryData<SitePage, int> EveryPageOnPhones => new MatrixTheoryData<SitePage, int>(Enum.GetValues<SitePage>(), [Narrowest, Phone]);

    public static TheoryData<SitePage> EveryPage => [.. Enum.GetValues<SitePage>()];

    [Theory]
    [MemberData(nameof(EveryPageOnPhones))]
    public async Task A_phone_need_not_scroll_sideways(SitePage page, int width)
    {
        await using var opened = await OpenAsync(page, width);

        AssertNone(await opened.FindWhatScrollsSidewaysAsync());
    }

    [Theory]
    [MemberData(nameof(EveryPage))]
    public async Task Text_of_twice_the_size_fits_half_a_window(SitePage page)
    {
        await using var opened = await OpenAsync(page, width: 640);

        await opened.Page.EvaluateAsync("() => { document.documentElement.style.fontSize = '200%'; }");

        Assert.Equal("32px", await opened.Page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).fontSize"));
        AssertNone(await opened.FindWhatScrollsSidewaysAsync());
    }

    [Fact]
    public async Task Long_words_break_instead_of_widening_the_page()
    {
        var article = Path.Combine(Site.DataDirectory, "words.txt");
        await File.WriteAllTextAsync(article, ArticleOfLongWords, Cancel);
        await CreateTenantAsync("Words", "words");
        var imported = await Site.RunCommandAsync("content", "import", article, "--type", "GuideArticle", "--publish", "--tenant", "Words");
        Assert.True(imported.ExitCode == 0, imported.Error);

        foreach (var path in new[] { $"/words/guides/{LongWord}", $"/words/keywords/{LongWord}", "/words/" })
        {
            await Eventually.AsyncTrue(() => IsFoundAsync(path));
            await using var opened = await OpenAsync(path);
            await Assertions.Expect(opened.Page.GetByText(LongWord).First).ToBeVisibleAsync();
            AssertNone(await opened.FindWhatScrollsSidewaysAsync());

            await opened.Page.SetViewportSizeAsync(Narrowest, 800);
            AssertNone(await opened.FindWhatScrollsSidewaysAsync());
        }
    }

    [Fact]
    public async Task Paper_shows_the_guide_without_promotion_and_links_to_click()
    {
        await using var opened = await OpenAsync(SitePage.Article, colors: ColorScheme.Dark);
        var promotion = opened.Page.Locator(".promo");
        await Assertions.Expect(promotion).ToBeVisibleAsync();

        await opened.Page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Print });

        await Assertions.Expect(promotion).ToBeHiddenAsync();
        await Assertions.Expect(opened.Page.GetByText("bottom of page")).ToBeHiddenAsync();
        await Assertions.Expect(opened.Page.Locator("h1")).ToBeVisibleAsync();
        await Assertions.Expect(opened.Page.Locator("body")).ToHaveCSSAsync("background-color", "rgb(255, 255, 255)");
    }
}
