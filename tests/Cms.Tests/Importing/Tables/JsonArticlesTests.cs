using System.Text;
using Cms.Importing.Tables;

namespace Cms.Tests.Importing.Tables;

public sealed class JsonArticlesTests
{
    [Fact]
    public void Each_object_is_an_article_with_its_sections_and_bullets()
    {
        var reading = Read("""
            [
              { "Title": "Sleep well", "DateCreated": "2025-11-20", "Introduction": "One.", "Keywords": ["Sleep", "Rest"], "Author": "anna",
                "Sections": [ { "Heading": "Rest", "Body": "A body.", "Bullets": ["Dark room: Close the curtains.", { "Label": "", "Text": "No label" }] } ] },
              { "Title": "Walk", "Keywords": "Walking, Rest", "Conclusion": null, "Sections": [ { "Heading": "Go" }, { "Heading": "Come back" } ] }
            ]
            """);

        Assert.Empty(reading.Refusals);
        Assert.Equal(["Line 2", "Line 4"], reading.Articles.Select(row => row.Place));
        var (sleep, walk) = (reading.Articles[0].Article, reading.Articles[1].Article);
        Assert.Equal(("Sleep well", new DateOnly(2025, 11, 20), "One.", ""), (sleep.Title, sleep.DateCreated, sleep.Introduction, sleep.Conclusion));
        Assert.Equal([("Dark room", "Close the curtains."), ("", "No label")], sleep.Sections[0].Bullets.Select(bullet => (bullet.Label, bullet.Text)));
        Assert.Equal(["Walking", "Rest"], walk.Keywords);
        Assert.Equal([(1, "Go"), (2, "Come back")], walk.Sections.Select(section => (section.Number, section.Heading)));
        Assert.Equal(["The member \"Author\" is no piece of an article."], reading.Remarks);
    }

    [Fact]
    public void A_map_says_which_member_has_which_piece_and_one_article_needs_no_list()
    {
        var map = ArticleMap.Read("""{"Json":{"Title":"name","Sections":"steps","Heading":"title","Bullets":"points","Text":"does","Label":"what"}}"""u8.ToArray()).Value;

        var reading = JsonArticles.Read("""{"name":"A","steps":[{"title":"B","points":[{"what":"x","does":"y"}]}]}"""u8.ToArray(), map);

        var article = Assert.Single(reading.Articles).Article;
        Assert.Equal(("A", "B", "x", "y"), (article.Title, article.Sections[0].Heading, article.Sections[0].Bullets[0].Label, article.Sections[0].Bullets[0].Text));
    }

    [Theory]
    [InlineData("[]", "Line 1: The list has no article.")]
    [InlineData("[5]", "Line 1, the whole of it: It must be an article, a JSON object.")]
    [InlineData("""[{"Title":"a","Sections":[{"Heading":"h"}]},{"Title":"b"}]""", "Line 1, member Sections: The article has no section, and it needs one.")]
    [InlineData("[\n\n{\"Title\":5,\"Sections\":[{\"Heading\":\"h\"}]}]", "Line 3, member Title: It must be a text.")]
    [InlineData("""{"Title":"a","Sections":[{"Heading":"h","Bullets":[5]}]}""", "Line 1, member Sections[0].Bullets[0]: It must be a bullet or its text, a JSON object.")]
    [InlineData("""{"Title":"a","DateCreated":"soon","Sections":[{"Heading":"h"}]}""", "Line 1, member DateCreated: \"soon\" is no date.")]
    [InlineData("""{"Title":"a","Keywords":[1],"Sections":[{"Heading":"h"}]}""", "Line 1, member Keywords: It must be a text, or a list of texts.")]
    [InlineData("""{"Title":"a\ud800","Sections":[{"Heading":"h"}]}""", "Line 1, somewhere in it: A text has an escape that is half a character.")]
    [InlineData("[\n {\"Title\": }]", "Line 2, column ")]
    public void What_is_wrong_is_told_with_its_line_and_member(string text, string refusal)
    {
        var reading = Read(text);

        Assert.StartsWith(refusal, reading.Refusals[0], StringComparison.Ordinal);
        Assert.Empty(reading.Articles);
    }

    private static TableReading Read(string text) => JsonArticles.Read(Encoding.UTF8.GetBytes(text), ArticleMap.Standard);
}
