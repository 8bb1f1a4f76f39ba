namespace Cms.Tests.Importing;

public sealed class KeywordListTests
{
    [Theory]
    [InlineData("Keywords: sleep, Calm, deep rest")]
    [InlineData("keywords:sleep,Calm,deep rest")]
    [InlineData("KEYWORDS : sleep , Calm ,\u00A0deep rest\u00A0")]
    [InlineData("Keywords：sleep，Calm、deep rest")]
    [InlineData("Keywords: sleep، Calm، deep rest")]
    [InlineData("Keywords:\nsleep, Calm, deep rest")]
    [InlineData("Keywords:\n\n \nsleep, Calm, deep rest")]
    [InlineData("Keywords: sleep,\nCalm,\ndeep rest")]
    [InlineData("Keywords: sleep\n, Calm\n, deep rest")]
    [InlineData("Keywords:\nsleep, Calm,\ndeep rest")]
    [InlineData("Keywords: , sleep,, Calm, \u200B,deep rest,")]
    public void Keywords_keep_order_and_spelling(string keywords)
    {
        var reading = ArticleFile.Read(keywords: keywords);

        Assert.Equal(["sleep", "Calm", "deep rest"], ArticleFile.AcceptedWithoutRemark(reading).Keywords);
    }

    [Fact]
    public void A_full_stop_behind_the_last_keyword_is_part_of_it()
    {
        var reading = ArticleFile.Read(keywords: "Keywords: sleep, calm.");

        Assert.Equal(["sleep", "calm."], ArticleFile.AcceptedWithoutRemark(reading).Keywords);
    }

    [Fact]
    public void The_keywords_may_stand_directly_below_the_conclusion()
    {
        var reading = ArticleFile.Read(conclusion: "Good night.\nKeywords: sleep", keywords: "");

        var article = ArticleFile.AcceptedWithoutRemark(reading);
        Assert.Equal(("Good night.", "sleep"), (article.Conclusion, Assert.Single(article.Keywords)));
    }

    [Fact]
    public void A_keyword_listed_twice_is_taken_once_and_reported()
    {
        var reading = ArticleFile.Read(keywords: "Keywords: sleep, Sleep, calm, sleep");

        Assert.Equal(["sleep", "Sleep", "calm"], ArticleFile.Accepted(reading).Keywords);
        Assert.Equal((14, "The keyword \"sleep\" is listed twice; it is taken once."), (Assert.Single(reading.Warnings).Line, reading.Warnings[0].Message));
    }

    [Theory]
    [InlineData("Keywords: sleep, deep\nbreathing, calm", "sleep", "deep breathing", "calm")]
    [InlineData("Keywords: sleep, deep\nbreathing", "sleep", "deep breathing")]
    [InlineData("Keywords: Sleep, Deep\nBreathing, Calm", "Sleep", "Deep Breathing", "Calm")]
    [InlineData("Keywords: sleep, deep\nbreathing, calm\nevenings", "sleep", "deep breathing", "calm evenings")]
    public void A_list_wrapped_inside_a_keyword_is_joined_and_reported(string keywords, params string[] expected)
    {
        var reading = ArticleFile.Read(keywords: keywords);

        Assert.Equal(expected, ArticleFile.Accepted(reading).Keywords);
        Assert.Equal(15, Assert.Single(reading.Warnings).Line);
    }

    [Theory]
    [InlineData("© 2025 Guides, Ltd.")]
    [InlineData("Copyright 2025, Guides")]
    [InlineData("(c) 2025, Guides")]
    [InlineData("bottom of page")]
    [InlineData("---")]
    [InlineData("Visit www.example.org")]
    [InlineData("more, on https://example.org")]
    [InlineData("Subscribe to our letter")]
    [InlineData("Read, rest and subscribe!")]
    [InlineData("If you liked this article, tell all of your friends about it.")]
    public void Furniture_directly_below_the_list_is_no_keyword(string line)
    {
        var reading = ArticleFile.Read(keywords: "Keywords: sleep, calm\n" + line);

        Assert.Equal(["sleep", "calm"], ArticleFile.Accepted(reading).Keywords);
        Assert.Equal((15, line), (Assert.Single(reading.LeftOut).Line, reading.LeftOut[0].Text));
        Assert.Empty(reading.Warnings);
    }

    [Fact]
    public void A_blank_line_ends_the_list_even_behind_a_comma()
    {
        var reading = ArticleFile.Read(keywords: "Keywords: sleep,\n\ncalm");

        Assert.Equal(["sleep"], ArticleFile.Accepted(reading).Keywords);
        Assert.Equal("calm", Assert.Single(reading.LeftOut).Text);
    }

    [Theory]
    [InlineData("", 12)]
    [InlineData("Keywords:", 14)]
    [InlineData("Keywords: , ,", 14)]
    [InlineData("Keywords:\n\nbottom of page", 14)]
    [InlineData("Keywords:\n© 2025", 14)]
    public void Missing_keywords_are_reported(string keywords, int line)
    {
        var reading = ArticleFile.Read(keywords: keywords);

        Assert.Empty(ArticleFile.Accepted(reading).Keywords);
        Assert.Equal(line, Assert.Single(reading.Warnings).Line);
        Assert.StartsWith("The keywords are missing.", reading.Warnings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sentence_read_as_a_keyword_is_reported()
    {
        var reading = ArticleFile.Read(keywords: "Keywords:\n\nSubscribe to our letter and sleep well");

        Assert.Equal(["Subscribe to our letter and sleep well"], ArticleFile.Accepted(reading).Keywords);
        Assert.Equal("The keyword \"Subscribe to our letter and sleep well\" is long. A blank line parts the list from what follows it.", Assert.Single(reading.Warnings).Message);
    }
}
