using System.Net;
using Cms.Content;

namespace Cms.Themes.Tests;

public class ThemeEndpointsTests : IDisposable
{
    private readonly ThemeFiles _files = new();

    public void Dispose()
    {
        _files.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_home_page_shows_the_first_items_and_asks_for_one_more()
    {
        await using var site = await TestSite.StartAsync(_files.Folder);

        var html = await site.ReadAsync("/");

        Assert.Contains("<h1>Home 1</h1><a href=\"/guides/sleep\">Sleep</a><a href=\"/guides/%C3%A9%20%C3%BC\">&lt;b&gt;</a></html>", html, StringComparison.Ordinal);
        Assert.Equal("""{"first":3,"skip":0}""", site.Asked[0].Variables.ToJsonString());
        Assert.Equal("{}", site.Asked[1].Variables.ToJsonString());
    }

    [Fact]
    public async Task An_item_is_shown_at_its_path_and_names_the_document()
    {
        await using var site = await TestSite.StartAsync(_files.Folder);

        var html = await site.ReadAsync("/guides/sleep");

        Assert.Contains("<title>Sleep &amp; rest</title>", html, StringComparison.Ordinal);
        Assert.Contains("<p>a <em>b</em></p>", html, StringComparison.Ordinal);
        Assert.Equal("""{"path":"guides/sleep"}""", site.Asked[0].Variables.ToJsonString());
    }

    [Fact]
    public async Task An_item_inside_another_one_is_shown_at_its_path_by_the_template_of_its_type()
    {
        await using var site = await TestSite.StartAsync(_files.Folder);

        await site.ReadAsync("/courses/sewing/thread");

        Assert.Contains("query Article", site.Asked[0].Document, StringComparison.Ordinal);
        Assert.Equal("""{"path":"courses/sewing/thread"}""", site.Asked[0].Variables.ToJsonString());
    }

    [Fact]
    public async Task A_path_may_have_letters_of_any_script()
    {
        await using var site = await TestSite.StartAsync(_files.Folder);

        Assert.Contains("Sleep", await site.ReadAsync("/guides/sp%C3%A1nek"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "/guides/s")]
    [InlineData("/two", "/two/guides/s")]
    public async Task A_page_with_hundreds_of_links_by_id_looks_them_up_once(string pathBase, string address)
    {
        const int links = 300;
        await using var site = await TestSite.StartAsync(_files.Folder, pathBase: pathBase);
        foreach (var number in Enumerable.Range(1, links))
        {
            var item = new ContentItem { ContentItemId = $"s{number}", ContentItemVersionId = "v1", ContentType = "Article" };
            site.Content.Add(item, new Route($"guides/s{number}", item.ContentItemId, null));
        }

        var body = string.Join(' ', Enumerable.Range(1, links).Select(number => $"[to {number}](content:s{number}#top)")) + " [dead](content:nothing) [term](content:k1)";
        site.Answer = (operation, _) => operation == "Article" ? $$"""{"article":[{"displayText":"Links","body":"{{body}}"}]}""" : """{"site":{"culture":"en-US"}}""";

        var html = await site.ReadAsync(pathBase + "/guides/sleep");

        Assert.All(Enumerable.Range(1, links), number => Assert.Contains($"<a href=\"{address}{number}#top\">to {number}</a>", html, StringComparison.Ordinal));
        Assert.Contains($" dead <a href=\"{pathBase}/keywords/grief\">term</a>", html, StringComparison.Ordinal);
        Assert.Equal(1, site.Content.RoutesRead);
    }

    [Fact]
    public async Task A_page_without_links_by_id_looks_none_up()
    {
        await using var site = await TestSite.StartAsync(_files.Folder);

        await site.ReadAsync("/guides/sleep");

        Assert.Equal(0, site.Content.RoutesRead);
    }

    [Theory]
    [InlineData("/guides/old?a=b", 301, "/two/guides/sp%C3%A1nek?a=b")]
    [InlineData("/guides/OLD/", 301, "/two/guides/sp%C3%A1nek")]
    [InlineData("/guides/removed", 410, null)]
    [InlineData("/guides/hidden", 404, null)]
    public async Task An_address_that_a_page_left_says_what_became_of_it(string address, int status, string? location)
    {
        await using var site = await TestSite.StartAsync(_files.Folder, pathBase: "/two");

        using var answer = await site.GetAsync("/two" + address);

        Assert.Equal((status, location), ((int)answer.StatusCode, answer.Headers.Location?.OriginalString));
    }

    [Fact]
    public async Task A_term_inside_a_taxonomy_has_a_page()
    {
        await using var site = await TestSite.StartAsync(_files.Folder);

        Assert.Contains("<h1>Keyword Grief &amp; loss</h1>", await site.ReadAsync("/keywords/grief?page=2"), StringComparison.Ordinal);
        Assert.Equal("""{"id":"k1","displayText":"Grief \u0026 loss","first":3,"skip":2}""", site.Asked[0].Variables.ToJsonString());
    }

    [Theory]
    [InlineData("/nowhere", "nowhere")]
    [InlineData("/note", "note")]
    [InlineData("/keywords/gone", "keywords/gone")]
    [InlineData("/nowhere/", "nowhere/")]
    [InlineData("/%3Cb%3E", "&lt;b&gt;")]
    [InlineData("/?page=0", "")]
    [InlineData("/?page=-1", "")]
    [InlineData("/?page=x", "")]
    [InlineData("/?page=", "")]
    [InlineData("/?page=1.5", "")]
    [InlineData("/?page=99999999999", "")]
    [InlineData("/?page=2147483647", "")]
    [InlineData("/?page=1&page=2", "")]
    [InlineData("/guides/sleep?page=2", "guides/sleep")]
    public async Task What_is_not_there_shows_the_themes_page_for_it(string url, string path)
    {
        await using var site = await TestSite.StartAsync(_files.Folder);

        var response = await site.GetAsync(url);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains($"<h1>Nothing here</h1><p>{path}</p>", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_past_the_end_of_the_list_is_not_there()
    {
        await using var site = await TestSite.StartAsync(_files.Folder);
        site.Answer = (_, variables) => (int?)variables["skip"] > 2 ? """{"articles":[]}""" : """{"articles":[{"path":"a"}]}""";

        Assert.Equal(HttpStatusCode.OK, (await site.GetAsync("/?page=2")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync("/?page=3")).StatusCode);
    }

    [Fact]
    public async Task The_first_page_of_an_empty_list_is_there()
    {
        await using var site = await TestSite.StartAsync(_files.Folder);
        site.Answer = (_, _) => """{"articles":[]}""";

        Assert.Equal(HttpStatusCode.OK, (await site.GetAsync("/")).StatusCode);
    }

    [Theory]
    [InlineData("/guides/sleep/", "/t1/guides/sleep")]
    [InlineData("/Guides/SLEEP", "/t1/guides/sleep")]
    [InlineData("/Guides/SLEEP/?page=1&a=%20", "/t1/guides/sleep?page=1&a=%20")]
    [InlineData("/Guides/Upper/", "/t1/Guides/Upper")]
    [InlineData("/guides/sp%C3%81nek", "/t1/guides/sp%C3%A1nek")]
    public async Task Other_spellings_of_a_path_lead_to_the_one_it_has(string url, string location)
    {
        await using var site = await TestSite.StartAsync(_files.Folder, pathBase: "/t1");

        var response = await site.GetAsync("/t1" + url);

        Assert.Equal(HttpStatusCode.MovedPermanently, response.StatusCode);
        Assert.Equal(location, response.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_site_under_a_prefix_links_below_it()
    {
        await using var site = await TestSite.StartAsync(_files.Folder, pathBase: "/t1");

        var html = await site.ReadAsync("/t1");

        Assert.Contains("href=\"/t1/guides/sleep\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/t1/assets/site.css?v=", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_come_with_headers_that_keep_foreign_code_out()
    {
        await using var site = await TestSite.StartAsync(_files.Folder);

        var response = await site.GetAsync("/");

        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("no-cache", response.Headers.CacheControl!.ToString());
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("strict-origin-when-cross-origin", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal(
            "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'self'; form-action 'self'",
            response.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Fact]
    public async Task A_page_that_the_browser_has_is_not_sent_again()
    {
        await using var site = await TestSite.StartAsync(_files.Folder);
        var tag = (await site.GetAsync("/")).Headers.ETag!.ToString();

        var again = await site.GetAsync("/", tag);
        site.Answer = (_, _) => "{}";
        var changed = await site.GetAsync("/", tag);

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    [Fact]
    public async Task Head_gives_the_headers_of_get_and_nothing_else()
    {
        await using var site = await TestSite.StartAsync(_files.Folder);
        var get = await site.GetAsync("/");

        var head = await site.SendAsync(HttpMethod.Head, "/");

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(get.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.NotFound, (await site.SendAsync(HttpMethod.Head, "/nowhere")).StatusCode);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Pages_can_only_be_read(string method)
    {
        await using var site = await TestSite.StartAsync(_files.Folder);

        var response = await site.SendAsync(new HttpMethod(method), "/guides/sleep");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET", "HEAD"], response.Content.Headers.Allow.Order());
    }

    [Theory]
    [InlineData("/api/unknown")]
    [InlineData("/graphql")]
    [InlineData("/Admin/x")]
    [InlineData("/media/gone.png")]
    public async Task Addresses_of_the_host_are_plainly_not_found(string url)
    {
        await using var site = await TestSite.StartAsync(_files.Folder);

        var response = await site.SendAsync(HttpMethod.Post, url);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("text/plain", response.Content.Headers.ContentType!.MediaType);
        Assert.Empty(site.Asked);
    }

    [Fact]
    public async Task A_tenant_without_a_theme_says_so_until_it_chooses_one()
    {
        await using var site = await TestSite.StartAsync(_files.Folder, theme: null);

        var before = await site.GetAsync("/");
        await site.SaveSettingsAsync("themes", """{"site":"plain","admin":""}""");
        var after = await site.GetAsync("/");

        Assert.Equal(HttpStatusCode.NotFound, before.StatusCode);
        Assert.Equal("Tenant Default has no site theme.", await before.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    [Fact]
    public async Task Dates_follow_the_sites_culture_as_soon_as_it_changes()
    {
        _files.Write("templates/home.liquid", "{{ '2025-11-20' | long_date }}");
        await using var site = await TestSite.StartAsync(_files.Folder);

        var before = await site.ReadAsync("/");
        await site.SaveSettingsAsync("site", """{"LocalizationSettings":{"DefaultCulture":"cs-CZ"}}""");
        var after = await site.ReadAsync("/");

        Assert.Contains("Thursday, November 20, 2025", before, StringComparison.Ordinal);
        Assert.Contains("čtvrtek 20. listopadu 2025", after, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("templates/home.liquid", "a\n{{ 'x' | nope }}", "templates/home.liquid, line 2")]
    [InlineData("templates/home.liquid", "{% if %}", "templates/home.liquid, line 1")]
    [InlineData("templates/home.liquid", "\n\n{{ 'gone.css' | asset_url }}", "templates/home.liquid, line 3")]
    [InlineData("theme.json", "{\n  \"name\": \"plain\",\n  \"colour\": \"x\" }", "theme.json, line 3")]
    public async Task A_broken_theme_is_told_to_the_log_and_not_to_visitors(string file, string text, string where)
    {
        _files.Write(file, text);
        await using var site = await TestSite.StartAsync(_files.Folder);

        var response = await site.GetAsync("/");

        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains("<html lang=\"en\">", html, StringComparison.Ordinal);
        Assert.DoesNotContain("plain", html, StringComparison.Ordinal);
        Assert.Contains(where, Assert.Single(site.Logged), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_query_names_its_file_and_in_development_the_page_shows_it()
    {
        await using var site = await TestSite.StartAsync(_files.Folder, development: true);
        site.Answer = (_, _) => throw new InvalidOperationException("Line 1: there is no field <articlez>.");

        var response = await site.GetAsync("/");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains(
            "themes/plain/templates/home.graphql: Line 1: there is no field &lt;articlez&gt;.",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }
}
