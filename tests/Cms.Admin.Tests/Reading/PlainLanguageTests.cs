using System.Text.Json.Nodes;
using Cms.Admin.Browser.Reading;

namespace Cms.Admin.Tests.Reading;

/// <summary>What the editor says of how a text reads.</summary>
public sealed class PlainLanguageTests
{
    [Fact]
    public void Words_are_counted_in_the_texts_of_fields_at_any_depth_and_nowhere_else()
    {
        var parts = Parts("""
            {
              "TitlePart": { "Title": "A calm evening" },
              "Guide": { "Introduction": { "Text": "Two **bold** words, [a link](content:abc) and it's done." }, "Author": { "ContentItemIds": ["one", "two"] }, "Keywords": { "TagNames": ["not", "counted"] } },
              "Sections": { "ContentItems": [{ "ContentItemId": "x", "ContentType": "Section", "Section": { "Body": { "Html": "<p>Three more words</p>" } } }] }
            }
            """);

        var read = PlainLanguage.Of(parts);

        Assert.Equal(3 + 8 + 3, read.Words);
        Assert.Equal(1, read.Minutes);
    }

    [Fact]
    public void Nothing_written_reads_as_nothing()
    {
        var read = PlainLanguage.Of([]);

        Assert.Equal((0, 0, null), (read.Words, read.Minutes, read.Grade));
        Assert.Empty(read.LongSentences);
        Assert.Empty(read.Abbreviations);
    }

    [Fact]
    public void A_sentence_of_more_than_25_words_is_named_by_its_beginning_and_one_of_25_is_not()
    {
        var longOne = "Before you go to bed " + string.Join(' ', Enumerable.Repeat("word", 21)) + ".";
        var shortOne = "After you go to bed " + string.Join(' ', Enumerable.Repeat("word", 20)) + ".";

        var read = PlainLanguage.Of(Text($"{shortOne} {longOne}"));

        Assert.Equal(["Before you go to bed word word word …"], read.LongSentences);
    }

    [Fact]
    public void Abbreviations_are_named_unless_they_are_written_out_or_everybody_knows_them()
    {
        var read = PlainLanguage.Of(Text("CBT (cognitive behavioural therapy) helps. A machine for positive pressure (CPAP) does, too. Ask your GP, not the TV. GP again."));

        Assert.Equal(["GP"], read.Abbreviations);
    }

    [Fact]
    public void The_grade_grows_with_longer_words_and_sentences_and_says_nothing_of_short_texts()
    {
        var plain = PlainLanguage.Of(Text(string.Concat(Enumerable.Repeat("Go to bed at ten. Get up at six. ", 15))));
        var learned = PlainLanguage.Of(Text(string.Concat(Enumerable.Repeat("Physiological considerations notwithstanding, circadian irregularities necessitate individualized interventions of considerable duration and corresponding intensity. ", 15))));

        Assert.Null(PlainLanguage.Of(Text("Go to bed at ten.")).Grade);
        Assert.InRange(plain.Grade!.Value, -4, 2);
        Assert.True(learned.Grade > 15, $"{learned.Grade}");
        Assert.Equal(learned.Words / 230, learned.Minutes, 1.0);
    }

    private static JsonObject Parts(string json) => JsonNode.Parse(json)!.AsObject();

    private static JsonObject Text(string text) => new() { ["Guide"] = new JsonObject { ["Body"] = new JsonObject { ["Text"] = text } } };
}
