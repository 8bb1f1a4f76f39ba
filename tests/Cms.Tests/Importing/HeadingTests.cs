using Cms.Importing;

namespace Cms.Tests.Importing;

public sealed class HeadingTests
{
    private const string Bullet = "\n• Early: Go to bed.";

    [Theory]
    [InlineData("1. Sleep:", "Sleep")]
    [InlineData("1. Sleep", "Sleep")]
    [InlineData("1.Sleep:", "Sleep")]
    [InlineData("1) Sleep:", "Sleep")]
    [InlineData("01. Sleep:", "Sleep")]
    [InlineData("1. Sleep：", "Sleep")]
    [InlineData("1.\u00A0Sleep\u202F:\u00A0\t", "Sleep")]
    [InlineData("\u200B1. \u200BSleep:\uFEFF", "Sleep")]
    [InlineData("1. Sleep: why:", "Sleep: why")]
    [InlineData("1. Sleep::", "Sleep:")]
    [InlineData("1. 7.5 hours:", "7.5 hours")]
    [InlineData("1.\nSleep:", "Sleep")]
    [InlineData("\u200F1. שינה:", "שינה")]
    public void A_heading_loses_number_and_closing_colon(string line, string heading)
    {
        var reading = ArticleFile.Read(sections: line + Bullet);

        var section = Assert.Single(ArticleFile.AcceptedWithoutRemark(reading).Sections);
        Assert.Equal((1, heading), (section.Number, section.Heading));
        Assert.Single(section.Bullets);
    }

    [Fact]
    public void Numbers_of_two_digits_continue_the_sequence()
    {
        var sections = string.Join("\n\n", Enumerable.Range(1, 12).Select(number => $"{number}. Step{Bullet}"));

        var reading = ArticleFile.Read(sections: sections);

        Assert.Equal(Enumerable.Range(1, 12), ArticleFile.AcceptedWithoutRemark(reading).Sections.Select(section => section.Number));
    }

    [Theory]
    [InlineData("2025. It was a year of little sleep.")]
    [InlineData("2025. What a year:")]
    [InlineData("10. That is how many hours babies sleep.")]
    [InlineData("1.5 litres of water are enough:")]
    [InlineData("1... 2... 3... and sleep:")]
    [InlineData("1., 2. and 3. May are free.")]
    public void A_numbered_line_that_is_no_heading_stays_in_the_introduction(string line)
    {
        var reading = ArticleFile.Read(introduction: line);

        var article = ArticleFile.AcceptedWithoutRemark(reading);
        Assert.Equal(line, article.Introduction);
        Assert.Single(article.Sections);
    }

    [Fact]
    public void A_wrapped_line_that_begins_with_the_next_number_goes_on_with_its_paragraph()
    {
        var reading = ArticleFile.Read(introduction: "The best hour to go to bed is\n1. No other hour is as good.");

        Assert.Equal("The best hour to go to bed is 1. No other hour is as good.", ArticleFile.AcceptedWithoutRemark(reading).Introduction);
    }

    [Fact]
    public void A_heading_directly_below_a_paragraph_needs_the_next_number_and_a_colon()
    {
        var reading = ArticleFile.Read(introduction: "Rest is work too.\n1. Sleep:\nNights matter.\n2. Breathe:" + Bullet, sections: "");

        var article = ArticleFile.Accepted(reading);
        Assert.Equal("Rest is work too.", article.Introduction);
        Assert.Equal([("Sleep", "Nights matter."), ("Breathe", "")], article.Sections.Select(section => (section.Heading, section.Body)));
    }

    [Fact]
    public void A_line_inside_a_paragraph_that_looks_like_a_heading_out_of_turn_is_reported()
    {
        var reading = ArticleFile.Read(introduction: "Remember rule\n7. Sleep well:");

        Assert.Equal("Remember rule 7. Sleep well:", ArticleFile.Accepted(reading).Introduction);
        Assert.Equal(6, Assert.Single(reading.Warnings).Line);
        Assert.Contains("stands inside a paragraph", reading.Warnings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_heading_may_stand_directly_below_a_bullet()
    {
        var reading = ArticleFile.Read(sections: $"1. Sleep:{Bullet}\n2. Breathe{Bullet}");

        Assert.Equal(["Sleep", "Breathe"], ArticleFile.AcceptedWithoutRemark(reading).Sections.Select(section => section.Heading));
    }

    [Theory]
    [InlineData(1, 3, "The heading has the number 3, where 2 would be right; it keeps its number.")]
    [InlineData(1, 1, "The heading has the number 1, where 2 would be right; it keeps its number.")]
    [InlineData(1, 0, "The heading has the number 0, where 2 would be right; it keeps its number.")]
    public void A_number_out_of_turn_is_kept_and_reported(int first, int second, string message)
    {
        var reading = ArticleFile.Read(sections: $"{first}. Sleep:{Bullet}\n\n{second}. Breathe:{Bullet}");

        Assert.Equal([first, second], ArticleFile.Accepted(reading).Sections.Select(section => section.Number));
        Assert.Equal((10, message), (Assert.Single(reading.Warnings).Line, reading.Warnings[0].Message));
    }

    [Fact]
    public void A_first_heading_that_is_not_number_one_is_accepted_and_reported()
    {
        var reading = ArticleFile.Read(sections: "2. Sleep:" + Bullet);

        Assert.Equal(2, Assert.Single(ArticleFile.Accepted(reading).Sections).Number);
        Assert.Contains("where 1 would be right", Assert.Single(reading.Warnings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_numbered_list_inside_a_paragraph_makes_no_sections()
    {
        var reading = ArticleFile.Read(sections: $"1. Sleep:\nDo this\n1. lie down\n2. close your eyes{Bullet}");

        var section = Assert.Single(ArticleFile.AcceptedWithoutRemark(reading).Sections);
        Assert.Equal("Do this 1. lie down 2. close your eyes", section.Body);
    }

    [Fact]
    public void A_long_paragraph_with_a_number_out_of_turn_is_text_although_it_ends_with_a_colon()
    {
        var paragraph = "7. " + string.Join(' ', Enumerable.Repeat("sleep", 30)) + ":";

        var reading = ArticleFile.Read(introduction: paragraph);

        Assert.Equal(paragraph, ArticleFile.AcceptedWithoutRemark(reading).Introduction);
    }

    [Fact]
    public void A_very_long_heading_is_accepted_and_reported()
    {
        var heading = string.Join(' ', Enumerable.Repeat("sleep", 30));

        var reading = ArticleFile.Read(sections: $"1. {heading}{Bullet}");

        Assert.Equal(heading, ArticleFile.Accepted(reading).Sections[0].Heading);
        Assert.Equal("The heading is 179 characters long. Right would be a short line, with the text below it.", Assert.Single(reading.Warnings).Message);
    }

    [Theory]
    [InlineData("1.")]
    [InlineData("1. :")]
    public void A_heading_without_words_is_reported(string line)
    {
        var reading = ArticleFile.Read(sections: line + Bullet);

        Assert.Equal("", Assert.Single(ArticleFile.Accepted(reading).Sections).Heading);
        Assert.Equal("Section 1 has no heading. Right would be a line such as \"1. Heading:\".", Assert.Single(reading.Warnings).Message);
    }
}
