using System.Text.Json;
using Cms.Content;

namespace Cms.Tests.Editing;

/// <summary>HTML is stored without what could do harm, wherever in an item it stands.</summary>
public sealed class CleanHtmlTests
{
    private const string Harm = "<p onclick='x()'>a<script>x()</script><a href='javascript:x()'>b</a></p>";
    private const string Clean = "<p>a<a>b</a></p>";

    private static readonly string Written = JsonSerializer.Serialize(Harm);

    [Fact]
    public async Task Bodies_and_fields_are_cleaned_also_in_items_inside_and_in_terms()
    {
        await using var site = await OpenAsync();

        var saved = (await site.SaveDraftAsync(TestSite.Article("Rest", $$"""
            "HtmlBodyPart":{"Html":{{Written}} }, "Article":{"Text":{"Html":{{Written}} } },
            "Sections":{"ContentItems":[{"ContentType":"Section","Section":{"Heading":{"Text":"H"},"Text":{"Html":{{Written}} } } }]}
            """))).Value;

        Assert.Equal((Clean, Clean), ((string?)saved.Json("HtmlBodyPart")["Html"], (string?)saved.Json("Article")["Text"]!["Html"]));
        Assert.Equal(Clean, (string?)saved.Json("Sections")["ContentItems"]![0]!["Section"]!["Text"]!["Html"]);
    }

    [Fact]
    public async Task A_field_or_body_that_says_so_keeps_what_was_written_and_Markdown_always_does()
    {
        await using var site = await OpenAsync(""" "SanitizeHtml":false """);

        var saved = (await site.PublishAsync(TestSite.Article("Rest", $$"""
            "HtmlBodyPart":{"Html":{{Written}} }, "MarkdownBodyPart":{"Markdown":{{Written}} }, "Article":{"Text":{"Html":{{Written}} },"Source":{"Markdown":{{Written}} } }
            """))).Value;

        Assert.Equal((Harm, Harm), ((string?)saved.Json("HtmlBodyPart")["Html"], (string?)saved.Json("Article")["Text"]!["Html"]));
        Assert.Equal((Harm, Harm), ((string?)saved.Json("MarkdownBodyPart")["Markdown"], (string?)saved.Json("Article")["Source"]!["Markdown"]));
    }

    [Fact]
    public async Task What_is_harmless_is_stored_letter_for_letter_with_its_links_by_id()
    {
        await using var site = await OpenAsync();
        const string html = "<P>it's &quot;so&quot;<br/>\n<a href='content:sleep#top'>a</a></P>";

        var saved = (await site.SaveDraftAsync(TestSite.Article("Rest", $$""" "HtmlBodyPart":{"Html":{{JsonSerializer.Serialize(html)}} } """))).Value;

        Assert.Equal(html, (string?)saved.Json("HtmlBodyPart")["Html"]);
        Assert.Contains((await site.WhereUsedAsync("sleep")).Value, use => use.Reference.Kind == ReferenceKind.Link);
    }

    [Fact]
    public async Task Custom_settings_are_cleaned_too()
    {
        await using var site = await OpenAsync();

        await site.Cms.RunRecipeAsync(RecipeText.Of($$"""{"name":"custom-settings","Contact":{"Contact":{"Text":{"Html":{{Written}} } } } }"""));

        Assert.Equal(Clean, (string?)(await site.SettingsAsync(CustomSettings.SectionOf("Contact")))!["Contact"]!["Text"]!["Html"]);
    }

    [Fact]
    public async Task What_nests_deeper_than_can_be_looked_through_is_refused_with_its_place()
    {
        await using var site = await OpenAsync();
        var deep = JsonSerializer.Serialize(string.Concat(Enumerable.Repeat("<div>", 501)));

        var refused = await site.SaveDraftAsync(TestSite.Article("Rest", $$""" "HtmlBodyPart":{"Html":{{deep}} }, "Article":{"Text":{"Html":{{deep}} } } """));

        Assert.Equal(
            ["HtmlBodyPart must not nest more than 500 elements in each other.", "Text must not nest more than 500 elements in each other."],
            refused.Complaints().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Links_in_the_HTML_of_Markdown_are_uses_where_HTML_may_stand()
    {
        await using var with = await OpenAsync(""" "SanitizeHtml":false """);
        await using var without = await OpenAsync();
        foreach (var site in new[] { with, without })
            await site.PublishAsync(TestSite.Article("Rest", """ "MarkdownBodyPart":{"Markdown":"<a href='content:sleep'>a</a> [b](content:rest)"} """));

        Assert.Single((await with.WhereUsedAsync("sleep")).Value);
        Assert.Equal(ProblemKind.NotFound, (await without.WhereUsedAsync("sleep")).Problem!.Kind);
        Assert.Single((await without.WhereUsedAsync("rest")).Value);
    }

    private static Task<TestSite> OpenAsync(string setting = "") => TestSite.OpenAsync(RecipeText.Definitions(
        RecipeText.Type(
            "Article",
            RecipeText.Editable,
            RecipeText.Attach("HtmlBodyPart", settings: $$""" "HtmlBodyPartSettings":{ {{setting}} } """),
            RecipeText.Attach("MarkdownBodyPart", settings: $$""" "MarkdownBodyPartSettings":{ {{setting}} } """)),
        RecipeText.Part("Article", RecipeText.Field("HtmlField", "Text", setting), RecipeText.Field("MarkdownField", "Source", setting)),
        RecipeText.Part("Section", RecipeText.Field("HtmlField", "Text", setting)),
        RecipeText.Type("Contact", "\"Stereotype\":\"CustomSettings\"", RecipeText.Attach("Contact")),
        RecipeText.Part("Contact", RecipeText.Field("HtmlField", "Text"))));
}
