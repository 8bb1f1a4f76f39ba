using System.Net;
using System.Text.RegularExpressions;

namespace Cms.Site.Tests;

/// <summary>Three tenants with an article of the same path and a keyword, picture and settings of the same names.</summary>
public class ThreeTenants : RunningSite
{
    /// <summary>The article's path in each of them.</summary>
    public const string Path = "/guides/one-path-for-all";

    public static readonly TheoryData<string, string, string> Each = new()
    {
        { "First", "", "any.example" },
        { "Second", "/two", "any.example" },
        { "Third", "", "third.example" },
    };

    protected override async Task PrepareAsync()
    {
        await CreateTenantAsync("Second", "two");
        await CreateTenantAsync("Third", "", ["third.example"]);
        await FillAsync("Default", "First");
        await FillAsync("Second", "Second");
        await FillAsync("Third", "Third");
    }

    private async Task FillAsync(string tenant, string mark)
    {
        await ImportAsync(Articles.Brief("One path for all", $"Written for {mark}.", $"Shared, Just {mark}"), tenant);
        await RunRecipeAsync(
            $$$"""
            { "name": "settings", "SiteName": "Site of {{{mark}}}" },
            { "name": "media", "Files": [{ "TargetPath": "mark.txt", "Base64": "{{{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(mark))}}}" }] },
            { "name": "custom-settings", "GuideSite": { "ContentItemId": "gv1des1tesett1ngs000000000", "ContentType": "GuideSite", "GuideSite": { "Brand": { "Text": "Brand of {{{mark}}}" } } } }
            """,
            tenant);
    }
}

public abstract partial class TenantIsolationTests(ThreeTenants site)
{
    private static readonly string[] Marks = ["First", "Second", "Third"];
    private static readonly HashSet<string> CrisisHelp = ["tel:988", "https://988lifeline.org/"];

    public static TheoryData<string, string, string> Each => ThreeTenants.Each;

    [Theory]
    [MemberData(nameof(Each))]
    public async Task GraphQL_answers_with_the_content_and_settings_of_its_tenant_only(string mark, string prefix, string host)
    {
        var data = await site.QueryAsync(
            $$"""{ guideArticle(where: {path: "{{ThreeTenants.Path[1..]}}"}) { introduction keywords { tagNames } } all: guideArticle { introduction } site { siteName guideSite { brand } } }""",
            prefix, host);

        var article = Assert.Single(data.GetProperty("guideArticle").EnumerateArray());
        Assert.Equal($"Written for {mark}.", article.GetProperty("introduction").GetString());
        Assert.Equal(9, data.GetProperty("all").GetArrayLength());
        Assert.Equal($"Site of {mark}", data.GetProperty("site").GetProperty("siteName").GetString());
        AssertOnly(mark, data.GetRawText());
    }

    [Theory]
    [MemberData(nameof(Each))]
    public async Task Pages_show_their_tenant_only(string mark, string prefix, string host)
    {
        foreach (var path in new[] { ThreeTenants.Path, "/keywords/shared", "/", "/nowhere" })
        {
            var html = await site.ReadHtmlAsync(prefix + path, host, path == "/nowhere" ? HttpStatusCode.NotFound : HttpStatusCode.OK);

            Assert.Contains($"Brand of {mark}", html, StringComparison.Ordinal);
            AssertOnly(mark, html);
        }
    }

    [Theory]
    [MemberData(nameof(Each))]
    public async Task A_keyword_page_of_another_tenant_is_not_found(string mark, string prefix, string host)
    {
        foreach (var other in Marks)
        {
            var status = await site.StatusAsync($"{prefix}/keywords/just-{other.ToLowerInvariant()}", host);

            Assert.Equal(other == mark ? HttpStatusCode.OK : HttpStatusCode.NotFound, status);
        }
    }

    [Theory]
    [MemberData(nameof(Each))]
    public async Task Media_comes_from_its_tenant_only(string mark, string prefix, string host)
    {
        var file = await site.ReadHtmlAsync(prefix + "/media/mark.txt", host);

        Assert.Equal(mark, file);
    }

    [Theory]
    [MemberData(nameof(Each))]
    public async Task Every_link_of_a_page_stays_in_its_tenant_and_works(string mark, string prefix, string host)
    {
        var pages = new[] { "/", ThreeTenants.Path, "/keywords/shared", "/nowhere" };
        var links = new HashSet<string>();
        foreach (var page in pages)
        {
            var html = await site.ReadHtmlAsync(prefix + page, host, page == "/nowhere" ? HttpStatusCode.NotFound : HttpStatusCode.OK);
            links.UnionWith(Link().Matches(html).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).Where(link => link[0] != '#'));
        }

        // Help in a crisis is meant to lead elsewhere, and nothing else is; a test does not ask it.
        Assert.Superset(CrisisHelp, links);
        links.ExceptWith(CrisisHelp);
        Assert.Contains(links, link => link.StartsWith(prefix + "/assets/", StringComparison.Ordinal));
        Assert.Contains(links, link => link.StartsWith(prefix + "/media/", StringComparison.Ordinal));
        Assert.Contains(prefix + ThreeTenants.Path, links);
        Assert.Contains($"{prefix}/keywords/just-{mark.ToLowerInvariant()}", links);
        Assert.All(links, link => Assert.StartsWith(prefix + "/", link, StringComparison.Ordinal));
        foreach (var link in links)
            Assert.Equal((link, HttpStatusCode.OK), (link, await site.StatusAsync(link, host)));
    }

    private static void AssertOnly(string mark, string text)
    {
        foreach (var other in Marks.Where(other => other != mark))
            Assert.DoesNotMatch($"(for|of|Just) {other}", text);
    }

    [GeneratedRegex("(?:href|src)=\"([^\"]*)\"")]
    private static partial Regex Link();
}
