using System.Text.Json.Nodes;

namespace Cms.GraphQL.Tests.Resolving;

public sealed class GuidesQueryTests : IAsyncDisposable
{
    private readonly Site _site = Site.Guides();

    [Fact]
    public async Task A_page_of_guides_comes_with_keywords_sections_and_bullets()
    {
        var data = JsonNode.Parse(await _site.DataAsync(
            """
            { guideArticle(first: 20, orderBy: {createdUtc: DESC}) {
                displayText path dateCreated introduction conclusion keywords { tagNames } sections { number heading body bullets { label text } } } }
            """))!;

        var guides = data["guideArticle"]!.AsArray();
        Assert.Equal(8, guides.Count);
        var sleep = guides.Single(guide => (string?)guide!["path"] == "guides/building-a-steady-sleep-routine")!;
        Assert.Equal("2025-01-13", (string?)sleep["dateCreated"]);
        Assert.Equal("""["Sleep","Daily Routine","Self-Care","Stress"]""", sleep["keywords"]!["tagNames"]!.ToJsonString());
        Assert.Equal("Choose one wake-up time", (string?)sleep["sections"]![0]!["heading"]);
        Assert.Equal("1", sleep["sections"]![0]!["number"]!.ToJsonString());
        Assert.Equal("Seven days alike", (string?)sleep["sections"]![0]!["bullets"]![0]!["label"]);
        Assert.Equal(2, _site.Content.Reads.Count);
    }

    [Fact]
    public async Task A_guide_is_found_by_its_path()
    {
        var data = await _site.DataAsync("""{ guideArticle(where: {path: "guides/getting-through-a-craving"}) { displayText } }""");

        Assert.Equal("""{"guideArticle":[{"displayText":"Getting Through a Craving"}]}""", data);
    }

    [Fact]
    public async Task A_keyword_is_found_by_its_id_with_its_other_names()
    {
        var data = await _site.DataAsync("""{ contentItem(contentItemId: "terms1eep00000000000000000") { displayText ... on Keyword { path alternativeNames } } none: contentItem(contentItemId: "nothing") { displayText } }""");

        Assert.Equal("""{"contentItem":{"displayText":"Sleep","path":"keywords/sleep","alternativeNames":["Insomnia","Sleeping Better"]},"none":null}""", data);
    }

    [Fact]
    public async Task The_site_tells_its_name_and_settings()
    {
        var data = await _site.DataAsync(
            """
            { site { siteName culture guideSite { brand motto promoLink { url text target } acknowledgementImage { paths urls mediaTexts files { fileName path url mediaText } } releasedOn copyrightYear } } }
            """);

        Assert.Equal(
            """{"site":{"siteName":"Steady Ground Guides","culture":"en-US","guideSite":{"brand":"Steady Ground","motto":"Small steps, taken kindly","promoLink":{"url":"/guides/rebuilding-daily-structure-after-treatment","text":"See how to plan your week","target":null},"acknowledgementImage":{"paths":["acknowledgement.png"],"urls":["/media/acknowledgement.png"],"mediaTexts":["A low orange sun behind soft blue and green hills, with its light on still water."],"files":[{"fileName":"acknowledgement.png","path":"acknowledgement.png","url":"/media/acknowledgement.png","mediaText":"A low orange sun behind soft blue and green hills, with its light on still water."}]},"releasedOn":"2025-12-07","copyrightYear":2025}}}""",
            data);
    }

    [Fact]
    public async Task Keywords_lead_to_their_pages_and_their_taxonomy()
    {
        var data = await _site.DataAsync(
            """
            { guideArticle(where: {path: "guides/building-a-steady-sleep-routine"}) { keywords {
                termContentItemIds(first: 1) taxonomyContentItemId taxonomyContentItem { displayText } termContentItems(last: 1) { __typename displayText } terms { contentItemId displayText path } } } }
            """);

        Assert.StartsWith(
            """{"guideArticle":[{"keywords":{"termContentItemIds":["terms1eep00000000000000000"],"taxonomyContentItemId":"keyw0rds000000000000000000","taxonomyContentItem":{"displayText":"Keywords"},"termContentItems":[{"__typename":"Keyword","displayText":"Stress"}],"terms":[{"contentItemId":"terms1eep00000000000000000","displayText":"Sleep","path":"keywords/sleep"},""",
            data,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taxonomy_lists_its_terms()
    {
        var data = await _site.DataAsync("{ taxonomy { taxonomy { termContentType contentItems(first: 1) { contentItemId displayText published createdUtc ... on Keyword { path } } } } }");

        Assert.Equal(
            """{"taxonomy":[{"taxonomy":{"termContentType":"Keyword","contentItems":[{"contentItemId":"terms1eep00000000000000000","displayText":"Sleep","published":false,"createdUtc":null,"path":"keywords/sleep"}]}}]}""",
            data);
    }

    [Theory]
    [InlineData("contains: \"Cravings\"", 1)]
    [InlineData("contains: \"cravings\"", 0)]
    [InlineData("contains: \"No such keyword\"", 0)]
    [InlineData("contains: null", 0)]
    [InlineData("contains_any: [\"Sleep\", \"Cravings\", \"No such keyword\"]", 3)]
    [InlineData("contains_any: []", 0)]
    public async Task Guides_are_found_by_the_names_of_keywords(string condition, int atLeast)
    {
        var data = JsonNode.Parse(await _site.DataAsync($"{{ guideArticle(where: {{keywords: {{{condition}}}}}) {{ displayText keywords {{ tagNames }} }} }}"))!;

        var found = data["guideArticle"]!.AsArray().Count;
        Assert.True(atLeast == 0 ? found == 0 : found >= atLeast, data.ToJsonString());
    }

    [Fact]
    public async Task The_site_tells_its_settings()
    {
        const string Ask = "{ site { siteName culture supportedCultures timeZoneId baseUrl pageSize homeContentItemId } siteCultures { culture default } }";
        var before = await _site.DataAsync(Ask);

        Change("""
            {"SiteName":"Průvodce","TimeZoneId":"Europe/Prague","BaseUrl":"https://guides.example.org/","PageSize":3,"HomeRoute":{"contentItemId":"home"},
             "LocalizationSettings":{"DefaultCulture":"cs","SupportedCultures":["en-US","cs"]} }
            """);

        Assert.Equal(
            """{"site":{"siteName":"Steady Ground Guides","culture":"en-US","supportedCultures":["en-US"],"timeZoneId":"UTC","baseUrl":null,"pageSize":null,"homeContentItemId":null},"siteCultures":[{"culture":"en-US","default":true}]}""",
            before);
        Assert.Equal(
            """{"site":{"siteName":"Průvodce","culture":"cs","supportedCultures":["en-US","cs"],"timeZoneId":"Europe/Prague","baseUrl":"https://guides.example.org","pageSize":3,"homeContentItemId":"home"},"siteCultures":[{"culture":"en-US","default":false},{"culture":"cs","default":true}]}""",
            await _site.DataAsync(Ask));
    }

    [Fact]
    public async Task A_list_has_the_sites_page_size_unless_it_says_how_many()
    {
        Change("""{"PageSize":3}""");

        var data = JsonNode.Parse(await _site.DataAsync("{ short: guideArticle { path } long: guideArticle(first: 5) { path } }"))!;

        Assert.Equal((3, 5), (data["short"]!.AsArray().Count, data["long"]!.AsArray().Count));
    }

    private void Change(string settings) => _site.Change(Settings.SiteSettings.Section, settings, new Events.SettingsChanged(Settings.SiteSettings.Section));

    [Fact]
    public async Task A_page_query_gets_only_the_variables_it_declares()
    {
        var variables = new JsonObject { ["path"] = "guides/a-calm-breathing-practice", ["page"] = 2 };

        var data = await _site.InScopeAsync(executor => executor.QueryAsync(
            "query($path: String) { guideArticle(where: {path: $path}) { displayText } }", variables, TestContext.Current.CancellationToken));

        Assert.Equal("""{"guideArticle":[{"displayText":"A Calm Breathing Practice"}]}""", data.ToJsonString());
    }

    [Fact]
    public async Task A_wrong_page_query_says_what_is_wrong()
    {
        var wrong = await Assert.ThrowsAsync<GraphQLQueryException>(() => _site.InScopeAsync(executor =>
            executor.QueryAsync("{ guideArticle { displayTxt } }", [], TestContext.Current.CancellationToken)));

        Assert.Contains("displayTxt", wrong.Message, StringComparison.Ordinal);
        Assert.Equal("FIELDS_ON_CORRECT_TYPE", Assert.Single(wrong.Errors).Code);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
