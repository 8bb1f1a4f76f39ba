using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Cms.Site.Tests;

/// <summary>The pieces around every page, which are all settings. Each test has a tenant of its own.</summary>
public sealed partial class FurnitureTests(RunningSite site) : IClassFixture<RunningSite>
{
    private static readonly string[] TextSettings = ["Brand", "Motto", "PromoHeading", "PromoText", "CopyrightName", "CopyrightHolder", "Location", "AcknowledgementText"];

    [Fact]
    public async Task Each_setting_of_the_guides_site_appears_character_for_character()
    {
        var data = await site.QueryAsync("{ site { guideSite { brand motto promoHeading promoText promoLink { url text } location acknowledgementText acknowledgementImage { mediaTexts } } } }");
        var text = WebUtility.HtmlDecode(await site.ReadHtmlAsync("/guides/building-a-steady-sleep-routine"));

        Assert.All(TextsIn(data), setting => Assert.Contains(setting, text, StringComparison.Ordinal));
        Assert.Contains("<p>© 2025 Steady Ground Guides by The Steady Ground Collective</p>", text, StringComparison.Ordinal);
        Assert.Contains("released <time datetime=\"2025-12-07\">December 7, 2025</time>", text, StringComparison.Ordinal);
        Assert.Contains("href=\"#top\">top of page</a>", text, StringComparison.Ordinal);
        Assert.Contains("href=\"#bottom\">bottom of page</a>", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_acknowledgement_picture_is_served_as_a_picture()
    {
        var html = await site.ReadHtmlAsync("/");
        var (source, alt) = (Picture().Match(html).Groups[1].Value, Picture().Match(html).Groups[2].Value);

        using var picture = await site.GetAsync(source);

        Assert.Equal("A low orange sun behind soft blue and green hills, with its light on still water.", alt);
        Assert.StartsWith("/media/", source, StringComparison.Ordinal);
        Assert.Equal("image/png", picture.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", Assert.Single(picture.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], (await picture.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken))[..4]);
    }

    [Fact]
    public async Task Odd_characters_in_settings_appear_as_they_are()
    {
        const string odd = "Cafe\u0301 & “Søn” <b>it’s</b> النوم 眠り 🌙 {{ x }} \"q\" 'p' a\u00A0b";
        await site.CreateTenantAsync("Odd", "odd");
        await site.RunRecipeAsync(GuideSite(TextSettings.ToDictionary(name => name, name => $$"""{"Text":{{JsonSerializer.Serialize($"{name} {odd}")}}}""")), "Odd");

        var html = await site.ReadHtmlAsync("/odd/");

        var text = WebUtility.HtmlDecode(html);
        Assert.All(TextSettings, name => Assert.Contains($"{name} {odd}", text, StringComparison.Ordinal));
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scripts_in_settings_and_articles_are_only_text()
    {
        const string script = "<script>alert(1)</script>";
        await site.CreateTenantAsync("Script", "script");
        var settings = TextSettings.ToDictionary(name => name, name => $$"""{"Text":"{{name}}{{script}}\" onload=\"alert(1)"}""");
        settings["PromoLink"] = $$"""{"Url":"/?q=alert(1)","Text":"{{script}}"}""";
        settings["AcknowledgementImage"] = $$"""{"Paths":["acknowledgement.png"],"MediaTexts":["\">{{script}}"]}""";
        await site.RunRecipeAsync($$"""{ "name": "settings", "SiteName": "Name {{script}}" }, {{GuideSite(settings)}}""", "Script");
        var article = await site.ImportAsync($"""
            Title {script}
            Date created: 2025-11-20

            Introduction {script} [link](javascript:alert(1)) <img src=x onerror=alert(1)>

            1. Heading {script}:
            Body {script} ![p](javascript:alert(1))
            • Label {script}: text {script} "onmouseover="alert(1)
            • {script} without a label <a href='javascript:alert(1)'>x</a>

            Conclusion {script}

            Keywords: Key {script}, "><img src=x onerror=alert(1)>
            """, "Script");

        var keywords = (await site.QueryAsync("{ guideArticle(first: 1, orderBy: {createdUtc: DESC}) { keywords { terms { path } } } }", "/script"))
            .GetProperty("guideArticle")[0].GetProperty("keywords").GetProperty("terms").EnumerateArray().Select(term => "/" + term.GetProperty("path").GetString());
        foreach (var path in (string[])[article, "/", .. keywords])
        {
            var html = await site.ReadHtmlAsync("/script" + path);

            Assert.Contains("alert(1)", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotMatch(ActiveTag(), html);
        }
    }

    [Fact]
    public async Task Empty_settings_leave_no_empty_elements()
    {
        await site.CreateTenantAsync("Bare", "bare");
        var settings = TextSettings.ToDictionary(name => name, _ => """{"Text":""}""");
        settings["PromoLink"] = """{"Url":"","Text":""}""";
        settings["CopyrightYear"] = """{"Value":null}""";
        settings["AcknowledgementImage"] = """{"Paths":[],"MediaTexts":[]}""";
        settings["ReleasedOn"] = """{"Value":null}""";
        await site.RunRecipeAsync(GuideSite(settings), "Bare");

        var html = await site.ReadHtmlAsync("/bare/");

        Assert.DoesNotMatch(EmptyElement(), html);
        Assert.DoesNotContain("©", html, StringComparison.Ordinal);
        Assert.DoesNotContain("released", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"promo", html, StringComparison.Ordinal);
        Assert.Contains("<a class=\"brand\" href=\"/bare/\">Steady Ground Guides</a>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_culture_of_the_site_writes_the_dates()
    {
        await site.CreateTenantAsync("Deutsch", "deutsch");
        var article = await site.ImportAsync(Articles.Brief("Ein Artikel"), "Deutsch");
        Assert.Contains("Thursday, November 20, 2025", await site.ReadHtmlAsync("/deutsch" + article), StringComparison.Ordinal);

        await site.RunRecipeAsync("""{ "name": "settings", "LocalizationSettings": { "DefaultCulture": "de-DE", "SupportedCultures": ["de-DE"] } }""", "Deutsch");

        var html = await site.ReadHtmlAsync("/deutsch" + article);
        Assert.Contains("<time datetime=\"2025-11-20\">Donnerstag, 20. November 2025</time>", html, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"de-DE\">", html, StringComparison.Ordinal);
    }

    private static string GuideSite(Dictionary<string, string> fields) =>
        $$"""{ "name": "custom-settings", "GuideSite": { "ContentItemId": "gv1des1tesett1ngs000000000", "ContentType": "GuideSite", "GuideSite": { """
        + string.Join(", ", fields.Select(field => $"\"{field.Key}\": {field.Value}")) + " } } }";

    private static IEnumerable<string> TextsIn(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => TextsIn(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(TextsIn),
        _ => [json.GetString()!],
    };

    [GeneratedRegex("<img src=\"([^\"]*)\" alt=\"([^\"]*)\">")]
    private static partial Regex Picture();

    [GeneratedRegex(@"<(p|h1|h2|li|ul|div|section|strong|time|a|aside)\b[^>]*>\s*</\1>")]
    private static partial Regex EmptyElement();

    // An attribute that runs code or an address that does, inside a tag.
    [GeneratedRegex(@"<[a-z][a-z0-9]*(\s+[a-z-]+(=""[^""]*"")?)*\s+(on[a-z]+\s*=|(href|src)=""\s*javascript:)", RegexOptions.IgnoreCase)]
    private static partial Regex ActiveTag();
}
