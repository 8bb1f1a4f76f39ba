using System.Net;

namespace Cms.Themes.Tests;

/// <summary>What a tenant's own settings change on its pages.</summary>
public sealed class SettingsOnPagesTests : IDisposable
{
    private readonly ThemeFiles _files = new();

    public SettingsOnPagesTests()
    {
        _files.Write("templates/layout.liquid", "<link rel=\"canonical\" href=\"{{ page.canonical }}\">{{ content | raw }}");
    }

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Moments_are_shown_in_the_sites_time_zone_and_days_stay_as_they_are()
    {
        _files.Write("templates/home.liquid", "{% assign at = '2025-11-20T23:30:00Z' %}{{ at | short_date }}, {{ at | iso_date }}, {{ at | short_time }}; {{ '2025-11-20' | iso_date }}");
        await using var site = await TestSite.StartAsync(_files.Folder);

        var before = await site.ReadAsync("/");
        await site.SaveSettingsAsync("site", """{"TimeZoneId":"Asia/Tokyo"}""");
        var after = await site.ReadAsync("/");

        Assert.Contains("November 20, 2025, 2025-11-20, 11:30\u202fPM; 2025-11-20", before, StringComparison.Ordinal);
        Assert.Contains("November 21, 2025, 2025-11-21, 8:30\u202fAM; 2025-11-20", after, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/", "https://guides.example.org/two/")]
    [InlineData("/?page=2", "https://guides.example.org/two/?page=2")]
    [InlineData("/guides/sp%C3%A1nek", "https://guides.example.org/two/guides/sp%C3%A1nek")]
    public async Task Pages_name_the_address_by_which_they_want_to_be_known(string address, string canonical)
    {
        await using var site = await TestSite.StartAsync(_files.Folder, pathBase: "/two");
        await site.SaveSettingsAsync("site", """{"BaseUrl":"https://guides.example.org/two/"}""");

        Assert.Contains($"<link rel=\"canonical\" href=\"{canonical}\">", await site.ReadAsync("/two" + address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_base_address_and_where_nothing_is_there_is_no_such_address()
    {
        await using var site = await TestSite.StartAsync(_files.Folder);

        var home = await site.ReadAsync("/");
        await site.SaveSettingsAsync("site", """{"BaseUrl":"https://guides.example.org"}""");
        var nothing = await (await site.GetAsync("/nowhere")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Contains("href=\"\"", home, StringComparison.Ordinal);
        Assert.Contains("href=\"\"", nothing, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sites_page_size_counts_before_the_themes()
    {
        await using var site = await TestSite.StartAsync(_files.Folder);
        await site.SaveSettingsAsync("site", """{"PageSize":1}""");

        var html = await site.ReadAsync("/?page=2");

        Assert.Equal("""{"first":2,"skip":1}""", site.Asked[0].Variables.ToJsonString());
        Assert.Contains("Sleep", html, StringComparison.Ordinal);
        Assert.DoesNotContain("More", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_home_page_is_the_item_that_the_settings_name()
    {
        await using var site = await TestSite.StartAsync(_files.Folder);
        await site.SaveSettingsAsync("site", """{"BaseUrl":"https://guides.example.org","HomeRoute":{"contentItemId":"h1"}}""");

        var home = await site.ReadAsync("/");
        var ownAddress = await site.ReadAsync("/guides/welcome");

        Assert.Contains("<h1>Sleep &amp; rest</h1>", home, StringComparison.Ordinal);
        Assert.Equal("""{"path":"guides/welcome"}""", site.Asked[0].Variables.ToJsonString());
        Assert.Contains("href=\"https://guides.example.org/\"", home, StringComparison.Ordinal);
        Assert.Contains("href=\"https://guides.example.org/\"", ownAddress, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync("/?page=2")).StatusCode);
    }

    [Fact]
    public async Task A_term_of_a_taxonomy_may_be_the_home_page()
    {
        await using var site = await TestSite.StartAsync(_files.Folder);
        await site.SaveSettingsAsync("site", """{"HomeRoute":{"contentItemId":"tax","containedContentItemId":"k1"}}""");

        Assert.Contains("<h1>Keyword Grief &amp; loss</h1>", await site.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_says_what_search_engines_are_told_of_its_page()
    {
        _files.Write("templates/layout.liquid", "{{ page.seo.title }};{{ page.seo.description }};{{ page.seo.robots }};{{ page.canonical }};{% for tag in page.seo.tags %}{{ tag.name }}={{ tag.content }}{% endfor %}");
        await using var site = await TestSite.StartAsync(_files.Folder);

        Assert.Equal("T &amp; t;D;noindex;https://example.org/x;a=b", await site.ReadAsync("/guides/seo"));
        Assert.Equal(";;;;", await site.ReadAsync("/guides/hidden-seo"));
    }

    [Theory]
    [InlineData("gone")]
    [InlineData("n1")]
    public async Task A_home_page_that_cannot_be_shown_leaves_the_address_to_the_theme(string id)
    {
        await using var site = await TestSite.StartAsync(_files.Folder);
        await site.SaveSettingsAsync("site", $$"""{"HomeRoute":{"contentItemId":"{{id}}"} }""");

        Assert.Contains("<h1>Home 1</h1>", await site.ReadAsync("/"), StringComparison.Ordinal);
    }
}
