using System.Text;
using Cms.Importing.Tables;

namespace Cms.Tests.Importing.Tables;

public sealed class CsvArticlesTests
{
    private const string Header = "Title,DateCreated,Introduction,Conclusion,Keywords,Heading 1,Body 1,Bullets 1";

    [Fact]
    public void Each_row_is_an_article_with_its_sections_and_bullets()
    {
        var reading = Read(
            """
            Title,DateCreated,Keywords,Introduction,Conclusion,Heading 1,Body 1,Bullets 1,Heading 2,Body 2
            Sleep well,2025-11-20,"Sleep, Rest, Sleep","One.

            Two, ""quoted"".",The end.,Rest,A body.,"• Dark room: Close the curtains.
            - No label",,
            Walk,"Thursday, November 20, 2025",,,,Go,,,Come back,Slowly.
            """);

        Assert.Empty(reading.Refusals);
        Assert.Equal(["Line 2", "Line 6"], reading.Articles.Select(row => row.Place));
        var (sleep, walk) = (reading.Articles[0].Article, reading.Articles[1].Article);
        Assert.Equal(("Sleep well", new DateOnly(2025, 11, 20), "One.\n\nTwo, \"quoted\".", "The end."), (sleep.Title, sleep.DateCreated, sleep.Introduction, sleep.Conclusion));
        Assert.Equal(["Sleep", "Rest"], sleep.Keywords);
        var section = Assert.Single(sleep.Sections);
        Assert.Equal((1, "Rest", "A body."), (section.Number, section.Heading, section.Body));
        Assert.Equal([("Dark room", "Close the curtains."), ("", "No label")], section.Bullets.Select(bullet => (bullet.Label, bullet.Text)));
        Assert.Equal([(1, "Go", ""), (2, "Come back", "Slowly.")], walk.Sections.Select(one => (one.Number, one.Heading, one.Body)));
        Assert.Equal(new DateOnly(2025, 11, 20), walk.DateCreated);
    }

    [Theory]
    [InlineData(";")]
    [InlineData("\t")]
    public void Columns_may_be_parted_by_semicolon_or_tab(string separator)
    {
        var reading = Read($"Title{separator}Heading 1\nOne, two, three{separator}A, b\n");

        Assert.Equal("One, two, three", Assert.Single(reading.Articles).Article.Title);
    }

    [Fact]
    public void A_map_says_which_column_has_which_piece()
    {
        var map = ArticleMap.Read("""{"Csv":{"Title":"Name","Heading":"Step #","Body":null,"Bullets":"Points of #"}}"""u8.ToArray()).Value;

        var reading = CsvArticles.Read(Encoding.UTF8.GetBytes("Name,Step 1,Points of 1,Body 1,Internal\nA,B,x: y,lost,z"), map);

        var article = Assert.Single(reading.Articles).Article;
        Assert.Equal(("A", "B", ""), (article.Title, article.Sections[0].Heading, article.Sections[0].Body));
        Assert.Equal(["Line 1: The column \"Body 1\" is no piece of an article.", "Line 1: The column \"Internal\" is no piece of an article."], reading.Remarks);
    }

    [Theory]
    [InlineData("", "Line 1: The file is empty. Right would be a line with the names of the columns.")]
    [InlineData("Name,Heading 1\na,b", "Line 1: There is no column \"Title\". The columns are \"Name\", \"Heading 1\".")]
    [InlineData("Title\na", "Line 1: There is no column \"Heading 1\". The columns are \"Title\".")]
    [InlineData("Title,Title,Heading 1\na,b,c", "Line 1: The column \"Title\" is there twice.")]
    [InlineData("Title,Heading 1\n", "Line 2: There is no row below the names of the columns.")]
    [InlineData("Title,Heading 1\na,b\nc", "Line 3, column 2: The row has 1 values for 2 columns.")]
    [InlineData("Title,Heading 1\n\n\n,b", "Line 4, column \"Title\": It is empty, and an article needs it.")]
    [InlineData("Title,DateCreated,Heading 1\n\"a\nb\",,c\nd,soon,e", "Line 4, column \"DateCreated\": \"soon\" is no date. Right would be \"Thursday, November 20, 2025\" or \"2025-11-20\".")]
    [InlineData("Title,Heading 1,Body 1\na,,text", "Line 2, column \"Heading 1\": It is empty, and an article needs it.")]
    [InlineData("Title,Heading 1\na,", "Line 2, column \"Heading 1\": The article has no section, and it needs one.")]
    public void What_is_wrong_is_told_with_its_line_and_column(string text, string refusal)
    {
        var reading = Read(text);

        Assert.Equal([refusal], reading.Refusals);
        Assert.Empty(reading.Articles);
    }

    [Theory]
    [InlineData("Title,Heading 1\n\"a,b\nc,d", "Line 2:")]
    [InlineData("Title,Heading 1\na,b\n\"x\"y,b", "Line 3:")]
    public void A_stray_quotation_mark_is_refused(string text, string where) =>
        Assert.StartsWith(where, Assert.Single(Read(text).Refusals), StringComparison.Ordinal);

    [Fact]
    public void Everything_wrong_is_told_at_once_up_to_a_limit()
    {
        var rows = string.Concat(Enumerable.Repeat("\n,soon,,,,h,,", 50));

        Assert.InRange(Read(Header + rows).Refusals.Count, 20, 22);
    }

    [Fact]
    public void A_column_that_the_map_names_must_be_there()
    {
        var map = ArticleMap.Read("""{"Csv":{"Keywords":"Tags","Body":"Text #"}}"""u8.ToArray()).Value;

        Assert.Equal(
            ["Line 1: There is no column \"Tags\", \"Text 1\". The columns are \"Title\", \"Heading 1\"."],
            CsvArticles.Read("Title,Heading 1\na,b"u8.ToArray(), map).Refusals);
    }

    private static TableReading Read(string text) => CsvArticles.Read(Encoding.UTF8.GetBytes(text), ArticleMap.Standard);
}
