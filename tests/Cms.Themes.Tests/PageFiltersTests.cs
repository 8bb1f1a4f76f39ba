using System.Net;

namespace Cms.Themes.Tests;

public class PageFiltersTests : IDisposable
{
    private readonly ThemeFiles _files = new();

    public void Dispose()
    {
        _files.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("guides/sleep", "/t1/guides/sleep")]
    [InlineData("/guides/sleep", "/t1/guides/sleep")]
    [InlineData("/", "/t1/")]
    [InlineData("", "/t1/")]
    [InlineData("guides/spánek 日本", "/t1/guides/sp%C3%A1nek%20%E6%97%A5%E6%9C%AC")]
    [InlineData("guides/sp%C3%A1nek", "/t1/guides/sp%C3%A1nek")]
    [InlineData("guides?page=2#top", "/t1/guides?page=2#top")]
    [InlineData("https://example.org/a?b=1&c=2", "https://example.org/a?b=1&c=2")]
    [InlineData("HTTP://example.org", "HTTP://example.org")]
    [InlineData("mailto:a@example.org", "mailto:a@example.org")]
    [InlineData("tel:+123", "tel:+123")]
    [InlineData("#top", "#top")]
    [InlineData("javascript:alert(1)", "#")]
    [InlineData(" JavaScript:alert(1)", "#")]
    [InlineData("java\tscript:alert(1)", "#")]
    [InlineData("\u0001javascript:alert(1)", "#")]
    [InlineData("data:text/html,x", "#")]
    [InlineData("vbscript:x", "#")]
    [InlineData("//evil.example", "#")]
    [InlineData("/\\evil.example", "#")]
    [InlineData("\\\\evil.example", "#")]
    [InlineData("https:evil", "#")]
    [InlineData("x\" onclick=\"alert(1)", "/t1/x%22%20onclick%3D%22alert%281%29")]
    public async Task Links_stay_in_the_site_or_lead_to_harmless_addresses(string address, string href)
    {
        _files.Write("templates/home.liquid", "<a href=\"{% for a in articles %}{{ a.path | href }}{% endfor %}\">");
        await using var site = await TestSite.StartAsync(_files.Folder, pathBase: "/t1");
        site.Answer = (_, _) => new System.Text.Json.Nodes.JsonObject
        {
            ["articles"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["path"] = address }),
        }.ToJsonString();

        var html = await site.ReadAsync("/t1/");

        Assert.Contains($"<a href=\"{WebUtility.HtmlEncode(href)}\">", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_to_nothing_leads_home()
    {
        _files.Write("templates/home.liquid", "<a href=\"{{ missing | href }}\">");
        await using var site = await TestSite.StartAsync(_files.Folder, pathBase: "/t1");

        Assert.Contains("<a href=\"/t1/\">", await site.ReadAsync("/t1/"), StringComparison.Ordinal);
    }
}
