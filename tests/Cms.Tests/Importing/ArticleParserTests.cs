using Cms.Importing;

namespace Cms.Tests.Importing;

public sealed class ArticleParserTests
{
    [Fact]
    public void A_whole_article_is_read_piece_by_piece()
    {
        const string text = """
            top of page
            Rest Well
            Date created:
            Thursday, November 20, 2025

            Rest is work too.

            It can be learnt.

            1. Sleep:
            Nights matter most.

            • Dark room: Close the curtains.
            • Just lie down.

            2. Breathe:
               - Slowly: Count to four.

            Good night.

            Until tomorrow.

            Keywords: sleep, calm, slow breathing

            Subscribe to our letter!
            © 2025 Guides Ltd.
            bottom of page
            """;

        var reading = ArticleParser.Read(text);

        ArticleFile.AssertSame(
            new Article(
                "Rest Well",
                new DateOnly(2025, 11, 20),
                "Rest is work too.\n\nIt can be learnt.",
                [
                    new ArticleSection(1, "Sleep", "Nights matter most.", [new("Dark room", "Close the curtains."), new("", "Just lie down.")]),
                    new ArticleSection(2, "Breathe", "", [new("Slowly", "Count to four.")]),
                ],
                "Good night.\n\nUntil tomorrow.",
                ["sleep", "calm", "slow breathing"]),
            reading.Article);
        Assert.Empty(reading.Warnings);
        Assert.Equal(["top of page", "Subscribe to our letter!", "© 2025 Guides Ltd.", "bottom of page"], reading.LeftOut.Select(remark => remark.Text));
    }

    [Fact]
    public void What_follows_the_keywords_is_listed_with_line_reason_and_text()
    {
        var reading = ArticleFile.Read(below: "  Buy our book!  \n\n1. Offer:\n• Cheap: Today.\nKeywords: a, b");

        ArticleFile.Accepted(reading);
        Assert.Equal(
            [
                new ArticleRemark(16, "Page furniture below the article.", "Buy our book!"),
                new ArticleRemark(18, "Page furniture below the article.", "1. Offer:"),
                new ArticleRemark(19, "Page furniture below the article.", "• Cheap: Today."),
                new ArticleRemark(20, "Page furniture below the article.", "Keywords: a, b"),
            ],
            reading.LeftOut);
    }

    [Fact]
    public void A_remark_reads_as_a_sentence_with_its_line()
    {
        var remark = new ArticleRemark(16, "Page furniture below the article.", "Buy!");

        Assert.Equal("Line 16: Page furniture below the article. The line reads \"Buy!\".", remark.ToString());
    }

    [Theory]
    [InlineData("top of page")]
    [InlineData("TOP OF PAGE")]
    [InlineData("\u00A0Top\u00A0of  page ")]
    public void The_top_of_the_page_is_left_out(string top)
    {
        var reading = ArticleFile.Read(top: top);

        Assert.Equal("Rest Well", ArticleFile.Accepted(reading).Title);
        Assert.Equal((1, "Page furniture above the title."), (Assert.Single(reading.LeftOut).Line, reading.LeftOut[0].Message));
    }

    [Fact]
    public void A_second_top_of_the_page_is_a_title_like_any_other()
    {
        var reading = ArticleFile.Read(top: "top of page", title: "Top of page");

        Assert.Equal("Top of page", ArticleFile.Accepted(reading).Title);
    }

    [Theory]
    [InlineData("Top of page matters")]
    [InlineData("10 ways to rest")]
    [InlineData("10. ways to rest")]
    [InlineData("-5 degrees and other joys")]
    [InlineData("**Bold** beginnings")]
    [InlineData("*Rest* is best")]
    [InlineData("Keywords of a calm life")]
    [InlineData("Rest: an introduction:")]
    public void A_title_may_look_a_little_like_something_else(string title)
    {
        var reading = ArticleFile.Read(title: title);

        Assert.Equal(title, ArticleFile.AcceptedWithoutRemark(reading).Title);
    }

    [Theory]
    [InlineData("Date created: 2025-11-20", "the creation date")]
    [InlineData("keywords: sleep", "the list of keywords")]
    [InlineData("• Early: Go to bed.", "a bullet")]
    [InlineData("- Early: Go to bed.", "a bullet")]
    [InlineData("1. Sleep:", "a heading")]
    [InlineData("4. Sleep:", "a heading")]
    [InlineData("bottom of page", "the page's bottom")]
    public void A_file_whose_first_line_belongs_below_a_title_is_refused(string first, string what)
    {
        var reading = ArticleFile.Read(top: "top of page\n", title: first);

        var refusal = Assert.Single(reading.Refusals);
        Assert.Null(reading.Article);
        Assert.Equal((4, first), (refusal.Line, refusal.Text));
        Assert.StartsWith($"The title is missing: the first line with text is {what}.", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData(" \t\u00A0\u200B\r\n\uFEFF")]
    [InlineData("top of page\n")]
    public void An_empty_file_is_refused(string text)
    {
        var reading = ArticleParser.Read(text);

        Assert.Null(reading.Article);
        Assert.Equal(new ArticleRemark(1, "The file has no title: it is empty. An article begins with its title.", ""), Assert.Single(reading.Refusals));
    }

    [Fact]
    public void A_binary_file_is_refused_with_the_line_of_its_first_zero()
    {
        var reading = ArticleParser.Read("\u0089PNG\r\n\u001A\n\0\0\0\rIHDR");

        Assert.Null(reading.Article);
        Assert.Equal(3, Assert.Single(reading.Refusals).Line);
        Assert.StartsWith("The file is binary", reading.Refusals[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!DOCTYPE html>\n<p>Hello</p>", 2)]
    [InlineData("Rest Well", 1)]
    [InlineData("Rest Well\n\nRest is work too.\n\n• Early: Go to bed.\n", 5)]
    [InlineData("Rest Well\n\nKeywords: sleep\n\n1. Sleep:\n• Early: Go to bed.", 3)]
    [InlineData("Rest Well\nbottom of page\n1. Sleep:", 2)]
    public void A_file_without_a_section_is_refused_where_it_ends(string text, int line)
    {
        var reading = ArticleParser.Read(text);

        Assert.Null(reading.Article);
        Assert.Equal(line, Assert.Single(reading.Refusals).Line);
        Assert.Contains("ends here without a section", reading.Refusals[0].Message, StringComparison.Ordinal);
        Assert.Empty(reading.LeftOut);
    }

    [Fact]
    public void A_long_title_is_cut_in_the_message_but_never_inside_a_character()
    {
        var reading = ArticleParser.Read(new string('a', 99) + "🧘🧘");

        Assert.StartsWith($"The article titled \"{new string('a', 99)}…\" ends here", Assert.Single(reading.Refusals).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_title_and_a_heading_are_enough_and_each_missing_piece_is_reported()
    {
        var reading = ArticleParser.Read("Rest Well\n\n1. Sleep:\n");

        var section = Assert.Single(ArticleFile.Accepted(reading).Sections);
        Assert.Equal((1, "Sleep", ""), (section.Number, section.Heading, section.Body));
        Assert.Collection(
            reading.Warnings,
            warning => AssertStarts(1, "\"Date created:\" is missing", warning),
            warning => AssertStarts(3, "Section 1 has no bullets", warning),
            warning => AssertStarts(3, "The introduction is missing", warning),
            warning => AssertStarts(3, "The conclusion is missing", warning),
            warning => AssertStarts(3, "The keywords are missing", warning));
    }

    [Fact]
    public void A_page_that_ends_without_keywords_ends_at_its_bottom()
    {
        var reading = ArticleFile.Read(keywords: "", below: "Bottom of Page\nsomething else");

        Assert.Equal("Good night.", ArticleFile.Accepted(reading).Conclusion);
        Assert.Equal(["Bottom of Page", "something else"], reading.LeftOut.Select(remark => remark.Text));
        Assert.StartsWith("The keywords are missing.", Assert.Single(reading.Warnings).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("---")]
    [InlineData("* * *")]
    [InlineData("_____")]
    [InlineData("• • •")]
    [InlineData("====")]
    public void A_separator_is_left_out_wherever_it_stands(string separator)
    {
        var reading = ArticleFile.Read(top: separator, introduction: $"Rest is work too.\n{separator}\nIt can be learnt.", sections: $"1. Sleep:\n{separator}\n• Early: Go to bed.\n{separator}");

        var article = ArticleFile.Accepted(reading);
        Assert.Equal(("Rest Well", "Rest is work too.\n\nIt can be learnt.", "Good night."), (article.Title, article.Introduction, article.Conclusion));
        Assert.Equal([1, 8, 12, 14], reading.LeftOut.Select(remark => remark.Line));
        Assert.All(reading.LeftOut, remark => Assert.Equal(separator, remark.Text));
        Assert.Empty(reading.Warnings);
    }

    [Fact]
    public void Lost_letters_are_reported_once()
    {
        var reading = ArticleFile.Read(title: "Caf\uFFFD", conclusion: "D\uFFFDj\uFFFD.");

        Assert.Equal("Caf\uFFFD", ArticleFile.Accepted(reading).Title);
        Assert.Contains("U+FFFD", Assert.Single(reading.Warnings).Message, StringComparison.Ordinal);
    }

    private static void AssertStarts(int line, string message, ArticleRemark remark)
    {
        Assert.Equal(line, remark.Line);
        Assert.StartsWith(message, remark.Message, StringComparison.Ordinal);
    }
}
