namespace Cms.GraphQL.Tests.Resolving;

/// <summary>Items as plain HTML, which is safe whatever was written.</summary>
public sealed class RenderTests
{
    private const string Recipe = """
        {"steps":[
          {"name":"ContentDefinition",
           "ContentTypes":[{"Name":"Page","DisplayName":"Page","Settings":{},"ContentTypePartDefinitionRecords":[
             {"PartName":"TitlePart","Name":"TitlePart"},{"PartName":"Page","Name":"Page"},{"PartName":"HtmlBodyPart","Name":"HtmlBodyPart"},{"PartName":"BagPart","Name":"Bag"}]}],
           "ContentParts":[{"Name":"Page","Settings":{},"ContentPartFieldDefinitionRecords":[
             {"FieldName":"TextField","Name":"Text"},{"FieldName":"BooleanField","Name":"Flag"},{"FieldName":"DateField","Name":"Day"},{"FieldName":"LinkField","Name":"Bad"},{"FieldName":"LinkField","Name":"Good"},
             {"FieldName":"MediaField","Name":"Picture"},{"FieldName":"MarkdownField","Name":"Md"},{"FieldName":"TextField","Name":"Gone","Settings":{"GraphQLContentPartFieldSettings":{"Hidden":true}}}]}]},
          {"name":"content","data":[
            {"ContentItemId":"p1","ContentItemVersionId":"v1","Latest":true,"Published":true,"ModifiedUtc":"2026-01-01T00:00:00Z","PublishedUtc":"2026-01-01T00:00:00Z","CreatedUtc":"2026-01-01T00:00:00Z","Owner":"","Author":"","ContentType":"Page","DisplayText":"A & <b>","TitlePart":{"Title":"A & <b>"},
             "Page":{"Text":{"Text":"1 < 2 <script>alert(1)</script>"},"Flag":{"Value":true},"Day":{"Value":"2026-02-03T00:00:00Z"},"Bad":{"Url":"javascript:alert(1)","Text":"bad"},"Good":{"Url":"/there?a=1&b=2","Text":"good"},
               "Picture":{"Paths":["a b.png"],"MediaTexts":["\"quoted\""]},"Md":{"Markdown":"**to** [one](content:p1)"},"Gone":{"Text":"gone"}},
             "HtmlBodyPart":{"Html":"<p onclick=\"alert(1)\">body</p>"},
             "Bag":{"ContentItems":[{"ContentItemId":"i","ContentType":"Page","DisplayText":"Inside","Page":{"Text":{"Text":"deeper"}}}]}}]}]}
        """;

    [Fact]
    public async Task An_item_is_shown_with_its_values_and_the_items_inside_it_and_nothing_runs()
    {
        await using var site = Site.OfRecipe(Recipe);

        var html = (string)System.Text.Json.Nodes.JsonNode.Parse(await site.DataAsync("{ page { render } }"))!["page"]![0]!["render"]!;

        foreach (var part in (string[])["<h1>A &amp; &lt;b&gt;</h1>", "1 &lt; 2 &lt;script&gt;", ">true</div>", ">2026-02-03</div>", "href=\"/there?a=1&amp;b=2\"", "/media/a%20b.png", "<strong>to</strong>", "<p>body</p>", "<h1>Inside</h1>", ">deeper</div>"])
            Assert.Contains(part, html, StringComparison.Ordinal);
        foreach (var harm in (string[])["<script", "javascript:", "onclick", "gone"])
            Assert.DoesNotContain(harm, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_of_a_whole_list_are_looked_up_at_once()
    {
        await using var site = Site.OfRecipe(Recipe);

        await site.DataAsync("{ a: page { render } b: page { render } }");

        Assert.Single(site.Content.Reads, read => read.Name == "routes");
    }
}
