using System.Text.Json;

namespace Cms.GraphQL.Tests.Resolving;

/// <summary>What is stored may be older than today's rules; what is shown is safe all the same, for partner apps and, through the same answers, on pages.</summary>
public sealed class FormattedTextTests
{
    private const string Harm = "<p onclick='x()'>a<script>x()</script><b>b</b></p>";
    private const string Shown = "<p>a<b>b</b></p>";

    private const string Query = "{ guide { htmlBody { html } markdownBody { markdown html } text { html } source { html } sections { contentItems { ... on Section { text { html } source { html } } } } } }";

    [Theory]
    [InlineData("")]
    [InlineData(""" "SanitizeHtml":false """)]
    public async Task Html_is_safe_and_Markdown_has_HTML_only_where_its_settings_say_so(string setting)
    {
        await using var site = Site.OfRecipe(Recipe(setting));

        var guide = JsonElement.Parse(await site.DataAsync(Query)).GetProperty("guide")[0];

        var section = guide.GetProperty("sections").GetProperty("contentItems")[0];
        Assert.All([Html(guide, "htmlBody"), Html(guide, "text"), Html(section, "text")], html => Assert.Equal(Shown, html));
        var markdown = setting.Length > 0 ? Shown : "<p>&lt;p onclick='x()'&gt;a&lt;script&gt;x()&lt;/script&gt;&lt;b&gt;b&lt;/b&gt;&lt;/p&gt;</p>";
        Assert.All([Html(guide, "markdownBody"), Html(guide, "source"), Html(section, "source")], html => Assert.Equal(markdown, html));
        Assert.Equal(Harm, guide.GetProperty("markdownBody").GetProperty("markdown").GetString());
    }

    [Fact]
    public async Task Markdown_that_nests_without_end_is_shown_as_it_is_written()
    {
        await using var site = Site.OfRecipe(Recipe("").Replace(Written, JsonSerializer.Serialize(new string('[', 20_000)), StringComparison.Ordinal));

        var guide = JsonElement.Parse(await site.DataAsync("{ guide { markdownBody { html } } }")).GetProperty("guide")[0];

        Assert.Equal(new string('[', 20_000), Html(guide, "markdownBody"));
    }

    private static string Written => JsonSerializer.Serialize(Harm);

    private static string? Html(JsonElement holder, string name) => holder.GetProperty(name).GetProperty("html").GetString()?.TrimEnd();

    private static string Recipe(string setting) => $$"""
        {"steps":[
          {"name":"ContentDefinition",
           "ContentTypes":[
             {"Name":"Guide","DisplayName":"Guide","Settings":{},"ContentTypePartDefinitionRecords":[
               {"PartName":"HtmlBodyPart","Name":"HtmlBodyPart","Settings":{"HtmlBodyPartSettings":{ {{setting}} } } },
               {"PartName":"MarkdownBodyPart","Name":"MarkdownBodyPart","Settings":{"MarkdownBodyPartSettings":{ {{setting}} } } },
               {"PartName":"Guide","Name":"Guide","Settings":{} },
               {"PartName":"BagPart","Name":"Sections","Settings":{} }]},
             {"Name":"Section","DisplayName":"Section","Settings":{},"ContentTypePartDefinitionRecords":[{"PartName":"Guide","Name":"Guide","Settings":{"GraphQLContentTypePartSettings":{"Collapse":true} } }]}],
           "ContentParts":[
             {"Name":"Guide","Settings":{},"ContentPartFieldDefinitionRecords":[
               {"FieldName":"HtmlField","Name":"Text","Settings":{"HtmlFieldSettings":{ {{setting}} } } },
               {"FieldName":"MarkdownField","Name":"Source","Settings":{"MarkdownFieldSettings":{ {{setting}} } } }]}]},
          {"name":"content","data":[
            {"ContentItemId":"g1","ContentItemVersionId":"v1","ContentType":"Guide","DisplayText":"Sleep","Latest":true,"Published":true,
             "HtmlBodyPart":{"Html":{{Written}} },"MarkdownBodyPart":{"Markdown":{{Written}} },"Guide":{"Text":{"Html":{{Written}} },"Source":{"Markdown":{{Written}} } },
             "Sections":{"ContentItems":[{"ContentItemId":"s1","ContentType":"Section","Guide":{"Text":{"Html":{{Written}} },"Source":{"Markdown":{{Written}} } } }]} }]}]}
        """;
}
