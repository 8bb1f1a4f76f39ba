using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Cms.Themes.Tests;

/// <summary>The theme that comes with Cms, with answers as the guides recipe's site gives them.</summary>
public partial class GuideThemeTests
{
    private const string Script = "<script>alert(1)</script>";

    private static readonly string Themes = Path.Combine(AppContext.BaseDirectory, "themes");

    private static JsonObject Site() => Json("""
        {"site":{"siteName":"Steady Ground","culture":"en-US","guideSite":{
          "brand":"Steady Ground “Guides”","motto":"Small, honest steps — for hard days & nights","promoHeading":"Free workbook <3",
          "promoText":"Twelve one-page exercises; it’s C++ & 'free' 😀","promoLink":{"url":"workbook","text":"Get the workbook"},
          "copyrightYear":2025,"copyrightName":"Guides & Co.","copyrightHolder":"The Steady Ground Collective","location":"Naarm / Melbourne, Žižkov",
          "acknowledgementText":"We acknowledge the Traditional Owners of the land.",
          "acknowledgementImage":{"paths":["ack.png"],"urls":["/media/ack.png"],"mediaTexts":["A red circle"]},
          "releasedOn":"2025-12-07T00:00:00Z","disclaimer":"General information; it’s no advice & no diagnosis.","crisisHelpText":"In danger? Call <now>.",
          "crisisHelpPhone":"0800 123 456","crisisHelpLink":{"url":"https://example.org/help?a=1&b=2","text":"More “help”"}}}}
        """);

    private static JsonObject Article() => Json("""
        {"guideArticle":[{"displayText":"Sleep & rest","path":"guides/rest","dateCreated":"2025-11-20T00:00:00Z",
          "introduction":"Most advice is *long*. [Read](https://example.org/?a=1&b=2) this.","conclusion":"A bad night is **one** night.",
          "summary":"Rest *first*.","lastReviewed":"2025-11-24T00:00:00Z","nextReviewDue":"2027-11-24T00:00:00Z",
          "authors":{"contentItems":[{"displayText":"Ann & Co","path":"people/ann","credentials":"RN <x>"},{"displayText":"Bo","path":null,"credentials":""}]},
          "reviewedBy":{"contentItems":[{"displayText":"Mira","path":"people/mira","credentials":null}]},
          "sources":[{"title":"Sleep & you","url":{"url":"https://example.org/s?a=1&b=2"},"publisher":"Example “Institute”","accessed":"2025-11-23T00:00:00Z"},
            {"title":"Printed","url":null,"publisher":null,"accessed":null}],
          "keywords":{"tagNames":["Sleep"],"terms":[{"displayText":"Sleep","path":"keywords/sleep"},{"displayText":"Everyday practice","path":"keywords/everyday-practice"}]},
          "sections":[
            {"number":1,"heading":"Write down what happens","body":"For three nights, change *nothing*.","bullets":[{"label":"Lights out","text":"the time you *meant* to sleep"},{"label":"Awake","text":"how long"}]},
            {"number":2,"heading":"Choose one thing","body":"Move it.","bullets":[]}]}]}
        """);

    private static JsonArray Person() =>
    [
        Json("""
            {"displayText":"Ann & Co","credentials":"RN <x>","role":"Writes & reads","url":{"url":"https://example.org/ann","text":"Ann’s site"},
             "picture":{"urls":["/media/ann.png"],"mediaTexts":["Ann in a garden"]}}
            """),
    ];

    private static JsonObject List(int count) => new()
    {
        ["guideArticle"] = new JsonArray([.. Enumerable.Range(1, count).Select(number => (JsonNode)Json($$$"""
            {"displayText":"Guide {{{number}}}","path":"guides/g{{{number}}}","dateCreated":"2025-12-07T00:00:00Z","introduction":"Some *intro*.",
             "keywords":{"terms":[{"displayText":"Sleep","path":"keywords/sleep"}]}}
            """))]),
    };

    [Fact]
    public async Task An_article_shows_all_that_it_has_in_order()
    {
        await using var site = await StartAsync(Site(), Article());

        var html = await ReadAnyAsync(site, "/t1/guides/rest");

        var order = new[]
        {
            "<title>Sleep &amp; rest | Steady Ground “Guides”</title>", "<h1>Sleep &amp; rest</h1>", "Thursday, November 20, 2025",
            "Written by <a href=\"/t1/people/ann\">Ann &amp; Co</a> (RN &lt;x&gt;), Bo</p>", "Reviewed by <a href=\"/t1/people/mira\">Mira</a></li>", "Last reviewed", "November 24, 2025",
            "Next review due", "November 24, 2027", "<h2>In short</h2>", "Rest <em>first</em>.", "Most advice is <em>long</em>.",
            "Write down what happens", "change <em>nothing</em>", "<strong>Lights out</strong>: the time you <em>meant</em> to sleep", "Choose one thing", "<h2>Conclusion</h2>",
            "A bad night is <strong>one</strong> night.",
            "<h2>Sources</h2>", "<a href=\"https://example.org/s?a=1&amp;b=2\">Sleep &amp; you</a>, Example “Institute”, accessed <time datetime=\"2025-11-23\">November 23, 2025</time></li>",
            "<li>Printed</li>", "<a href=\"/t1/keywords/sleep\">Sleep</a>", "<a href=\"/t1/keywords/everyday-practice\">Everyday practice</a>",
        };
        var at = order.Select(text => (text, html.IndexOf(text, StringComparison.Ordinal))).ToList();
        Assert.All(at, one => Assert.True(one.Item2 >= 0, $"{one.text} is not in {html}"));
        Assert.Equal(at.OrderBy(one => one.Item2), at);
    }

    [Theory]
    [InlineData("/t1/")]
    [InlineData("/t1/guides/rest")]
    [InlineData("/t1/nowhere")]
    public async Task Every_setting_appears_character_for_character(string url)
    {
        await using var site = await StartAsync(Site(), Article());

        var html = await ReadAnyAsync(site, url);

        var text = WebUtility.HtmlDecode(Tag().Replace(html, ""));
        var settings = Site()["site"]!["guideSite"]!.AsObject();
        foreach (var name in new[] { "brand", "motto", "promoHeading", "promoText", "copyrightName", "copyrightHolder", "location", "acknowledgementText", "disclaimer", "crisisHelpText", "crisisHelpPhone" })
            Assert.Contains((string)settings[name]!, text, StringComparison.Ordinal);
        Assert.Contains("Get the workbook", text, StringComparison.Ordinal);
        Assert.Contains("<a href=\"tel:0800123456\">0800 123 456</a>", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://example.org/help?a=1&amp;b=2\">More “help”</a>", html, StringComparison.Ordinal);
        Assert.Contains("2025", text, StringComparison.Ordinal);
        Assert.Contains("released December 7, 2025", text, StringComparison.Ordinal);
        Assert.Contains("<img src=\"/media/ack.png\" alt=\"A red circle\">", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/t1/workbook\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/t1/")]
    [InlineData("/t1/guides/rest")]
    [InlineData("/t1/keywords/grief")]
    [InlineData("/t1/people/ann")]
    [InlineData("/t1/nowhere")]
    public async Task A_script_in_any_field_is_only_ever_text(string url)
    {
        foreach (var value in new[] { Script, $"\"'>{Script}", $"*a* [b]({Script}) `{Script}`\n\n{Script}", "javascript:alert(1)" })
        {
            var (layout, page) = (Site(), Article());
            page["person"] = Person();
            Replace(layout, value);
            Replace(page, value);
            await using var site = await StartAsync(layout, page);

            var html = await ReadAnyAsync(site, url);

            Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotMatch("(?i)href=\"\\s*javascript:", html);
            if (value == Script)
                Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", html, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""{"site":{"siteName":"Bare","culture":"","guideSite":null}}""")]
    [InlineData("""{"site":{"siteName":"Bare"}}""")]
    [InlineData("""{"site":{"siteName":"Bare","culture":"de","guideSite":{"brand":"","motto":null,"promoHeading":"","promoText":"","promoLink":{"url":"","text":null},"copyrightYear":null,"copyrightName":"","copyrightHolder":null,"location":"","acknowledgementText":"","acknowledgementImage":{"paths":[],"urls":[],"mediaTexts":[]},"releasedOn":null,"disclaimer":"","crisisHelpText":null,"crisisHelpPhone":"","crisisHelpLink":{"url":"","text":null}}}}""")]
    public async Task Empty_settings_and_fields_leave_no_empty_shells(string layout)
    {
        var bare = Json("""
            {"guideArticle":[{"displayText":"Bare","path":"guides/rest","dateCreated":null,"introduction":"","conclusion":null,"summary":"","lastReviewed":null,"nextReviewDue":"",
              "authors":{"contentItems":[]},"reviewedBy":null,"sources":[{"title":"","url":{"url":""},"publisher":"","accessed":null}],"keywords":{"tagNames":[],"terms":[]},
              "sections":[{"number":1,"heading":"","body":null,"bullets":[]},{"number":2,"heading":"Only heading","body":"","bullets":[{"label":"","text":null}]}]},
              {"displayText":"Other","path":"o","dateCreated":"","introduction":null,"keywords":null}]}
            """);
        bare["person"] = Json("""{"all":[{"displayText":"Ann & Co","credentials":"","role":null,"url":{"url":"","text":""},"picture":{"urls":[],"mediaTexts":[]}}]}""")["all"]!.DeepClone();
        await using var site = await StartAsync(Json(layout), bare);

        foreach (var url in new[] { "/t1/", "/t1/guides/rest", "/t1/keywords/grief", "/t1/people/ann", "/t1/nowhere" })
        {
            var html = await ReadAnyAsync(site, url);

            Assert.DoesNotMatch(@"<(p|h\d|li|ul|a|div|aside|section|footer|nav|span|time|strong|article|title)\b[^>]*>\s*</\1>", html);
            Assert.DoesNotMatch("""(src|href|content|datetime|lang)="\s*" """.TrimEnd(), html);
            Assert.DoesNotContain("promo", html, StringComparison.Ordinal);
            Assert.DoesNotContain("released", html, StringComparison.Ordinal);
            Assert.DoesNotContain("©", html, StringComparison.Ordinal);
            Assert.DoesNotMatch("Written by|[Rr]eview|In short|Sources|safety|Phone", html);
        }
    }

    [Fact]
    public async Task A_person_has_a_page_with_all_that_is_known()
    {
        await using var site = await StartAsync(Site(), new JsonObject { ["person"] = Person() });

        var html = await ReadAnyAsync(site, "/t1/people/ann");

        Assert.Contains("<h1>Ann &amp; Co</h1>", html, StringComparison.Ordinal);
        Assert.Contains("RN &lt;x&gt;", html, StringComparison.Ordinal);
        Assert.Contains("<img src=\"/media/ann.png\" alt=\"Ann in a garden\">", html, StringComparison.Ordinal);
        Assert.Contains("<p>Writes &amp; reads</p>", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://example.org/ann\">Ann’s site</a>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_home_page_lists_guides_and_leads_to_older_ones()
    {
        await using var site = await StartAsync(Site(), List(21));

        var html = await ReadAnyAsync(site, "/t1/");

        Assert.Equal(20, html.Split("<article").Length - 1);
        Assert.Contains("December 7, 2025", html, StringComparison.Ordinal);
        Assert.Contains("<p class=\"excerpt\">Some intro.</p>", html, StringComparison.Ordinal);
        Assert.Contains("href=\"?page=2\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Newer", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Guide 21", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_page_leads_back_only()
    {
        await using var site = await StartAsync(Site(), List(3));

        var html = await ReadAnyAsync(site, "/t1/?page=2");

        Assert.Contains("href=\"?page=1\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Older", html, StringComparison.Ordinal);
        Assert.Contains("""{"first":21,"skip":20}""", site.Asked.Select(asked => asked.Variables.ToJsonString()));
    }

    [Fact]
    public async Task A_keyword_lists_its_guides_under_its_name()
    {
        await using var site = await StartAsync(Site(), List(2));

        var html = await ReadAnyAsync(site, "/t1/keywords/grief");

        Assert.Contains("<h1>Grief &amp; loss</h1>", html, StringComparison.Ordinal);
        Assert.Contains("<title>Grief &amp; loss | ", html, StringComparison.Ordinal);
        Assert.Contains("Guide 2", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_on_a_page_comes_from_elsewhere_or_runs()
    {
        await using var site = await StartAsync(Site(), Article());

        var html = await ReadAnyAsync(site, "/t1/guides/rest");

        Assert.DoesNotMatch("(?i)<script|<style|\\son[a-z]+=|\\sstyle=", html);
        Assert.DoesNotMatch("(?i)<(link|img)[^>]*(href|src)=\"https?:", html);
        Assert.Equal(HttpStatusCode.OK, (await site.GetAsync(Regex.Match(html, "/t1/assets/site.css[^\"]*").Value)).StatusCode);
    }

    private static async Task<TestSite> StartAsync(JsonObject layout, JsonObject page)
    {
        var site = await TestSite.StartAsync(Themes, "guide", pathBase: "/t1");
        site.Answer = (operation, _) => (operation == "Layout" ? layout : page).ToJsonString();
        return site;
    }

    private static async Task<string> ReadAnyAsync(TestSite site, string url)
    {
        var response = await site.GetAsync(url);
        Assert.True(site.Logged.Count == 0, string.Join("\n", site.Logged));
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();

    // Dates stay: GraphQL gives no other text for them.
    private static void Replace(JsonNode node, string value)
    {
        if (node is JsonArray list)
        {
            for (var index = 0; index < list.Count; index++)
            {
                if (list[index] is JsonValue)
                    list[index] = value;
                else
                    Replace(list[index]!, value);
            }
        }
        else if (node is JsonObject json)
        {
            foreach (var (name, member) in json.ToList())
            {
                if (member is JsonValue && name is not ("dateCreated" or "releasedOn"))
                    json[name] = value;
                else if (member is not (null or JsonValue))
                    Replace(member, value);
            }
        }
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
