using Cms.Importing;

namespace Cms.Tests.Importing;

public sealed class ArticleTextTests
{
    [Fact]
    public void An_article_is_written_in_the_form_of_the_files()
    {
        var article = new Article("Rest Well", new DateOnly(2025, 1, 5), "One.\n\nTwo.", [new(1, "Sleep", "Body.", [new("Early", "Go."), new("", "Lie down.")])], "End.", ["a", "b c"]);

        var text = ArticleText.Write(article);

        Assert.Equal("Rest Well\n\nDate created: Sunday, January 5, 2025\n\nOne.\n\nTwo.\n\n1. Sleep:\n\nBody.\n\n• Early: Go.\n• Lie down.\n\nEnd.\n\nKeywords: a, b c\n", text);
    }

    [Fact]
    public void Reading_what_was_written_gives_the_same_article_for_200_samples()
    {
        var samples = Enumerable.Range(0, 200).Select(i => SampleArticles.Make(i * 547)).ToArray();

        var readings = samples.Select(sample => ArticleParser.Read(ArticleText.Write(sample))).ToArray();

        Assert.All(samples.Zip(readings), pair => ArticleFile.AssertSame(pair.First, ArticleFile.AcceptedWithoutRemark(pair.Second)));
    }

    [Fact]
    public void What_is_missing_is_left_away()
    {
        var article = new Article("Rest Well", null, "", [new(3, "Sleep:", "", [])], "", []);

        var text = ArticleText.Write(article);

        Assert.Equal("Rest Well\n\n3. Sleep::\n", text);
        ArticleFile.AssertSame(article, ArticleParser.Read(text).Article!);
    }
}
