using static Cms.Tests.Liquid.LiquidPages;

namespace Cms.Tests.Liquid;

public class LiquidFiltersTests
{
    [Theory]
    [InlineData("en-US", "Thursday, November 20, 2025", "November 20, 2025")]
    [InlineData("cs-CZ", "čtvrtek 20. listopadu 2025", "20. listopadu 2025")]
    [InlineData("fr-FR", "jeudi 20 novembre 2025", "20 novembre 2025")]
    [InlineData("de-DE", "Donnerstag, 20. November 2025", "20. November 2025")]
    [InlineData("hu-HU", "2025. november 20., csütörtök", "2025. november 20.")]
    [InlineData("ja-JP", "2025年11月20日木曜日", "2025年11月20日")]
    public void Dates_are_written_as_the_culture_writes_them(string culture, string longDate, string shortDate) =>
        Assert.Equal($"{longDate}|{shortDate}", Html("{{ on | long_date }}|{{ on | short_date }}", """{"on":"2025-11-20T10:30:00Z"}""", culture));

    [Theory]
    [InlineData("2025-12-07", "December 7, 2025", "2025-12-07")]
    [InlineData("2025-12-07T23:59:59Z", "December 7, 2025", "2025-12-07")]
    [InlineData("2025-12-08T01:00:00+02:00", "December 7, 2025", "2025-12-07")]
    [InlineData("no date", "", "")]
    [InlineData("", "", "")]
    public void A_day_does_not_depend_on_where_the_server_stands(string on, string shortDate, string isoDate) =>
        Assert.Equal($"{shortDate}|{isoDate}", Html("{{ on | short_date }}|{{ on | iso_date }}", $$"""{"on":"{{on}}"}"""));

    [Theory]
    [InlineData("2025-12-07", "December 7, 2025", "2025-12-07", "12:00\u202fAM")]
    [InlineData("2025-12-07T04:59:59Z", "December 6, 2025", "2025-12-06", "11:59\u202fPM")]
    [InlineData("2025-07-01T04:30:00Z", "July 1, 2025", "2025-07-01", "12:30\u202fAM")]
    public void A_moment_is_shown_in_the_readers_time_zone_and_a_day_is_the_same_everywhere(string on, string shortDate, string isoDate, string time) =>
        Assert.Equal(
            $"{shortDate}|{isoDate}|{time}",
            Html("{{ on | short_date }}|{{ on | iso_date }}|{{ on | short_time }}", $$"""{"on":"{{on}}"}""", zone: "America/New_York"));

    [Theory]
    [InlineData("How to sleep, really?", "how-to-sleep-really")]
    [InlineData("  Don't — stop ", "dont-stop")]
    [InlineData("Don’t stop", "dont-stop")]
    [InlineData("Crème Brûlée Žluťoučký", "creme-brulee-zlutoucky")]
    [InlineData("C\u0327a e\u0301te\u0301", "ca-ete")]
    [InlineData("Größe & Maß", "grosse-mass")]
    [InlineData("Привет мир", "privet-mir")]
    [InlineData("10% off / today", "10-off-today")]
    [InlineData("a--b__c", "a-b-c")]
    [InlineData("!!!", "")]
    public void Titles_become_segments_of_a_path(string title, string slug) => Assert.Equal(slug, Html("{{ title | slugify }}", $$"""{"title":"{{title}}"}"""));

    [Theory]
    [InlineData("日本語")]
    [InlineData("العربية")]
    [InlineData("हिन्दी")]
    [InlineData("한국어")]
    public void Other_scripts_are_written_in_latin_letters(string title) =>
        Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", Html("{{ title | slugify }}", $$"""{"title":"{{title}}"}"""));

    [Fact]
    public void The_display_text_of_an_item_is_its_title() =>
        Assert.Equal("A &amp; B", Html("{{ item | display_text }}", """{"item":{"DisplayText":"A & B"}}"""));

    [Theory]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x](&#106;avascript:alert(1))")]
    [InlineData("[x](vbscript:a)")]
    [InlineData("[x](data:text/html;base64,PHNjcmlwdD4=)")]
    [InlineData("![x](javascript:alert(1))")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("[x]\n\n[x]: javascript:alert(1)")]
    public void Markdown_gives_no_link_that_runs_code(string source)
    {
        var html = Html("{{ text | markdownify }}{{ text | markdownify_inline }}", new System.Text.Json.Nodes.JsonObject { ["text"] = source }.ToJsonString());

        Assert.DoesNotMatch("(?i)(href|src)=\"\\s*(javascript|vbscript|data):", html);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("a <img src=x onerror=alert(1)> b")]
    [InlineData("- <b onclick=x>")]
    [InlineData("[<script>alert(1)</script>](https://example.org/\"onclick=\"x)")]
    [InlineData("![\"><script>alert(1)</script>](https://example.org/a.png)")]
    [InlineData("[x](https://example.org/ \"t\\\"><script>\")")]
    public void Html_in_markdown_is_shown_as_text(string source)
    {
        var html = Html("{{ text | markdownify }}{{ text | markdownify_inline }}", new System.Text.Json.Nodes.JsonObject { ["text"] = source }.ToJsonString());

        Assert.DoesNotMatch("(?i)<(script|b[ >])|<[^>]* on[a-z]+=(?![^<]*&quot;)", html.Replace("alt=\"\\\"", "", StringComparison.Ordinal));
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("[x](https://example.org/a?b=1&c=2)", "<p><a href=\"https://example.org/a?b=1&amp;c=2\">x</a></p>")]
    [InlineData("[x](mailto:a@example.org)", "<p><a href=\"mailto:a@example.org\">x</a></p>")]
    [InlineData("[x](tel:+123)", "<p><a href=\"tel:+123\">x</a></p>")]
    [InlineData("[x](/guides/y#z)", "<p><a href=\"/guides/y#z\">x</a></p>")]
    [InlineData("a *b* **c** `d`", "<p>a <em>b</em> <strong>c</strong> <code>d</code></p>")]
    [InlineData("’ “q” é 日本 [x](/y)", "<p>’ “q” é 日本 <a href=\"/y\">x</a></p>")]
    public void Markdown_becomes_html(string source, string html) =>
        Assert.Equal(html, Html("{{ text | markdownify }}", new System.Text.Json.Nodes.JsonObject { ["text"] = source }.ToJsonString()));

    [Theory]
    [InlineData("a *b*", "a <em>b</em>")]
    [InlineData("a\n\nb", "<p>a</p>\n<p>b</p>")]
    [InlineData("- a", "<ul>\n<li>a</li>\n</ul>")]
    public void Markdown_within_a_line_loses_its_paragraph(string source, string html) =>
        Assert.Equal(html, Html("{{ text | markdownify_inline }}", new System.Text.Json.Nodes.JsonObject { ["text"] = source }.ToJsonString()));

    [Theory]
    [InlineData("a *b* [c](https://d.org) & <b>", "a b c &amp; &lt;b&gt;")]
    [InlineData("# Title\n\ntext", "Title\ntext")]
    public void Markdown_can_be_read_as_plain_text(string source, string text) =>
        Assert.Equal(text, Html("{{ text | markdown_text }}", new System.Text.Json.Nodes.JsonObject { ["text"] = source }.ToJsonString()));
}
