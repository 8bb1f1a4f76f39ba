namespace Cms.Tests.Importing;

public sealed class ParagraphTests
{
    [Fact]
    public void The_lines_of_a_paragraph_join_with_a_space_and_paragraphs_with_a_blank_line()
    {
        const string wrapped = "One\n   two\t\nthree.\n\n \u00A0\n\nFour\nfive.";

        var reading = ArticleFile.Read(introduction: wrapped, sections: $"1. Sleep:\n\n{wrapped}\n\n• Early: Go to bed.", conclusion: wrapped);

        var article = ArticleFile.AcceptedWithoutRemark(reading);
        Assert.Equal("One two three.\n\nFour five.", article.Introduction);
        Assert.Equal("One two three.\n\nFour five.", article.Sections[0].Body);
        Assert.Equal("One two three.\n\nFour five.", article.Conclusion);
    }

    [Theory]
    [InlineData("1. Sleep:\nNights matter.\n• Early: Go to bed.")]
    [InlineData("1. Sleep:\n\n\nNights matter.\n\n\n• Early: Go to bed.")]
    public void The_text_between_heading_and_first_bullet_is_the_body(string sections)
    {
        var reading = ArticleFile.Read(sections: sections);

        Assert.Equal("Nights matter.", ArticleFile.AcceptedWithoutRemark(reading).Sections[0].Body);
    }

    [Fact]
    public void Paragraphs_behind_bullets_of_an_earlier_section_go_to_its_body_and_are_reported()
    {
        var reading = ArticleFile.Read(sections: "1. Sleep:\nNights matter.\n• Early: Go to bed.\n\nOne more word.\n\nAnd one.\n\n2. Breathe:\n• Slowly: Count.");

        var article = ArticleFile.Accepted(reading);
        Assert.Equal("Nights matter.\n\nOne more word.\n\nAnd one.", article.Sections[0].Body);
        Assert.Equal("Good night.", article.Conclusion);
        Assert.Equal([(11, "One more word."), (13, "And one.")], reading.Warnings.Select(warning => (warning.Line, warning.Text)));
    }

    [Fact]
    public void A_paragraph_between_bullets_goes_to_the_body_and_is_reported()
    {
        var reading = ArticleFile.Read(sections: "1. Sleep:\n• Early: Go to bed.\n\nOne more word.\n\n• Late: Sleep in.");

        var section = ArticleFile.Accepted(reading).Sections[0];
        Assert.Equal(("One more word.", 2), (section.Body, section.Bullets.Count));
        Assert.Contains("was added to the section's text", Assert.Single(reading.Warnings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_bullets_in_the_last_section_its_paragraphs_are_body_and_the_conclusion_is_missing()
    {
        var reading = ArticleFile.Read(sections: "1. Sleep:\nNights matter.");

        var article = ArticleFile.Accepted(reading);
        Assert.Equal(("Nights matter.\n\nGood night.", ""), (article.Sections[0].Body, article.Conclusion));
        Assert.Contains(reading.Warnings, warning => warning.Message.StartsWith("The conclusion is missing.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_line_directly_below_the_last_bullet_is_no_conclusion()
    {
        var reading = ArticleFile.Read(sections: "1. Sleep:\n• Early: Go to bed.\nGood night.", conclusion: "");

        var article = ArticleFile.Accepted(reading);
        Assert.Equal(("Go to bed. Good night.", ""), (article.Sections[0].Bullets[0].Text, article.Conclusion));
        Assert.Equal("The conclusion is missing. It stands below the last bullet, with a blank line between them.", Assert.Single(reading.Warnings).Message);
    }

    [Fact]
    public void A_missing_introduction_is_reported_at_the_first_heading()
    {
        var reading = ArticleFile.Read(introduction: "");

        Assert.Equal("", ArticleFile.Accepted(reading).Introduction);
        Assert.Equal((5, "The introduction is missing above the first heading."), (Assert.Single(reading.Warnings).Line, reading.Warnings[0].Message));
    }

    [Fact]
    public void The_introduction_may_follow_the_title_directly_when_there_is_no_date()
    {
        var reading = ArticleFile.Read(title: "Rest Well\nSleep is free.", date: "");

        Assert.Equal("Sleep is free.\n\nRest is work too.", ArticleFile.Accepted(reading).Introduction);
        Assert.Equal(1, Assert.Single(reading.Warnings).Line);
    }
}
