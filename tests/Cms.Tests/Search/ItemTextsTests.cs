using System.Text.Json.Nodes;
using Cms.Content;
using Cms.Definitions;
using Cms.Liquid;
using Cms.Search;

namespace Cms.Tests.Search;

public sealed class ItemTextsTests
{
    private static readonly ContentDefinitions Known = DefinitionsJson.Merge(ContentDefinitions.Empty, JsonNode.Parse("""
        {"ContentTypes":[
          {"Name":"Guide","Settings":{},"ContentTypePartDefinitionRecords":[
            {"PartName":"TitlePart","Name":"TitlePart"},{"PartName":"Guide","Name":"Guide"},{"PartName":"HtmlBodyPart","Name":"HtmlBodyPart"},
            {"PartName":"SeoMetaPart","Name":"SeoMetaPart"},{"PartName":"Guide","Name":"Unshown","Settings":{"GraphQLContentTypePartSettings":{"Hidden":true}}},
            {"PartName":"BagPart","Name":"Inside","Settings":{"BagPartSettings":{"ContainedContentTypes":["Guide","Hidden"]}}}]},
          {"Name":"Hidden","Settings":{"GraphQLContentTypeSettings":{"Hidden":true}},"ContentTypePartDefinitionRecords":[{"PartName":"Guide","Name":"Guide"}]}],
         "ContentParts":[{"Name":"Guide","ContentPartFieldDefinitionRecords":[
           {"FieldName":"TextField","Name":"Intro"},{"FieldName":"MarkdownField","Name":"Body"},{"FieldName":"MultiTextField","Name":"Also"},{"FieldName":"LinkField","Name":"More"},
           {"FieldName":"MediaField","Name":"Picture"},{"FieldName":"NumericField","Name":"Minutes"},{"FieldName":"TextField","Name":"Secret","Settings":{"FieldAccessSettings":{"ViewPermission":true}}},
           {"FieldName":"TextField","Name":"Quiet","Settings":{"GraphQLContentPartFieldSettings":{"Hidden":true}}}]}]}
        """)!.AsObject());

    [Fact]
    public void An_item_is_found_by_the_texts_that_everybody_sees_also_of_items_inside()
    {
        var item = Item("""
            {"TitlePart":{"Title":"Not again"},
             "Guide":{"Intro":{"Text":"one"},"Body":{"Markdown":"**two** [three](https://four.example)"},"Also":{"Values":["five","six"]},"More":{"Url":"https://no.example","Text":"seven"},
                      "Picture":{"Paths":["no.png"],"MediaTexts":["eight"]},"Minutes":{"Value":99},"Secret":{"Text":"no"},"Quiet":{"Text":"no"}},
             "HtmlBodyPart":{"Html":"<p>ni<b>ne</b></p><script>no</script>"},
             "SeoMetaPart":{"PageTitle":"no"},"Unshown":{"Intro":{"Text":"no"}},
             "Inside":{"ContentItems":[
               {"ContentItemId":"a","ContentType":"Guide","DisplayText":"ten","Guide":{"Intro":{"Text":"eleven"},"Secret":{"Text":"no"}}},
               {"ContentItemId":"b","ContentType":"Hidden","DisplayText":"no","Guide":{"Intro":{"Text":"no"}}}]}}
            """);

        Assert.Equal("one|two three|five|six|seven|eight|nine|ten|eleven", string.Join('|', ItemTexts.In(item, Known)));
        Assert.Equal(("cafe", "one two three five six seven eight nine ten eleven"), ItemTexts.Index(item, Known) is var text ? (text.Title, text.Body) : default);
    }

    [Theory]
    [InlineData("""{"Guide":5,"HtmlBodyPart":{"Html":7},"Inside":{"ContentItems":"x"}}""")]
    [InlineData("""{"Guide":{"Intro":"x","Also":{"Values":[1,null]},"Picture":{"MediaTexts":{}},"Body":{"Markdown":null}}}""")]
    public void Texts_of_another_kind_are_none(string parts) => Assert.Empty(ItemTexts.In(Item(parts), Known));

    [Fact]
    public void A_book_is_found_by_its_beginning_and_a_word_of_many_letters_is_none()
    {
        var text = ItemTexts.Index(Item($$$"""{"Guide":{"Intro":{"Text":"{{{new string('x', 65)}}} {{{string.Join(' ', Enumerable.Repeat("word", 100_000))}}} last"} } }"""), Known);

        Assert.StartsWith("word word", text.Body, StringComparison.Ordinal);
        Assert.InRange(text.Body.Length, 200_000, 250_000);
    }

    [Fact]
    public void Tags_that_nothing_closes_take_no_longer_than_their_length()
    {
        var open = string.Concat(Enumerable.Repeat("<a", 500_000));

        Assert.Equal(open, HtmlText.ToPlainText(open));
    }

    [Theory]
    [InlineData("<p>a</p><p>b</p>", "a b")]
    [InlineData("a &lt;b&gt; &amp; c<br>d", "a <b> & c d")]
    [InlineData("<!-- no --><style>no</style>a<script>no", "a")]
    [InlineData("1 < 2 > 3 <", "1 < 2 > 3 <")]
    [InlineData("1 <b", "1 <b")]
    [InlineData("a <b <i <!-- no", "a <b <i")]
    [InlineData("a <b <script no", "a <b")]
    public void Html_is_read_as_people_read_it(string html, string text) => Assert.Equal(text, string.Join(' ', HtmlText.ToPlainText(html).Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [Fact]
    public void Excerpts_show_the_words_among_others_cut_at_words_and_encoded()
    {
        var text = $"{string.Join(' ', Enumerable.Repeat("before", 40))} <Sleep> well {string.Join(' ', Enumerable.Repeat("after", 40))} and Sleeping again";
        var pieces = Excerpts.Of([text, "nothing", "sleep"], SearchTerm.Read("sleep").Value, 5).ToList();

        Assert.Equal(3, pieces.Count);
        Assert.Matches("^…(before )+&lt;<mark>Sleep</mark>&gt; well( after)+…$", pieces[0]);
        Assert.EndsWith("and <mark>Sleeping</mark> again", pieces[1], StringComparison.Ordinal);
        Assert.Equal("<mark>sleep</mark>", pieces[2]);
        Assert.Equal("<mark>Café</mark> \U0001F600 &amp; sleep", Excerpts.Mark("Café \U0001F600 & sleep", SearchTerm.Read("cafe").Value));
        Assert.Equal("rest sleep <mark>sleep</mark> <mark>rest</mark>", Excerpts.Mark("rest sleep sleep rest", SearchTerm.Read("\"sleep rest\"").Value));
    }

    [Theory]
    [InlineData("sleep", "slepe", 1)]
    [InlineData("sleep", "sleep", 0)]
    [InlineData("sleep", "sleeps", 1)]
    [InlineData("sleep", "leap", 2)]
    [InlineData("", "abc", 3)]
    public void Typing_errors_are_counted(string one, string other, int errors) => Assert.Equal(errors, Suggestions.Distance(one, other));

    private static ContentItem Item(string parts) => new() { ContentItemId = "item", ContentItemVersionId = "v", ContentType = "Guide", DisplayText = "Café", PartsJson = parts };
}
