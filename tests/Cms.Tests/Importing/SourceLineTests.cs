using Cms.Importing;

namespace Cms.Tests.Importing;

public sealed class SourceLineTests
{
    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    [InlineData("\u0085")]
    [InlineData("\u2028")]
    [InlineData("\v")]
    [InlineData("\f")]
    public void Every_kind_of_line_end_gives_the_same_article_and_line_numbers(string lineEnd)
    {
        var text = ArticleFile.With(introduction: "One\ntwo.\n\nThree.", below: "furniture");

        var reading = ArticleParser.Read(text.Replace("\n", lineEnd, StringComparison.Ordinal));

        var expected = ArticleParser.Read(text);
        ArticleFile.AssertSame(expected.Article!, reading.Article);
        Assert.Equal(expected.LeftOut, reading.LeftOut);
    }

    [Fact]
    public void Line_ends_may_be_mixed()
    {
        var reading = ArticleParser.Read("Rest Well\r\rOne\r\ntwo\n\r\n1. Sleep:\u2028• Early: Go.\n\r\nEnd.\r\n\r\nKeywords: a\r\n\r\nfurniture");

        var article = ArticleFile.Accepted(reading);
        Assert.Equal(("One two", "End."), (article.Introduction, article.Conclusion));
        Assert.Equal(13, Assert.Single(reading.LeftOut).Line);
    }

    [Fact]
    public void The_paragraph_separator_parts_paragraphs_like_a_blank_line()
    {
        var reading = ArticleFile.Read(introduction: "One.\u2029Two.", sections: "1. Sleep:\n• Early: Go.\u2029Good night.", conclusion: "");

        var article = ArticleFile.AcceptedWithoutRemark(reading);
        Assert.Equal(("One.\n\nTwo.", "Good night."), (article.Introduction, article.Conclusion));
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_title()
    {
        var reading = ArticleParser.Read("\uFEFF" + ArticleFile.With(top: "top of page"));

        Assert.Equal("Rest Well", ArticleFile.Accepted(reading).Title);
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("\t")]
    [InlineData("\u00A0")]
    [InlineData("\u202F")]
    [InlineData("\u2007")]
    [InlineData("\u3000")]
    [InlineData("\u200B")]
    [InlineData("\uFEFF")]
    [InlineData("\u00A0 \u200B\t")]
    public void White_space_of_any_kind_is_trimmed_around_every_piece(string space)
    {
        var text = $"""
            {space}Rest Well{space}
            {space}Date created:{space}2025-11-20{space}
            {space}
            {space}Rest is{space}work.{space}
            {space}
            {space}1.{space}Sleep{space}:{space}
            {space}•{space}Early{space}:{space}Go.{space}
            {space}
            {space}Good night.{space}
            {space}
            {space}Keywords:{space}sleep{space},{space}calm{space}
            """;

        var reading = ArticleParser.Read(text);

        ArticleFile.AssertSame(
            new Article("Rest Well", new DateOnly(2025, 11, 20), $"Rest is{space}work.", [new(1, "Sleep", "", [new("Early", "Go.")])], "Good night.", ["sleep", "calm"]),
            ArticleFile.AcceptedWithoutRemark(reading));
    }

    [Theory]
    [InlineData("Cafe\u0301 and café")]
    [InlineData("“Curly” ‘quotes’ … – —")]
    [InlineData("می\u200Cخواهم 👩\u200D👩\u200D👧")]
    [InlineData("\u200Eleft\u200F right\u2066x\u2069")]
    [InlineData("日本語　空白 한국어 ไทย हिन्दी")]
    [InlineData("ﬁne Å Å Ω")]
    [InlineData("𝒜 🧘🏽‍♀️")]
    [InlineData("a\u00A0b\u202Fc\u200Bd\u2060e\u00ADf  g\th")]
    [InlineData("\u0301begins with a combining mark")]
    public void All_other_unicode_is_kept_exactly(string words)
    {
        var reading = ArticleParser.Read($"{words}\n\n{words}\n\n1. {words}:\n{words}\n• {words}: {words}\n\n{words}\n\nKeywords: {words}");

        var article = ArticleFile.Accepted(reading);
        var section = article.Sections[0];
        Assert.All(
            new[] { article.Title, article.Introduction, section.Heading, section.Body, section.Bullets[0].Label, section.Bullets[0].Text, article.Conclusion, article.Keywords[0] },
            piece => Assert.Equal(words, piece, StringComparer.Ordinal));
    }
}
