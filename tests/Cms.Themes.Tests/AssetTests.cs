using System.Net;
using System.Text.RegularExpressions;

namespace Cms.Themes.Tests;

public partial class AssetTests : IDisposable
{
    private readonly ThemeFiles _files = new();

    public void Dispose()
    {
        _files.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_asset_under_the_address_that_pages_give_is_kept_for_a_year()
    {
        await using var site = await TestSite.StartAsync(_files.Folder);
        var url = AssetUrl().Match(await site.ReadAsync("/")).Value;

        var response = await site.GetAsync(url);

        Assert.Equal("text/css; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("public, max-age=31536000, immutable", response.Headers.GetValues("Cache-Control").Single());
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("body { color: black }", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/assets/site.css")]
    [InlineData("/assets/site.css?v=old")]
    public async Task An_asset_under_another_address_is_asked_for_again(string url)
    {
        await using var site = await TestSite.StartAsync(_files.Folder);

        Assert.Equal("no-cache", (await site.GetAsync(url)).Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task An_asset_that_the_browser_has_is_not_sent_again()
    {
        await using var site = await TestSite.StartAsync(_files.Folder);
        var tag = (await site.GetAsync("/assets/site.css")).Headers.ETag!;

        var response = await site.GetAsync("/assets/site.css", $"\"other\", {tag}");

        Assert.False(tag.IsWeak);
        Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
    }

    [Fact]
    public async Task Assets_lie_in_folders_and_answer_head()
    {
        await using var site = await TestSite.StartAsync(_files.Folder);

        var response = await site.SendAsync(HttpMethod.Head, "/assets/img/logo.svg");

        Assert.Equal("image/svg+xml", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(41, response.Content.Headers.ContentLength);
    }

    [Theory]
    [InlineData("/assets/gone.css")]
    [InlineData("/assets/")]
    [InlineData("/assets")]
    [InlineData("/assets/..%2Ftheme.json")]
    [InlineData("/assets/%2e%2e/theme.json")]
    [InlineData("/assets/..%5Ctheme.json")]
    [InlineData("/assets/%2Fetc%2Fpasswd")]
    public async Task Nothing_else_can_be_read(string url)
    {
        await using var site = await TestSite.StartAsync(_files.Folder);

        var response = await site.GetAsync(url);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task The_address_changes_with_the_file()
    {
        await using var before = await TestSite.StartAsync(_files.Folder);
        var old = AssetUrl().Match(await before.ReadAsync("/")).Value;
        _files.Write("assets/site.css", "body { color: white }");
        await using var after = await TestSite.StartAsync(_files.Folder);

        Assert.NotEqual(old, AssetUrl().Match(await after.ReadAsync("/")).Value);
    }

    [GeneratedRegex("/assets/site.css[^\"]*")]
    private static partial Regex AssetUrl();
}
