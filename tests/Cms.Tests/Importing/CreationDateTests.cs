using Cms.Importing;

namespace Cms.Tests.Importing;

public sealed class CreationDateTests
{
    [Theory]
    [InlineData("Date created: Thursday, November 20, 2025")]
    [InlineData("Date created:Thursday, November 20, 2025")]
    [InlineData("date created: thursday, november 20, 2025")]
    [InlineData("DATE CREATED : 2025-11-20")]
    [InlineData("Date\u00A0created:\u00A0Thursday,\u00A0November\u00A020,\u202F2025")]
    [InlineData("Date created：2025-11-20")]
    [InlineData("Date created:\nThursday, November 20, 2025")]
    [InlineData("Date created:\n\n\n  2025-11-20")]
    [InlineData("Date created: November 20, 2025")]
    [InlineData("Date created: Thu, Nov. 20 2025")]
    [InlineData("Date created: Thursday, 2025-11-20")]
    public void The_creation_date_is_read(string date)
    {
        var reading = ArticleFile.Read(date: date);

        Assert.Equal(new DateOnly(2025, 11, 20), ArticleFile.AcceptedWithoutRemark(reading).DateCreated);
    }

    [Theory]
    [InlineData("Friday")]
    [InlineData("Thirsday")]
    [InlineData("T")]
    public void A_weekday_that_does_not_match_is_reported_and_the_date_kept(string weekday)
    {
        var reading = ArticleFile.Read(date: $"Date created: {weekday}, November 20, 2025");

        var warning = Assert.Single(reading.Warnings);
        Assert.Equal(new DateOnly(2025, 11, 20), ArticleFile.Accepted(reading).DateCreated);
        Assert.Equal(3, warning.Line);
        Assert.Equal($"The weekday \"{weekday}\" does not match the date. Right would be \"Thursday, November 20, 2025\".", warning.Message);
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("November 31, 2025")]
    [InlineData("20/11/2025")]
    [InlineData("11/20/2025")]
    [InlineData("November 20, 25")]
    [InlineData("2025-13-01")]
    [InlineData("Smarch 1, 2025")]
    [InlineData("November 20, 0000")]
    [InlineData("1, November 20, 2025")]
    public void A_date_that_cannot_be_read_is_left_out_and_reported(string date)
    {
        var reading = ArticleFile.Read(date: $"Date created: {date}");

        Assert.Null(ArticleFile.Accepted(reading).DateCreated);
        Assert.Equal($"The creation date \"{date}\" cannot be read. Right would be \"Thursday, November 20, 2025\" or \"2025-11-20\".", Assert.Single(reading.Warnings).Message);
        Assert.Equal(new ArticleRemark(3, "The creation date cannot be read.", $"Date created: {date}"), Assert.Single(reading.LeftOut));
    }

    [Fact]
    public void A_failed_date_directly_below_its_label_is_left_out()
    {
        var reading = ArticleFile.Read(date: "Date created:\n20.11.2025");

        Assert.Equal("Rest is work too.", ArticleFile.Accepted(reading).Introduction);
        Assert.Equal(new ArticleRemark(4, "The creation date cannot be read.", "20.11.2025"), Assert.Single(reading.LeftOut));
    }

    [Theory]
    [InlineData("Date created:\nIn 2020 we all slept badly.", "In 2020 we all slept badly.\n\nRest is work too.")]
    [InlineData("Date created:\n\n1000 ways to rest", "1000 ways to rest\n\nRest is work too.")]
    [InlineData("Date created:", "Rest is work too.")]
    public void A_label_without_a_date_does_not_swallow_the_introduction(string date, string introduction)
    {
        var reading = ArticleFile.Read(date: date);

        var article = ArticleFile.Accepted(reading);
        Assert.Null(article.DateCreated);
        Assert.Equal(introduction, article.Introduction);
        Assert.StartsWith("The creation date is missing behind", Assert.Single(reading.Warnings).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Date created:\n\n1. Sleep:\n• Early: Go.")]
    [InlineData("Date created:\n1. Sleep:\n• Early: Go.")]
    public void A_label_without_a_date_does_not_swallow_the_first_heading(string date)
    {
        var reading = ArticleFile.Read(date: date, introduction: "", sections: "");

        Assert.Equal("Sleep", ArticleFile.Accepted(reading).Sections[0].Heading);
    }

    [Fact]
    public void Text_directly_below_the_date_begins_the_introduction()
    {
        var reading = ArticleFile.Read(date: "Date created: 2025-11-20\nSleep is free.");

        Assert.Equal("Sleep is free.\n\nRest is work too.", ArticleFile.AcceptedWithoutRemark(reading).Introduction);
    }

    [Fact]
    public void Text_between_title_and_date_goes_to_the_introduction_and_is_reported()
    {
        var reading = ArticleFile.Read(title: "Rest Well\nBy Jane");

        var article = ArticleFile.Accepted(reading);
        Assert.Equal("By Jane\n\nRest is work too.", article.Introduction);
        Assert.Equal(new DateOnly(2025, 11, 20), article.DateCreated);
        Assert.Equal("The creation date stands below text; its place is directly below the title.", Assert.Single(reading.Warnings).Message);
    }

    [Fact]
    public void A_date_ends_the_paragraph_above_it()
    {
        var reading = ArticleFile.Read(title: "Rest Well\nBy Jane", date: "", introduction: "In Rome\nDate created: 2025-11-20\nRest is work too.");

        Assert.Equal("By Jane\n\nIn Rome\n\nRest is work too.", ArticleFile.Accepted(reading).Introduction);
    }

    [Fact]
    public void A_second_date_is_left_out()
    {
        var reading = ArticleFile.Read(conclusion: "Good night.\n\nDate created:\n2024-01-01");

        Assert.Equal(new DateOnly(2025, 11, 20), ArticleFile.Accepted(reading).DateCreated);
        Assert.Equal(["Date created:", "2024-01-01"], reading.LeftOut.Select(remark => remark.Text));
        Assert.All(reading.LeftOut, remark => Assert.Equal("The article has its creation date on line 3 already.", remark.Message));
    }

    [Fact]
    public void The_culture_of_the_machine_does_not_matter()
    {
        var before = Thread.CurrentThread.CurrentCulture;
        Thread.CurrentThread.CurrentCulture = new System.Globalization.CultureInfo("tr-TR");
        try
        {
            var reading = ArticleFile.Read(date: "DATE CREATED: FRIDAY, APRIL 4, 2025", keywords: "KEYWORDS: sleep");

            var article = ArticleFile.AcceptedWithoutRemark(reading);
            Assert.Equal(new DateOnly(2025, 4, 4), article.DateCreated);
            Assert.Contains("Friday, April 4, 2025", ArticleText.Write(article), StringComparison.Ordinal);
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }
}
